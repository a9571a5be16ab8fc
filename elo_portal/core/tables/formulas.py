"""An apostrophe before what a spreadsheet would run, and off again when our own file comes back."""

import re

# After any number of apostrophes: whatever spreadsheets take for the beginning of a formula.
_RUNS = re.compile(r"'*(?:\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])")


def guarded(cell: str) -> str:
    """For CSV, where a cell has no type."""
    return f"'{cell}" if _RUNS.match(cell) else cell


def guarded_text(cell: str) -> str:
    """For spreadsheets, whose cells are marked as text: only what `unguarded` would mistake for ours."""
    return guarded(cell) if cell.startswith("'") else cell


def unguarded(cell: str) -> str:
    """What `guarded` and `guarded_text` were given."""
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell) else cell
