"""Files of strangers to rows, and what is refused before a row is looked at."""

import io
import json
import zipfile

import pytest
from django.utils import translation
from openpyxl import Workbook

from elo_portal.core.tables import csv_files, reading, spreadsheets
from elo_portal.core.tables.reading import Problem
from elo_portal.core.tables.refusals import Refused

COLUMNS = ("key", "title", "regions")


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def read(tmp_path):
    def run(content, suffix="csv", required=()):
        path = tmp_path / f"rivit.{suffix}"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return reading.read(path, columns=COLUMNS, required=required)

    return run


def book(*rows, change=None):
    made = Workbook()
    for row in rows:
        made.active.append(row)
    if change:
        change(made.active)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def with_part(content, name, part):
    """A spreadsheet with one part exchanged or added."""
    old, file = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            if one.filename != name:
                new.writestr(one, old.read(one))
        new.writestr(name, part)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        "key;title\r\n1;Äiti\r\n",
        "\ufeffkey;title\r\n1;Äiti\r\n",
        "key,title\n1,Äiti\n",
        "key\ttitle\n1\tÄiti",
        "sep=;\r\nkey;title\r\n1;Äiti\r\n",
        "sep=\t\nkey\ttitle\n1\tÄiti\n",
        "key;title\r\n1;Äiti\r\n".encode("cp1252"),
        'key;title\r\n1;"Äiti"\r\n;\r\n\r\n',
        " key ;title;;\r\n1;Äiti;;\r\n",
    ],
)
def test_csv_of_every_spreadsheet_is_read(read, content):
    table = read(content)

    assert (table.rows, table.problems) == ([{"key": "1", "title": "Äiti"}], [])


def test_line_breaks_and_our_apostrophes_come_back(read):
    assert read('key;title\n1;"\'=yksi\nkaksi"\n').rows == [{"key": "1", "title": "=yksi\nkaksi"}]


def test_a_short_row_is_filled_up_and_a_long_one_named(read):
    table = read("key;title\n1\n2;b;c;d\n")

    assert table.rows == [{"key": "1", "title": None}, {"key": "2", "title": "b"}]
    assert list(map(str, table.problems)) == ["row 2: title: more cells than the 2 headings"]


def test_headings_are_checked_once(read):
    table = read("title;colour;title;;regions\n1;2;3;;5\n", required=("key",))

    assert table.problems == [
        Problem(1, "colour", "unknown column"),
        Problem(1, "title", "stands twice in the headings"),
        Problem(1, "column 4", "unknown column"),
        Problem(1, "key", "the column is missing"),
    ]


def test_a_spreadsheet_keeps_its_numbers(read):
    content = book(["key", "title", "regions"], [1, "Yksi", 6], [None, None, None], [2.0, 1.5, "'=1"])

    assert read(content, "xlsx").rows == [
        {"key": 1, "title": "Yksi", "regions": 6},
        {"key": 2, "title": 1.5, "regions": "=1"},
    ]


def test_formulas_are_marked_and_never_run(read):
    (row,) = read(book(["key", "title"], ["1", "=1+1"]), "xlsx").rows

    assert isinstance(row["title"], spreadsheets.Formula)


def test_a_row_that_claims_to_be_far_away_is_read_all_the_same(read):
    content = book(["key"], ["1"], change=lambda sheet: sheet.cell(200_000, 1, "2"))

    assert read(content, "xlsx").rows == [{"key": "1"}, {"key": "2"}]


def test_json_keeps_its_types(read):
    table = read(json.dumps([{"key": 1, "regions": ["06"]}, 5, {"colour": 1}]), "json")

    assert table.rows == [{"key": 1, "regions": ["06"]}, {}, {"colour": 1}]
    assert table.problems == [Problem(2, "row", "is not an object"), Problem(3, "colour", "unknown column")]


@pytest.mark.parametrize(
    ("content", "suffix", "words"),
    [
        ("a", "txt", r"Only .json, .csv and .xlsx"),
        ("{}", "json", "not a JSON array"),
        ("[" * 100_000, "json", "not JSON"),
        ("[1", "json", "not JSON"),
        ("", "csv", "no headings"),
        (";;\n", "csv", "no headings"),
        ("key\n\0\n", "csv", "not a CSV text"),
        (b"key\n\x81\n", "csv", "not encoded as UTF-8"),
        ('key\n"1\n', "csv", "not well-formed CSV at line"),
        ("key\n1\n", "xlsx", "not a spreadsheet"),
    ],
)
def test_what_is_no_table_is_refused(read, content, suffix, words):
    with pytest.raises(Refused, match=words):
        read(content, suffix)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Refused, match="cannot be read"):
        reading.read(tmp_path / "ei.csv", columns=COLUMNS)


def test_files_over_20_mb_are_refused(read):
    with pytest.raises(Refused, match="larger than 20 MB"):
        read(b"key\n" + b"x" * (20 * 1024 * 1024), "csv")


@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_more_than_50_000_rows_are_refused(read, suffix):
    def written(count):
        return "key\n" + "1\n" * count if suffix == "csv" else json.dumps([{"key": "1"}] * count)

    assert len(read(written(50_000), suffix).rows) == 50_000
    with pytest.raises(Refused, match="more than 50,000 rows"):
        read(written(50_001), suffix)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(read):
    bomb = with_part(book(["key"]), "xl/sharedStrings.xml", b"\0" * (60 * 1024 * 1024))

    assert len(bomb) < 100_000
    with pytest.raises(Refused, match="far more than a table"):
        read(bomb, "xlsx")


def test_repetition_is_no_bomb(read):
    content = book(["key", "title"], *([str(number), "sama " * 800] for number in range(2000)))

    assert len(read(content, "xlsx").rows) == 2000


def test_entities_are_not_expanded(read):
    content = book(["key"], ["haha"])
    sheet = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    laughs = b'<!DOCTYPE worksheet [<!ENTITY a "ha">]>' + sheet.replace(b"haha", b"&a;&a;")

    with pytest.raises(Refused, match="not a spreadsheet"):
        read(with_part(content, "xl/worksheets/sheet1.xml", laughs), "xlsx")


@pytest.mark.parametrize("name", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"])
def test_a_broken_spreadsheet_is_refused(read, name):
    with pytest.raises(Refused, match="not a spreadsheet"):
        read(with_part(book(["key"], ["1"]), name, b"<broken"), "xlsx")


CELLS = ["=1+1", "'=1", 'Äiti; "isä"\nja lapsi', "+358", "|", "", "0606", "<b>", "_x0041_"]


@pytest.mark.parametrize(("suffix", "write"), [("csv", csv_files.written), ("xlsx", spreadsheets.written)])
def test_what_is_written_comes_back(read, suffix, write):
    rows = read(write(["key", "title"], [["1", cell] for cell in CELLS]), suffix).rows

    assert [row["title"] or "" for row in rows] == CELLS


def test_no_cell_of_a_written_spreadsheet_is_a_formula():
    content = spreadsheets.written(["key"], [["=1+1"]])
    sheet = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")

    assert b"<f" not in sheet
