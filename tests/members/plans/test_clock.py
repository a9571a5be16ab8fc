"""The annual clock: begun, copied, marked, drawn, subscribed to, with the events of the regions."""

from datetime import date

import icalendar
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from elo_portal.core.viewers import NOBODY
from members.clock_picture import picture
from members.commands.plans import clock as commands
from members.commands.plans.clock import ClockValues
from members.models import ClockItem
from members.queries.plans import clock as queries
from tests.factories import NOW
from tests.members.factories import TODAY, PersonFactory, authority, group, region, viewer_of
from tests.members.plans.factories import ClockItemFactory
from tests.members.racing import second_while_first_is_open
from tests.seminars.factories import EventFactory


@pytest.fixture
def chair(db):
    return viewer_of(PersonFactory(seat_in=group(), seat_role="chair"))


def values(**more):
    return ClockValues(**{"texts": {"title_fi": "Kokous"}, "month": 2, "kind": "meeting"} | more)


def test_the_usual_year_begins_once(chair):
    made = commands.begin_usual_year(group_id=group().pk, year=2026, actor=chair)
    with pytest.raises(commands.YearHasBegun):
        commands.begin_usual_year(group_id=group().pk, year=2026, actor=chair)

    assert {item.month for item in made} == {1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12}
    assert all(item.title_sv and item.title_en for item in made)
    assert ClockItem.objects.count() == len(made)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_begin_it_at_once_the_second_finds_it_begun(chair):
    def begin():
        return commands.begin_usual_year(group_id=group().pk, year=2026, actor=chair)

    assert isinstance(second_while_first_is_open(begin, begin), commands.YearHasBegun)


def test_a_copy_has_nothing_done_and_no_leap_day(chair):
    ClockItemFactory(year=2028, month=2, day=29, done_on=TODAY)
    copy = commands.copy_to_next_year(group_id=group().pk, year=2028, actor=chair)[0]

    assert (copy.year, copy.day, copy.done_on) == (2029, 28, None)
    with pytest.raises(commands.NothingToCopy):
        commands.copy_to_next_year(group_id=group().pk, year=2020, actor=chair)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [({"day": 30}, commands.NoSuchDay), ({"texts": {"title_fi": ""}}, commands.TitleNeeded)],
)
def test_what_is_no_item_is_refused(chair, change, refusal):
    with pytest.raises(refusal):
        commands.add(group_id=group().pk, year=2026, values=values(**change), actor=chair)

    assert not ClockItem.objects.exists()


def test_done_and_not_done_after_all(chair):
    item = ClockItemFactory()
    for is_done, day in ((True, TODAY), (False, None)):
        commands.mark(item_id=item.pk, is_done=is_done, actor=chair, now=NOW)
        item.refresh_from_db()
        assert item.done_on == day


def test_another_group_may_nothing(db):
    item = ClockItemFactory()
    outsider = viewer_of(PersonFactory(seat_in=group("pohjanmaa"), seat_role="chair"))
    for refused in (
        lambda: commands.begin_usual_year(group_id=group().pk, year=2030, actor=outsider),
        lambda: commands.copy_to_next_year(group_id=group().pk, year=2026, actor=outsider),
        lambda: commands.add(group_id=group().pk, year=2026, values=values(), actor=outsider),
        lambda: commands.save(item_id=item.pk, values=values(), actor=outsider),
        lambda: commands.mark(item_id=item.pk, is_done=True, actor=outsider, now=NOW),
        lambda: commands.remove(item_id=item.pk, actor=outsider),
    ):
        with pytest.raises(PermissionDenied):
            refused()

    assert list(ClockItem.objects.all()) == [item]


def test_events_of_the_regions_stand_among_the_items(db):
    ClockItemFactory(month=3, title_fi="Kokous")
    there = EventFactory(host=authority(), title_fi="Vertaisfoorumi")
    there.regions.set([region("06")])
    EventFactory(host=authority("08"), title_fi="Muualla").regions.set([region("15")])

    shown = queries.clock(group(), there.starts_at.year, viewer=NOBODY, now=NOW)

    titles = [row.title for row in shown.rows]
    assert "Vertaisfoorumi" in titles
    assert "Muualla" not in titles
    assert len(shown.picture.marks) == len(titles)


def test_the_next_thing_is_the_first_that_is_not_done(db):
    ClockItemFactory(month=1, title_fi="Mennyt")
    ClockItemFactory(month=3, title_fi="Tehty", done_on=TODAY)
    ClockItemFactory(month=4, title_fi="Seuraava")

    shown = queries.clock(group(), 2026, viewer=NOBODY, now=NOW)

    assert [row.title for row in shown.rows if row.is_next] == ["Seuraava"]


def test_the_hand_stands_in_this_year_only():
    assert picture(2026, [], today=date(2026, 11, 24)).hand is not None
    assert picture(2027, [], today=date(2026, 11, 24)).hand is None


def test_marks_of_one_month_stand_apart():
    marks = picture(2026, [(date(2026, 3, 1), 1)] * 4, today=TODAY).marks

    assert len({(one.x, one.y) for one in marks}) == 4


def test_the_calendar_names_an_item_the_same_for_ever(client, db):
    item = ClockItemFactory(day=12, title_fi="Kokous\r\nDESCRIPTION:väärä")
    address = reverse("members:clock_feed", args=["pirkanmaa"])
    entry = icalendar.Calendar.from_ical(client.get(address).content).walk("VEVENT")[0]
    ClockItem.objects.filter(pk=item.pk).update(month=4)
    moved = icalendar.Calendar.from_ical(client.get(address).content).walk("VEVENT")[0]

    assert entry["uid"] == moved["uid"]
    assert (entry.decoded("dtstart"), moved.decoded("dtstart")) == (date(2026, 3, 12), date(2026, 4, 12))
    assert str(entry["summary"]) == "Kokous DESCRIPTION:väärä"


@pytest.mark.parametrize("count", [1, 30])
def test_the_number_of_queries_does_not_grow(client, db, count):
    for number in range(count):
        ClockItemFactory(month=number % 12 + 1)
        EventFactory(host=authority()).regions.set([region("06")])
    with CaptureQueriesContext(connection) as asked:
        response = client.get(reverse("members:clock", args=["pirkanmaa", 2026]))

    assert (response.status_code, len(asked) <= 5) == (200, True)
