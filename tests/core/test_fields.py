"""Dates and times as people write them."""

from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError

from elo_portal.core.fields import ClockField, DayField, TextField, day_and_clock, moment


@pytest.mark.parametrize(
    "text", ["1.8.2025", "01.08.2025", "1. 8. 2025", " 1.8.2025 ", "2025-08-01", "2025-8-1"]
)
def test_day_is_read_as_it_is_written_in_finland_or_as_iso_says(text):
    assert DayField().clean(text) == date(2025, 8, 1)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("1.13.2025", "Tarkista päivä: kuukautta 13 ei ole."),
        ("31.4.2025", "Tarkista päivä: siinä kuussa ei ole päivää 31."),
        ("29.2.2027", "Tarkista päivä: siinä kuussa ei ole päivää 29."),
        ("0.1.2027", "Tarkista päivä: siinä kuussa ei ole päivää 0."),
        ("1.1.0205", "Tarkista päivä: onko vuosi 205 oikein?"),
        ("1.8.25", "Kirjoita päivä muodossa 1.8.2025."),
        ("8/1/2025", "Kirjoita päivä muodossa 1.8.2025."),
        ("huomenna", "Kirjoita päivä muodossa 1.8.2025."),
        ("1.8.2025\n", None),
    ],
)
def test_day_says_what_to_check(text, error):
    if error is None:
        assert DayField().clean(text) == date(2025, 8, 1)
        return
    with pytest.raises(ValidationError) as refusal:
        DayField().clean(text)

    assert refusal.value.messages == [error]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("9.00", time(9)), ("9:00", time(9)), ("09.05", time(9, 5)), ("9", time(9)), ("23:59", time(23, 59))],
)
def test_clock_is_read_with_a_full_stop_or_a_colon(text, expected):
    assert ClockField().clean(text) == expected


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("25.00", "Tarkista kellonaika: aikaa 25.00 ei ole."),
        ("9.60", "Tarkista kellonaika: aikaa 9.60 ei ole."),
        ("9.0", "Kirjoita kellonaika muodossa 9.00."),
        ("9am", "Kirjoita kellonaika muodossa 9.00."),
    ],
)
def test_clock_says_what_to_check(text, error):
    with pytest.raises(ValidationError) as refusal:
        ClockField().clean(text)

    assert refusal.value.messages == [error]


def test_empty_is_nothing_where_it_is_not_required():
    assert DayField(required=False).clean("") is None
    assert ClockField(required=False).clean(" ") is None
    with pytest.raises(ValidationError):
        DayField().clean("")


def test_a_stored_value_is_written_as_people_write_it():
    assert DayField().prepare_value(date(2027, 2, 9)) == "9.2.2027"
    assert ClockField().prepare_value(time(9, 5)) == "9.05"
    assert DayField().prepare_value("9.2.20") == "9.2.20"  # what was typed wrongly stays


@pytest.mark.parametrize(
    ("day", "clock", "expected"),
    [
        (date(2026, 1, 15), time(9), datetime(2026, 1, 15, 7, tzinfo=UTC)),
        (date(2026, 7, 15), time(9), datetime(2026, 7, 15, 6, tzinfo=UTC)),
        (date(2026, 3, 29), time(3, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),  # skipped: 4.30
        (date(2026, 10, 25), time(3, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # twice: the first
    ],
)
def test_moment_is_on_the_clocks_of_finland(day, clock, expected):
    assert moment(day, clock).astimezone(UTC) == expected


def test_day_and_clock_are_the_way_back():
    assert day_and_clock(moment(date(2026, 7, 15), time(9, 15))) == (date(2026, 7, 15), time(9, 15))
    assert day_and_clock(None) == (None, None)


@pytest.mark.parametrize("nothing", ["", "  ", "\u202e", " \u202d\u2066 ", "\x00"])
def test_a_text_that_nobody_could_see_is_none(nothing):
    with pytest.raises(ValidationError):
        TextField().clean(nothing)
    assert TextField(required=False).clean(nothing) == ""


def test_a_text_is_what_will_be_stored():
    assert TextField().clean("  Syys\u202ekokous\r\nTampereella ") == "Syyskokous\nTampereella"
