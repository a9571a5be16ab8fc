"""When an adopter is asked: by the calendar, never twice."""

from datetime import date

import pytest

from practices import follow_ups

RECORDED = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("months", "day"),
    [(3, date(2027, 2, 28)), (6, date(2027, 5, 30)), (12, date(2027, 11, 30)), (1, date(2026, 12, 30))],
)
def test_months_after_stays_in_the_month(months, day):
    assert follow_ups.months_after(RECORDED, months) == day


@pytest.mark.parametrize(
    ("today", "answered", "months"),
    [
        (date(2027, 2, 27), [], None),
        (date(2027, 2, 28), [], 3),
        (date(2027, 5, 30), [], 6),  # the first was missed: one question, the latest
        (date(2027, 5, 30), [3], 6),
        (date(2027, 5, 30), [6], None),
        (date(2028, 5, 30), [3, 6], 12),
        (date(2028, 5, 30), [12], None),
    ],
)
def test_due_is_the_latest_question_without_an_answer(today, answered, months):
    assert follow_ups.due(RECORDED, answered, today=today) == months


def test_upcoming_is_the_next_day_that_has_not_come():
    assert follow_ups.upcoming(RECORDED, [], today=date(2026, 12, 1)) == date(2027, 2, 28)
    assert follow_ups.upcoming(RECORDED, [6], today=date(2026, 12, 1)) == date(2027, 11, 30)
    assert follow_ups.upcoming(RECORDED, [12], today=date(2026, 12, 1)) is None
