"""Starting and saving."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from elo_portal.core.models import AuditEntry, SearchEntry
from elo_portal.core.viewers import NOBODY
from practices import content
from practices.commands import drafts
from practices.models import Practice
from tests.factories import NOW
from tests.members.factories import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    authority,
    group,
    region,
    term,
    viewer_of,
)
from tests.practices.factories import PracticeFactory, PracticeTextFactory

pytestmark = pytest.mark.django_db
Status = Practice.Status


def author_of(practice):
    return viewer_of(practice.author)


def save(practice, *, actor=None, language="fi", seen=None, **values):
    return drafts.save(
        practice_id=practice.pk,
        language=language,
        values=values,
        actor=actor or author_of(practice),
        now=NOW,
        seen=seen,
    )


def seen_of(practice, *names):
    text = practice.texts.get(language=practice.source_language)
    return content.fingerprints(content.read(Practice.objects.get(pk=practice.pk), text, names))


def start(person, organisation, **options):
    defaults = {"language": "fi", "title": "Iltaohjaus", "now": NOW, "actor": viewer_of(person)}
    return drafts.start(owner_id=organisation.pk, **defaults | options)


def test_start_makes_a_draft_of_the_organisation_and_its_regions():
    organisation = OrganisationFactory(regions=["06", "13"])
    person = PersonFactory(member_of=organisation)

    practice = start(person, organisation, language="sv", title="  Kvällsvägledning  ")

    assert (practice.status, practice.slug, practice.version) == (Status.DRAFT, None, 1)
    assert (practice.author, practice.contact, practice.owner) == (person, person, organisation)
    assert [(text.language, text.title) for text in practice.texts.all()] == [("sv", "Kvällsvägledning")]
    assert {one.code for one in practice.regions.all()} == {"06", "13"}
    assert [(one.from_status, one.to_status, one.actor) for one in practice.transitions.all()] == [
        ("", Status.DRAFT, person)
    ]
    assert [entry.action for entry in AuditEntry.objects.filter(target_id=practice.pk)] == ["practices.start"]


def test_start_for_a_foreign_organisation_is_denied():
    with pytest.raises(PermissionDenied):
        start(PersonFactory(member_of=OrganisationFactory()), OrganisationFactory())


def test_start_with_a_pending_membership_is_denied():
    organisation, person = OrganisationFactory(), PersonFactory()
    MembershipFactory(person=person, organisation=organisation, pending=True)

    with pytest.raises(PermissionDenied):
        start(person, organisation)


def test_start_as_a_variant_of_something_hidden_does_not_tell_of_it():
    organisation = OrganisationFactory()
    hidden = PracticeFactory(draft=True)

    with pytest.raises(Practice.DoesNotExist):
        start(PersonFactory(member_of=organisation), organisation, based_on_id=hidden.pk)


def test_start_as_a_variant_remembers_what_it_is_based_on():
    organisation = OrganisationFactory()
    original = PracticeFactory()

    practice = start(PersonFactory(member_of=organisation), organisation, based_on_id=original.pk)

    assert practice.based_on == original


def test_save_stores_every_kind_of_field():
    practice = PracticeFactory(draft=True)
    partner = OrganisationFactory()
    colleague = PersonFactory(member_of=practice.owner)

    saved = save(
        practice,
        title="Uusi nimi",
        steps=["Ensin\nsovi", "  ", "Sitten"],
        theme=[term("theme", "quality").pk, term("theme", "access").pk],
        regions=[region("15").pk],
        is_national=True,
        partners=[(partner.pk, "tilat")],
        contact_id=colleague.pk,
        maturity=4,
        cost="small",
    )

    practice = Practice.objects.get(pk=practice.pk)
    text = practice.texts.get()
    assert (text.title, text.steps) == ("Uusi nimi", ["Ensin\nsovi", "Sitten"])
    assert {(one.vocabulary, one.slug) for one in practice.terms.all()} == {
        ("target_group", "upper-sec"),
        ("sector", "education"),
        ("theme", "quality"),
        ("theme", "access"),
    }
    assert [one.code for one in practice.regions.all()] == ["15"]
    assert [(one.organisation, one.role) for one in practice.partners.all()] == [(partner, "tilat")]
    assert (practice.is_national, practice.contact, practice.maturity, practice.cost) == (
        True,
        colleague,
        4,
        "small",
    )
    assert practice.updated_at == text.updated_at == NOW
    assert saved.changed_by_others == frozenset()
    assert AuditEntry.objects.get(action="practices.save").fields == [
        "contact_id",
        "cost",
        "is_national",
        "maturity",
        "partners",
        "regions",
        "steps.fi",
        "theme",
        "title.fi",
    ]


def test_save_of_the_same_again_changes_and_writes_nothing():
    practice = PracticeFactory(draft=True)
    save(practice, title="Uusi nimi")

    saved = save(practice, title="Uusi nimi  ")

    assert saved.changed == frozenset()
    assert AuditEntry.objects.filter(action="practices.save").count() == 1


def test_save_cleans_control_characters_and_turned_text():
    practice = PracticeFactory(draft=True)

    save(practice, need="a\x00b\u202ec\r\nd  ")

    assert practice.texts.get().need == "abc\nd"


@pytest.mark.parametrize(
    "field", ["status", "owner_id", "author_id", "slug", "version", "published_at", "confirmed_at"]
)
def test_save_refuses_fields_that_are_nobodys_to_write(field):
    practice = PracticeFactory(draft=True)

    with pytest.raises(ValueError, match=field):
        save(practice, **{field: 1})


def test_save_adds_a_language_version():
    practice = PracticeFactory(draft=True)

    save(practice, language="sv", title="Kvällsvägledning")

    assert {text.language: text.title for text in practice.texts.all()}["sv"] == "Kvällsvägledning"


def test_save_in_an_unknown_language_is_denied():
    with pytest.raises(PermissionDenied):
        save(PracticeFactory(draft=True), language="de", title="Abend")


@pytest.mark.parametrize("who", ["nobody", "stranger", "coordinator", "admin"])
def test_save_is_for_makers_only(who):
    practice = PracticeFactory(draft=True)
    actors = {
        "nobody": lambda: NOBODY,
        "stranger": lambda: viewer_of(PersonFactory(member_of=OrganisationFactory())),
        "coordinator": lambda: viewer_of(PersonFactory(coordinator_of=authority())),
        "admin": lambda: viewer_of(PersonFactory(is_admin=True)),
    }

    with pytest.raises(PermissionDenied):
        save(practice, actor=actors[who](), title="Toinen")


@pytest.mark.parametrize("state", ["submitted", "withdrawn"])
def test_save_while_in_review_or_withdrawn_is_refused(state):
    practice = PracticeFactory(**{state: True})

    with pytest.raises(drafts.NotWritableNow):
        save(practice, title="Toinen")


def test_save_keeps_what_only_others_have_changed():
    practice = PracticeFactory(draft=True)
    colleague = viewer_of(PersonFactory(member_of=practice.owner))
    seen = seen_of(practice, "need", "description")
    save(practice, actor=colleague, need="Toisen tarve")

    saved = save(practice, seen=seen, need="Päivällä ei ehditty.", description="Minun kuvaukseni")

    text = practice.texts.get()
    assert (text.need, text.description) == ("Toisen tarve", "Minun kuvaukseni")
    assert (saved.changed, saved.changed_by_others) == ({"description"}, {"need"})


def test_save_of_a_field_that_another_has_changed_tells_what_and_saves_nothing():
    practice = PracticeFactory(draft=True)
    colleague = viewer_of(PersonFactory(member_of=practice.owner))
    seen = seen_of(practice, "need", "description")
    save(practice, actor=colleague, need="Toisen tarve")

    with pytest.raises(drafts.ChangedMeanwhile) as refusal:
        save(practice, seen=seen, need="Minun tarpeeni", description="Minun kuvaukseni")

    assert refusal.value.theirs == {"need": "Toisen tarve"}
    text = practice.texts.get()
    assert (text.need, text.description) == ("Toisen tarve", "Ohjaaja päivystää kahtena iltana.")


def test_save_after_having_seen_what_another_wrote_wins():
    practice = PracticeFactory(draft=True)
    save(practice, actor=viewer_of(PersonFactory(member_of=practice.owner)), need="Toisen tarve")

    save(practice, seen=seen_of(practice, "need"), need="Yhteinen tarve")

    assert practice.texts.get().need == "Yhteinen tarve"


@pytest.mark.django_db(transaction=True)
def test_save_by_two_at_once_lets_one_win_and_tells_the_other():
    practice = PracticeFactory(draft=True)
    actors = [author_of(practice), viewer_of(PersonFactory(member_of=practice.owner))]
    seen, outcomes, barrier = seen_of(practice, "need"), [], threading.Barrier(2)

    def write(number, actor):
        barrier.wait()
        try:
            save(practice, actor=actor, seen=seen, need=f"Tarve {number}")
            outcomes.append("saved")
        except drafts.ChangedMeanwhile:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=pair) for pair in enumerate(actors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["saved", "told"]


def test_save_of_a_published_practice_is_found_at_once_and_keeps_it_published():
    practice = PracticeFactory(text__title="Iltaohjaus")

    save(practice, title="Kirjastovartti")

    entry = SearchEntry.objects.get(object_id=practice.pk)
    practice.refresh_from_db()
    assert (entry.title, practice.status, practice.version) == ("Kirjastovartti", Status.PUBLISHED, 1)


def test_save_that_would_leave_gaps_in_a_published_practice_is_refused():
    practice = PracticeFactory()

    with pytest.raises(drafts.PublishedMustStayComplete) as refusal:
        save(practice, need="")

    assert [one.field for one in refusal.value.missing] == ["need"]
    assert practice.texts.get().need == "Päivällä ei ehditty."


def test_save_narrows_who_finds_a_published_practice_at_once():
    practice = PracticeFactory()

    save(practice, visibility="network", group_id=None)

    assert SearchEntry.objects.get(object_id=practice.pk).audience == SearchEntry.Audience.NETWORK


def test_save_takes_only_a_colleague_as_contact_person():
    practice = PracticeFactory(draft=True)

    with pytest.raises(drafts.NotFromHere):
        save(practice, contact_id=PersonFactory(member_of=OrganisationFactory()).pk)


def test_save_takes_only_a_group_of_ones_own():
    practice = PracticeFactory(draft=True)

    with pytest.raises(drafts.NotYourGroup):
        save(practice, visibility="group", group_id=group().pk)


def test_save_for_a_group_of_ones_own():
    practice = PracticeFactory(draft=True)
    colleague = PersonFactory(member_of=practice.owner, seat_in=group())

    save(practice, actor=viewer_of(colleague), visibility="group", group_id=group().pk)

    practice.refresh_from_db()
    assert practice.group == group()


def test_reopen_makes_a_withdrawn_practice_a_draft():
    practice = PracticeFactory(withdrawn=True)

    drafts.reopen(practice_id=practice.pk, actor=author_of(practice), now=NOW)

    practice.refresh_from_db()
    assert practice.status == Status.DRAFT


def test_reopen_is_for_makers_only():
    practice = PracticeFactory(withdrawn=True)

    with pytest.raises(PermissionDenied):
        drafts.reopen(practice_id=practice.pk, actor=viewer_of(PersonFactory(is_admin=True)), now=NOW)


def test_discard_deletes_a_draft_and_leaves_a_trace():
    practice = PracticeFactory(draft=True)
    PracticeTextFactory(practice=practice, language="sv")

    drafts.discard(practice_id=practice.pk, actor=author_of(practice))

    assert not Practice.objects.exists()
    assert AuditEntry.objects.filter(action="practices.discard", target_id=practice.pk).exists()


def test_discard_of_what_has_been_submitted_is_refused():
    practice = PracticeFactory(returned=True)

    with pytest.raises(drafts.moving.NotPossibleNow):
        drafts.discard(practice_id=practice.pk, actor=author_of(practice))


def test_saving_an_old_practice_does_not_move_its_publication():
    practice = PracticeFactory()
    save(practice, need="Toinen tarve")

    practice.refresh_from_db()
    assert practice.published_at == NOW - timedelta(days=1)
