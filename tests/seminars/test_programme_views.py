"""The programme row by row, over HTTP."""

import pytest

from seminars.models import ProgrammeItem
from tests.members.factories import (
    authority,
)
from tests.seminars.acts import path
from tests.seminars.factories import EventFactory, ProgrammeItemFactory, practice

pytestmark = pytest.mark.django_db


def row(**values):
    return {
        "kind": "talk",
        "day": "2026-03-23",
        "starts_clock": "14.00",
        "ends_clock": "14.30",
        "title_fi": "Avaus",
    } | values


def test_programme_adds_changes_and_removes_rows(desk):
    event = EventFactory()
    shown = practice()

    desk.post(path("programme", event.slug), row(practice=f"http://testserver/fi/kaytannot/{shown.slug}/"))
    item = ProgrammeItem.objects.get()
    assert (item.practice, item.starts_at) == (shown, event.starts_at)
    page = desk.get(path("item", event.slug, item.pk))
    assert page.context_data["form"]["practice"].value() == f"/fi/kaytannot/{shown.slug}/"
    desk.post(path("item", event.slug, item.pk), row(title_fi="Aloitus"))
    item.refresh_from_db()
    assert (item.title_fi, item.practice) == ("Aloitus", None)
    desk.post(path("remove_item", event.slug, item.pk))

    assert not ProgrammeItem.objects.exists()


@pytest.mark.parametrize(
    ("broken", "field"),
    [
        ({"day": "2026-03-24"}, "day"),
        ({"ends_clock": "14.00"}, "ends_clock"),
        ({"title_fi": ""}, "title_fi"),
        ({"practice": "/fi/kaytannot/ei-ole/"}, "practice"),
        ({"starts_clock": "25"}, "starts_clock"),
    ],
)
def test_a_broken_row_is_not_saved(desk, broken, field):
    event = EventFactory()

    response = desk.post(path("programme", event.slug), row(speaker="Säilyy") | broken)

    assert response.status_code == 422
    assert list(response.context_data["form"].errors) == [field]
    assert b"S\xc3\xa4ilyy" in response.content
    assert not ProgrammeItem.objects.exists()


def test_a_row_of_another_event_is_a_404(desk):
    foreign = ProgrammeItemFactory(event=EventFactory(host=authority("07")))
    own = EventFactory()

    assert desk.post(path("item", own.slug, foreign.pk), row()).status_code == 404
    assert desk.post(path("remove_item", own.slug, foreign.pk)).status_code == 404
    assert ProgrammeItem.objects.count() == 1
