"""When reminders are due: wall clock of Finland, also when the clocks change in between."""

from datetime import UTC, datetime, timedelta

import pytest

from seminars import reminders
from tests.seminars.factories import helsinki


@pytest.mark.parametrize(
    ("starts", "week_before", "day_before"),
    [
        # ordinary
        ("2026-03-23T14:00", "2026-03-16T07:00Z", "2026-03-22T07:00Z"),
        # the clocks go forward on 29 March 2026: the week before is winter time, the day before summer time
        ("2026-03-31T09:00", "2026-03-24T07:00Z", "2026-03-30T06:00Z"),
        ("2026-03-29T12:00", "2026-03-22T07:00Z", "2026-03-28T07:00Z"),
        ("2026-03-30T12:00", "2026-03-23T07:00Z", "2026-03-29T06:00Z"),
        # back on 25 October 2026
        ("2026-10-25T12:00", "2026-10-18T06:00Z", "2026-10-24T06:00Z"),
        ("2026-10-26T00:30", "2026-10-19T06:00Z", "2026-10-25T07:00Z"),
        ("2026-10-28T09:00", "2026-10-21T06:00Z", "2026-10-27T07:00Z"),
        # forward on 28 March 2027
        ("2027-03-28T04:30", "2027-03-21T07:00Z", "2027-03-27T07:00Z"),
        ("2027-04-02T09:00", "2027-03-26T07:00Z", "2027-04-01T06:00Z"),
    ],
)
def test_moments_are_nine_in_the_morning_whatever_the_clocks_do(starts, week_before, day_before):
    starts_at = helsinki(starts)

    assert [(moment.code, moment.due_at.astimezone(UTC)) for moment in reminders.moments(starts_at)] == [
        ("7d", datetime.fromisoformat(week_before)),
        ("1d", datetime.fromisoformat(day_before)),
    ]


def test_a_moment_is_of_use_until_the_next_one_and_the_last_until_the_start():
    starts_at = helsinki("2026-03-23T14:00")

    week, day = reminders.moments(starts_at)

    assert week.until == day.due_at
    assert day.until == starts_at


def test_due_names_the_latest_moment_that_is_still_of_use():
    starts_at = helsinki("2026-03-23T14:00")
    at = [
        helsinki("2026-03-16T08:59"),
        helsinki("2026-03-16T09:00"),
        helsinki("2026-03-22T08:59"),
        helsinki("2026-03-22T09:00"),
        starts_at - timedelta(seconds=1),
        starts_at,
    ]

    found = [reminders.due(starts_at, now=now) for now in at]

    assert [moment.code if moment else None for moment in found] == [None, "7d", "7d", "1d", "1d", None]


@pytest.mark.parametrize("year", range(2024, 2041))
def test_every_day_of_a_year_has_its_reminders_at_nine(year):
    for number in range(366):
        starts_at = helsinki(f"{year}-01-01T10:00") + timedelta(days=number)
        for moment in reminders.moments(starts_at):
            local = moment.due_at.astimezone(reminders.HELSINKI)
            assert (local.hour, local.minute) == (9, 0)
