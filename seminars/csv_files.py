"""Lists for spreadsheets: nothing that a participant wrote may run as a formula or break a row."""

from collections.abc import Iterable, Sequence

from elo_portal.core.tables import csv_files


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """One line a row, whatever stands in it."""
    return csv_files.written(
        [_on_one_line(cell) for cell in heading], ([_on_one_line(cell) for cell in row] for row in rows)
    )


def _on_one_line(cell: str) -> str:
    return "".join(character if character.isprintable() else " " for character in cell)
