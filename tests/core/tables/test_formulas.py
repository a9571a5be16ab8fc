"""Cells that a spreadsheet would run."""

import pytest

from elo_portal.core.tables.formulas import guarded, guarded_text, unguarded

RUNS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1+1", "\t", "＝1+1", "-", "'=1", "''=1"]
PLAIN = ["", "'", "'lainaus'", "a=b", "Åbo", "1-2", " a"]


@pytest.mark.parametrize("cell", RUNS)
def test_what_would_run_is_guarded_and_comes_back(cell):
    assert guarded(cell) == f"'{cell}"
    assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize("cell", PLAIN)
def test_what_is_plain_stays_as_it_is(cell):
    assert guarded(cell) == unguarded(cell) == cell


@pytest.mark.parametrize("cell", [*RUNS, *PLAIN])
def test_a_text_cell_comes_back_as_well(cell):
    assert unguarded(guarded_text(cell)) == cell
