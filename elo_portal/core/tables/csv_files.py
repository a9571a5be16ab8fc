"""CSV as Finnish and other spreadsheets write it: semicolons or commas, with and without byte order mark."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from elo_portal.core.tables.formulas import guarded, unguarded
from elo_portal.core.tables.refusals import Refused

BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads å, ä and ö wrong
DELIMITERS = ";,\t"
LONGEST_CELL = 20 * 1024 * 1024  # the file is no larger: how long a text may be is its column's rule

csv.field_size_limit(LONGEST_CELL)


def lines(content: bytes) -> Iterator[list[str]]:
    """The cells line by line, our own apostrophes taken off. Raises Refused."""
    text = _decoded(content)
    first, _end, rest = text.partition("\n")
    if first.lower().startswith("sep="):  # Excel's own line about the delimiter
        text, delimiter = rest, first.rstrip("\r")[4:5] or ";"
    else:
        delimiter = max(DELIMITERS, key=first.count)
    if "\0" in text:
        raise Refused(_("The file is not a CSV text."))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            yield [unguarded(cell) for cell in cells]
    except csv.Error as error:
        where = {"line": reader.line_num, "error": error}
        raise Refused(_("The file is not well-formed CSV at line %(line)s: %(error)s.") % where) from error


def _decoded(content: bytes) -> str:
    """UTF-8, or what "CSV" without further words is on a Finnish Windows. Raises Refused."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(_("The file is not encoded as UTF-8."))


def written(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """With semicolons, as Finnish and Swedish spreadsheets expect; no cell runs as a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([guarded(cell) for cell in headings])
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()
