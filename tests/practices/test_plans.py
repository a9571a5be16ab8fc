"""Practices tied to measures of groups' plans."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from elo_portal.core.viewers import NOBODY
from members.commands.plans.plans import PlanIsClosed
from members.slots import measure_links
from practices.commands.plans import tie
from practices.models import Practice, TiedPractice
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, group, viewer_of
from tests.members.plans.factories import MeasureFactory
from tests.practices.factories import PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair():
    return PersonFactory(login=True, seat_in=group(), seat_role="chair", member_of=OrganisationFactory())


def test_what_is_chosen_is_tied_and_the_rest_is_not(chair):
    measure, first, second = MeasureFactory(), PracticeFactory(), PracticeFactory()
    for wanted in ([first.pk, second.pk], [second.pk], [second.pk]):
        tie(measure_id=measure.pk, practice_ids=wanted, actor=viewer_of(chair), now=NOW)

    assert [one.practice for one in measure.tied_practices.all()] == [second]


def test_a_practice_that_visitors_may_not_see_is_not_named_to_them(chair):
    measure = MeasureFactory(plan__adopted=True)
    public, inner = PracticeFactory(), PracticeFactory(visibility=Practice.Visibility.NETWORK)
    tie(measure_id=measure.pk, practice_ids=[public.pk, inner.pk], actor=viewer_of(chair), now=NOW)

    shown = {
        viewer: [
            link.title for link in measure_links.contents([measure.pk], viewer=viewer, now=NOW)[measure.pk]
        ]
        for viewer in (NOBODY, viewer_of(chair))
    }
    assert len(shown[NOBODY]) == 1
    assert len(shown[viewer_of(chair)]) == 2


def test_another_group_and_a_closed_plan_are_refused(chair):
    outsider = viewer_of(PersonFactory(seat_in=group("pohjanmaa"), seat_role="chair"))
    closed, practice = MeasureFactory(plan__closed=True), PracticeFactory()
    with pytest.raises(PermissionDenied):
        tie(measure_id=closed.pk, practice_ids=[practice.pk], actor=outsider, now=NOW)
    with pytest.raises(PlanIsClosed):
        tie(measure_id=closed.pk, practice_ids=[practice.pk], actor=viewer_of(chair), now=NOW)

    assert not TiedPractice.objects.exists()


def test_the_measure_shows_what_the_chair_chose(client, chair):
    measure, practice = MeasureFactory(plan__adopted=True), PracticeFactory(text__title="Iltaohjaus")
    arguments = [measure.plan.group.slug, measure.plan.year, measure.pk]
    client.force_login(chair.account)
    client.post(reverse("practices:measure_practices", args=arguments), {"practice": practice.slug})
    client.logout()

    page = client.get(reverse("members:measure", args=arguments)).content.decode()
    assert "Iltaohjaus" in page


def test_what_is_no_slug_and_no_word_finds_nothing(client, chair):
    measure = MeasureFactory(plan__adopted=True)
    address = reverse("practices:measure_practices", args=["pirkanmaa", measure.plan.year, measure.pk])
    client.force_login(chair.account)

    assert client.get(address, {"choose": "1", "q": "a\x00b", "practice": "a\x00"}).status_code == 200
    assert client.post(address, {"practice": "a\x00b"}).status_code == 302
    assert not TiedPractice.objects.exists()
