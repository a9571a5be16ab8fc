"""Dates, times and numbers as the three languages write them."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from elo_portal.core import dates
from tests.core.rendering import render

START = datetime(2027, 2, 9, 8, 0, tzinfo=UTC)  # a Tuesday, ten o'clock in Finland
LUNCH = datetime(2027, 2, 9, 10, 30, tzinfo=UTC)
END = datetime(2027, 2, 10, 10, 0, tzinfo=UTC)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("language", "written"),
    [("fi", "ti 9.2.2027"), ("sv", "tis 9.2.2027"), ("en", "Tue 9 February 2027")],
)
def test_day_in_each_language(language, written):
    with override(language):
        assert plain(dates.day(date(2027, 2, 9))) == written


def test_day_without_a_year_ends_as_the_language_ends_an_ordinal():
    written = []
    for language in ("fi", "sv", "en"):
        with override(language):
            written.append(plain(dates.day(date(2027, 12, 3), weekday=False, year=False)))

    assert written == ["3.12.", "3.12", "3 December"]


@pytest.mark.parametrize(
    ("language", "end", "written"),
    [
        ("fi", date(2027, 2, 9), "9.2.2027"),
        ("fi", date(2027, 2, 10), "9.–10.2.2027"),
        ("fi", date(2027, 3, 1), "9.2.–1.3.2027"),
        ("fi", date(2028, 1, 1), "9.2.2027–1.1.2028"),
        ("sv", date(2027, 2, 10), "9–10.2.2027"),
        ("sv", date(2027, 3, 1), "9.2–1.3.2027"),
        ("en", date(2027, 2, 10), "9–10 February 2027"),
        ("en", date(2027, 3, 1), "9 February – 1 March 2027"),
    ],
)
def test_day_range(language, end, written):
    with override(language):
        assert plain(dates.day_range(date(2027, 2, 9), end)) == written


@pytest.mark.parametrize(
    ("language", "written"),
    [("fi", "klo 10.00–12.30"), ("sv", "kl. 10.00–12.30"), ("en", "10.00–12.30")],
)
def test_clock_range_is_in_finnish_time(language, written):
    with override(language):
        assert plain(dates.clock_range(START, LUNCH)) == written


def test_period_within_a_day_and_over_the_night():
    with override("fi"):
        assert plain(dates.period(START, LUNCH)) == "ti 9.2.2027 klo 10.00–12.30"
        assert plain(dates.period(START, END)) == "ti 9.2.2027 klo 10.00 – ke 10.2.2027 klo 12.00"


def test_an_evening_in_utc_is_the_next_day_in_finland():
    with override("fi"):
        assert plain(dates.day(datetime(2027, 2, 8, 22, 30, tzinfo=UTC))) == "ti 9.2.2027"


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 11, 21), "3 pv myöhässä"),
        (date(2026, 11, 24), "tänään"),
        (date(2026, 11, 25), "huomenna"),
        (date(2026, 11, 27), "pe 27.11."),
        (date(2027, 1, 4), "ma 4.1.2027"),
    ],
)
def test_until_says_how_far_off_a_day_is(day, written):
    with override("fi"):
        assert plain(dates.until(day, today=date(2026, 11, 24))) == written


def test_tags_give_the_machine_its_own_form():
    assert render("{% day start %}", start=START) == '<time datetime="2027-02-09">9.2.2027</time>'
    assert plain(render("{% clock start %}", start=START)) == (
        '<time datetime="2027-02-09T10:00+02:00">klo 10.00</time>'
    )
    assert render("{% month start %}", start=START) == '<time datetime="2027-02">helmikuu 2027</time>'


def test_period_names_the_zone_for_guests_from_elsewhere():
    assert "(finsk tid)" in render("{% period start end zone=True %}", language="sv", start=START, end=LUNCH)


def test_event_date_of_one_day_and_of_two():
    assert render("{% event_date start start %}", start=START) == (
        '<div class="date"><b><time datetime="2027-02-09">9.2.</time></b><span>ti</span></div>'
    )
    assert render("{% event_date start end is_past=True %}", start=START, end=END) == (
        '<div class="date range past"><b><time datetime="2027-02-09">9.–10.2.</time></b><span>ti–ke</span></div>'
    )


@pytest.mark.parametrize(
    ("language", "written"),
    [("fi", "12 000 6,4 % 84 kt"), ("sv", "12 000 6,4 % 84 kB"), ("en", "12,000 6.4% 84 kB")],
)
def test_numbers_in_each_language(language, written):
    source = "{% number 12000 %} {% percent 6.4 decimals=1 %} {% file_size 86016 %}"

    assert plain(render(source, language=language)) == written


def test_content_in_another_language_is_named():
    assert "Vain ruotsiksi" in render('{% only_in "sv" %}')
    assert "Bara på finska" in render('{% only_in "fi" %}', language="sv")
    assert render('{% only_in "fi" %}') == ""
    assert render('<p{% lang_attr "sv" %}>') == '<p lang="sv">'
    assert render('<p{% lang_attr "fi" %}>') == "<p>"
