"""The glossary in the demo, in each of its states, and in the search."""

import pytest

from members.commands.glossary import Decided, agree
from members.models import Agreement, GlossaryEntry, Group, Wording
from members.queries import glossary as queries
from practices import indexing
from tests.factories import NOW
from tests.members.factories import PersonFactory, group, viewer_of
from tests.members.glossary.factories import WordingFactory
from tests.practices.factories import PracticeFactory

pytestmark = pytest.mark.django_db


def test_the_demo_has_entries_in_every_state(demo):
    differing = [
        entry.slug for entry in queries.entries().order_by("slug") if queries.page_of(entry).differing
    ]

    assert GlossaryEntry.objects.count() >= 40
    assert differing == ["hyva-kaytanto", "monihallinnollinen"]
    groups = Agreement.objects.filter(wording__entry__slug__in=differing).values_list(
        "group__slug", flat=True
    )
    assert set(groups) == {"pirkanmaa", "pohjanmaa"}
    assert GlossaryEntry.objects.get(slug="te-toimisto").successor.slug == "tyollisyyspalvelut"
    assert Wording.objects.filter(agreements=None).get().entry.slug == "urasuunnittelutaidot"
    assert Agreement.objects.filter(group__kind=Group.Kind.NATIONAL).count() > 30


def test_a_swedish_word_finds_a_finnish_practice_once_a_group_has_agreed(client):
    """The glossary alone knows these two words."""
    practice = PracticeFactory(text__title="Kortteliohjaus lähiössä", text__summary="Ohjaaja kiertää pihoja.")
    indexing.put(practice)
    wording = WordingFactory(term=("kortteliohjaus", "kvartersvägledning"))
    admin = viewer_of(PersonFactory(is_admin=True))

    before = client.get("/sv/sok/", {"q": "kvartersvägledning"}).content.decode()
    agree(wording_id=wording.pk, decided=Decided(group().pk, NOW.date(), "1/2026"), actor=admin, now=NOW)
    after = client.get("/sv/sok/", {"q": "kvartersvägledning"}).content.decode()

    address = f"/{practice.slug}/"
    assert (address in before, address in after) == (False, True)
