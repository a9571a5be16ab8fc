"""Lists for spreadsheets: nothing runs, nothing is lost."""

import csv
import io

import pytest

from seminars import csv_files


def read(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+358 40 123", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1+1", '=HYPERLINK("http://x";"y")'],
)
def test_a_cell_that_a_spreadsheet_would_run_begins_with_an_apostrophe(cell):
    ((found,),) = read(csv_files.table([cell], []))

    assert found.startswith("'")


@pytest.mark.parametrize("cell", ["Åsa Öst", "a;b", 'sanoi "kyllä"', "a@example.org", "1.8.2025", ""])
def test_an_ordinary_cell_comes_back_as_it_was(cell):
    assert read(csv_files.table(["otsikko", "toinen"], [[cell, "x"]])) == [["otsikko", "toinen"], [cell, "x"]]


def test_control_characters_and_line_breaks_do_not_make_rows():
    content = csv_files.table(["a", "b"], [["yksi\r\nkaksi\x00", "x"]])

    assert read(content) == [["a", "b"], ["yksi  kaksi ", "x"]]
