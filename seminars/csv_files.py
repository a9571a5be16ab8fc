"""Lists for spreadsheets: nothing that a participant wrote may run as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads å, ä and ö wrong
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Semicolons, as Finnish and Swedish spreadsheets expect."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([safe(cell) for cell in heading])
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def safe(cell: str) -> str:
    """An apostrophe before what a spreadsheet would run; control characters gone."""
    clean = "".join(character if character.isprintable() else " " for character in cell)
    return (
        f"'{clean}" if cell.lstrip().startswith(FORMULA_STARTS) or cell.startswith(FORMULA_STARTS) else clean
    )
