"""Proposing, agreeing on, discussing and retiring entries."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from elo_portal.core.models import AuditEntry, Synonym
from elo_portal.core.search import glossary as synonyms
from elo_portal.core.viewers import NOBODY
from members.commands import glossary as commands
from members.commands.glossary import Decided, Said
from members.models import GlossaryEntry, Group, Wording
from members.queries import glossary as queries
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, group, viewer_of
from tests.members.glossary.factories import WordingFactory

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
SAID = {
    "fi": Said(
        "etäohjaus", "Ohjausta ruudun kautta.", synonyms=("verkko-ohjaus",), discouraged=("e-ohjaus",)
    ),
    "sv": Said("distansvägledning", "Vägledning via en skärm."),
}


@pytest.fixture
def member():
    return viewer_of(PersonFactory(member_of=OrganisationFactory()))


@pytest.fixture
def chair():
    return viewer_of(PersonFactory(member_of=OrganisationFactory(), seat_in=group(), seat_role="chair"))


@pytest.fixture
def admin():
    return viewer_of(PersonFactory(is_admin=True))


def national() -> Group:
    return Group.objects.get(kind=Group.Kind.NATIONAL)


def decided(place: Group, *, days_ago: int = 0, number: str = "1/2026") -> Decided:
    return Decided(place.pk, TODAY - timedelta(days=days_ago), number)


def leading(entry: GlossaryEntry) -> Wording:
    return entry.wordings.get(is_leading=True)


def test_a_member_proposes_an_entry_in_two_languages(member):
    made = commands.propose_entry(said=SAID, actor=member, now=NOW)

    assert made.entry.slug == "etaohjaus"
    assert [text.term for text in made.ordered_texts()] == ["etäohjaus", "distansvägledning"]
    assert AuditEntry.objects.filter(action="members.propose_entry").count() == 1


@pytest.mark.parametrize("newcomer", [True, False])
def test_nobody_from_outside_proposes(newcomer):
    actor = viewer_of(PersonFactory()) if newcomer else NOBODY
    with pytest.raises(PermissionDenied):
        commands.propose_entry(said=SAID, actor=actor, now=NOW)


def test_a_term_that_is_there_is_not_proposed_again(member):
    WordingFactory(term=("Etäohjaus", "x"))
    with pytest.raises(commands.TermKnown):
        commands.propose_entry(said=SAID, actor=member, now=NOW)


def test_an_entry_does_not_take_the_address_of_the_form(member):
    said = {"fi": Said("uusi", "Ei vanha."), "sv": Said("ny", "Inte gammal.")}
    assert commands.propose_entry(said=said, actor=member, now=NOW).entry.slug == "uusi-2"


def test_a_wording_leads_once_its_group_has_agreed(member, chair):
    first = WordingFactory()
    other = commands.propose_wording(
        entry_id=first.entry_id, said=SAID, reason="Selkeämpi.", actor=member, now=NOW
    )
    assert leading(first.entry) == first

    commands.agree(wording_id=other.pk, decided=decided(group()), actor=chair, now=NOW)

    assert leading(first.entry) == other


def test_what_the_national_group_agreed_on_leads_whatever_groups_say_later(chair, admin, member):
    first = WordingFactory()
    other = commands.propose_wording(
        entry_id=first.entry_id, said=SAID, reason="Toisin.", actor=member, now=NOW
    )
    commands.agree(wording_id=first.pk, decided=decided(national(), days_ago=9), actor=admin, now=NOW)
    commands.agree(wording_id=other.pk, decided=decided(group()), actor=chair, now=NOW)

    page = queries.page_of(queries.entries().get(pk=first.entry_id))

    assert page.leading.wording == first
    assert [one.wording for one in page.differing] == [other]
    assert page.agreed_groups == 1


def test_what_a_group_held_to_before_stays_readable(chair, member):
    first = WordingFactory()
    other = commands.propose_wording(
        entry_id=first.entry_id, said=SAID, reason="Toisin.", actor=member, now=NOW
    )
    commands.agree(wording_id=first.pk, decided=decided(group(), days_ago=9), actor=chair, now=NOW)
    commands.agree(wording_id=other.pk, decided=decided(group(), number="2/2026"), actor=chair, now=NOW)

    page = queries.page_of(queries.entries().get(pk=first.entry_id))

    assert (page.leading.wording, [one.wording for one in page.earlier]) == (other, [first])


def test_only_those_who_tend_the_group_record_its_decision(member, chair):
    wording = WordingFactory()
    for actor, place in ((member, group()), (chair, national()), (NOBODY, group())):
        with pytest.raises(PermissionDenied):
            commands.agree(wording_id=wording.pk, decided=decided(place), actor=actor, now=NOW)
    assert wording.agreements.count() == 0


def test_a_decision_is_recorded_once_and_not_before_its_day(chair):
    wording = WordingFactory()
    with pytest.raises(commands.NotAgreedYet):
        commands.agree(wording_id=wording.pk, decided=decided(group(), days_ago=-1), actor=chair, now=NOW)
    commands.agree(wording_id=wording.pk, decided=decided(group()), actor=chair, now=NOW)
    with pytest.raises(commands.AgreedAlready):
        commands.agree(wording_id=wording.pk, decided=decided(group()), actor=chair, now=NOW)


def test_what_is_agreed_finds_across_languages_until_it_is_retired(member, chair, admin):
    made = commands.propose_entry(said=SAID, actor=member, now=NOW)
    assert not Synonym.objects.filter(source=made.entry.source).exists()

    commands.agree(wording_id=made.pk, decided=decided(group()), actor=chair, now=NOW)

    meant = {match.meaning.text for match in synonyms.current().matches(["distansvägledning"])}
    assert "etäohjaus" in meant
    assert Synonym.objects.get(word="e-ohjaus", source=made.entry.source).is_one_way

    commands.retire(entry_id=made.entry_id, successor_id=None, reason="Vanha.", actor=admin, now=NOW)

    assert not Synonym.objects.filter(source=made.entry.source).exists()


def test_words_that_no_group_holds_to_any_more_leave_the_search(member, chair):
    first = commands.propose_entry(said=SAID, actor=member, now=NOW)
    said = {"fi": Said("ruutuohjaus", "Ohjausta."), "sv": Said("skärmvägledning", "Vägledning.")}
    other = commands.propose_wording(
        entry_id=first.entry_id, said=said, reason="Parempi.", actor=member, now=NOW
    )
    commands.agree(wording_id=first.pk, decided=decided(group(), days_ago=9), actor=chair, now=NOW)
    commands.agree(wording_id=other.pk, decided=decided(group()), actor=chair, now=NOW)

    words = set(Synonym.objects.filter(source=first.entry.source).values_list("word", flat=True))
    assert words == {"ruutuohjaus"}


def test_a_retired_entry_names_its_successor_and_takes_nothing_more(member, chair, admin):
    old, new = WordingFactory(), WordingFactory()
    commands.retire(entry_id=old.entry_id, successor_id=new.entry_id, reason="Vanha.", actor=admin, now=NOW)

    old.entry.refresh_from_db()
    assert (old.entry.successor, old.entry.retired_on) == (new.entry, TODAY)
    with pytest.raises(commands.EntryRetired):
        commands.agree(wording_id=old.pk, decided=decided(group()), actor=chair, now=NOW)
    with pytest.raises(commands.EntryRetired):
        commands.propose_wording(entry_id=old.entry_id, said=SAID, reason="x", actor=member, now=NOW)
    with pytest.raises(commands.OwnSuccessor):
        commands.retire(
            entry_id=new.entry_id, successor_id=old.entry_id, reason="Kehä.", actor=admin, now=NOW
        )


def test_a_chair_does_not_retire(chair):
    wording = WordingFactory()
    with pytest.raises(PermissionDenied):
        commands.retire(entry_id=wording.entry_id, successor_id=None, reason="x", actor=chair, now=NOW)


def test_members_speak_by_name_and_organisation(member):
    wording = WordingFactory()
    said = commands.comment(entry_id=wording.entry_id, text=" Hyvä. ", actor=member, now=NOW)

    assert (said.text, said.author_id, said.organisation_id) == (
        "Hyvä.",
        member.person_id,
        min(member.organisation_ids),
    )
    with pytest.raises(commands.NothingSaid):
        commands.comment(entry_id=wording.entry_id, text="\x00 ", actor=member, now=NOW)
