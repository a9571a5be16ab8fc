"""XLSX files: archives of XML from strangers, counted before they are unpacked."""

import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from defusedxml import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.exceptions import InvalidFileException

from elo_portal.core.tables.formulas import guarded_text, unguarded
from elo_portal.core.tables.refusals import Refused

MOST_PARTS = 2000
MOST_UNPACKED = 200 * 1024 * 1024
SMALL = 50 * 1024 * 1024  # below this a high ratio is only repetition
MOST_RATIO = 100
MOST_COLUMNS = 100
LONGEST_CELL = 32_767  # of a spreadsheet
LAST_LINE = 1_048_576  # of a spreadsheet: rows may claim to be anywhere
ILLEGAL = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])  # control characters, which XML cannot hold


class Formula(str):
    """A cell that holds a formula, which is never run, or an error that one left."""

    __slots__ = ()


def lines(content: bytes) -> Iterator[list[Any]]:
    """The cells of the first sheet, row by row; blank rows as empty lists at most. Raises Refused."""
    _count(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and validations, which nobody asks for
            book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # they may lie
            for cells in sheet.iter_rows(max_col=MOST_COLUMNS, max_row=LAST_LINE):
                yield [_value(cell) for cell in cells]
    except (DefusedXmlException, InvalidFileException, zipfile.BadZipFile) as error:
        raise Refused(_("The file is not a spreadsheet.")) from error
    except (KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError, OSError) as error:
        raise Refused(_("The file is not a spreadsheet, or it is broken.")) from error


def _count(content: bytes) -> None:
    """Before anything is unpacked; the archive's own figures also limit what is read later. Raises Refused."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Refused(_("The file is not a spreadsheet.")) from error
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    is_bomb = unpacked > MOST_UNPACKED or (unpacked > SMALL and unpacked / packed > MOST_RATIO)
    if is_bomb or len(parts) > MOST_PARTS or len({part.filename for part in parts}) != len(parts):
        raise Refused(_("The file unpacks to far more than a table."))


def _value(cell: Any) -> Any:
    """A text, a whole number, a number or None."""
    value = cell.value
    if cell.data_type in {"f", "e"}:
        return Formula(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return unguarded(value) if isinstance(value, str) else value


def written(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """One sheet of texts: every cell is marked as text, so that nothing runs as a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for row in (headings, *rows):
        sheet.append([_text(sheet, cell) for cell in islice(row, MOST_COLUMNS)])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _text(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, None)
    if text:
        cell.value = guarded_text(text.translate(ILLEGAL))[:LONGEST_CELL]
        cell.data_type = "s"
        cell.quotePrefix = True  # stays a text when somebody edits it
    return cell
