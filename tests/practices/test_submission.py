"""Into review and back."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from elo_portal.core.models import AuditEntry, OutgoingMail
from practices.commands import submission
from practices.commands.moving import NotPossibleNow
from practices.models import Practice
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, RoleGrantFactory, authority, viewer_of
from tests.practices.factories import PracticeFactory

pytestmark = pytest.mark.django_db
Status = Practice.Status


def submit(practice, actor=None):
    return submission.submit(practice_id=practice.pk, actor=viewer_of(actor or practice.author), now=NOW)


def mailed(kind="practices.submitted"):
    return set(OutgoingMail.objects.filter(kind=kind).values_list("recipient_id", flat=True))


def test_submit_gives_an_address_a_time_and_a_trace():
    practice = PracticeFactory(draft=True, text__title="Äänekäs iltaohjaus: yö & päivä")

    submit(practice)

    practice.refresh_from_db()
    assert (practice.status, practice.slug, practice.submitted_at) == (
        Status.SUBMITTED,
        "aanekas-iltaohjaus-yo-paiva",
        NOW,
    )
    assert [(one.from_status, one.to_status) for one in practice.transitions.all()] == [
        ("draft", "submitted")
    ]
    assert AuditEntry.objects.filter(action="practices.submit", target_id=practice.pk).count() == 1


def test_submit_tells_the_coordinators_of_the_region_only():
    near = PersonFactory(coordinator_of=authority("04"))  # Sisä-Suomi, with Pirkanmaa
    PersonFactory(coordinator_of=authority("08"))
    PersonFactory(is_reviewer=True)
    PersonFactory(is_admin=True)

    submit(PracticeFactory(draft=True))

    assert mailed() == {near.pk}


def test_submit_of_a_national_practice_tells_the_reviewers():
    PersonFactory(coordinator_of=authority("04"))
    reviewer = PersonFactory(is_reviewer=True)

    submit(PracticeFactory(draft=True, national=True))

    assert mailed() == {reviewer.pk}


def test_submit_tells_no_colleague_and_falls_back_on_the_administrators():
    practice = PracticeFactory(draft=True)
    PersonFactory(coordinator_of=authority("04"), member_of=practice.owner)
    admin = PersonFactory(is_admin=True)

    submit(practice)

    assert mailed() == {admin.pk}


def test_submit_tells_nobody_whose_role_has_ended():
    ended = PersonFactory()
    RoleGrantFactory(person=ended, role="coordinator", authority=authority("04"), ended=True)
    admin = PersonFactory(is_admin=True)

    submit(PracticeFactory(draft=True))

    assert mailed() == {admin.pk}


def test_submit_with_gaps_names_each_with_its_step_and_writes_nothing():
    practice = PracticeFactory(
        draft=True, maturity=None, terms=[], regions=[], text__need="", text__core_parts=""
    )

    with pytest.raises(submission.Incomplete) as refusal:
        submit(practice)

    assert [(one.step, one.field) for one in refusal.value.missing] == [
        (2, "need"),
        (3, "target_group"),
        (3, "sector"),
        (3, "theme"),
        (3, "regions"),
        (4, "maturity"),
        (5, "core_parts"),
    ]
    practice.refresh_from_db()
    assert (practice.status, practice.slug) == (Status.DRAFT, None)


@pytest.mark.parametrize(
    ("fields", "gap"),
    [
        ({"text__title": ""}, "title"),
        ({"text__summary": ""}, "summary"),
        ({"text__description": ""}, "description"),
        ({"text__adaptable_parts": ""}, "adaptable_parts"),
        ({"kind": None}, "kind_id"),
        ({"contact": None}, "contact_id"),
        ({"evidence_level": None}, "evidence_level"),
        ({"evidence_level": 1, "text__results": ""}, "results"),
        ({"has_no_client_data": False}, "has_no_client_data"),
    ],
)
def test_submit_needs_each_of_these(fields, gap):
    with pytest.raises(submission.Incomplete) as refusal:
        submit(PracticeFactory(draft=True, **fields))

    assert [one.field for one in refusal.value.missing] == [gap]


def test_submit_without_evidence_needs_no_results():
    assert submit(PracticeFactory(draft=True, evidence_level=0, text__results="")).status == Status.SUBMITTED


def test_a_second_practice_of_the_same_name_gets_a_number():
    slugs = [submit(PracticeFactory(draft=True, text__title="Iltaohjaus")).slug for _ in range(3)]

    assert slugs == ["iltaohjaus", "iltaohjaus-2", "iltaohjaus-3"]


@pytest.mark.parametrize(
    ("title", "slug"),
    [("Ehdota", "ehdota-2"), ("💡", "kaytanto"), ("ohjaus " * 14, ("ohjaus-" * 14).strip("-"))],
)
def test_addresses_of_odd_names(title, slug):
    assert submit(PracticeFactory(draft=True, text__title=title.strip())).slug == slug


def test_a_returned_practice_keeps_its_address():
    practice = PracticeFactory(returned=True, slug="vanha-nimi", text__title="Uusi nimi")

    assert submit(practice).slug == "vanha-nimi"


@pytest.mark.parametrize("state", ["submitted", "withdrawn"])
def test_submit_in_another_state_is_refused(state):
    with pytest.raises(NotPossibleNow):
        submit(PracticeFactory(**{state: True}))


def test_submit_by_a_stranger_is_denied():
    with pytest.raises(PermissionDenied):
        submit(PracticeFactory(draft=True), actor=PersonFactory(member_of=OrganisationFactory()))


@pytest.mark.django_db(transaction=True)
def test_submitting_the_same_name_at_once_gives_two_addresses():
    practices = [PracticeFactory(draft=True, text__title="Iltaohjaus") for _ in range(4)]
    barrier = threading.Barrier(4)

    def run(practice):
        barrier.wait()
        try:
            submit(practice)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(practice,)) for practice in practices]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(Practice.objects.values_list("slug", flat=True)) == [
        "iltaohjaus",
        "iltaohjaus-2",
        "iltaohjaus-3",
        "iltaohjaus-4",
    ]


def test_take_back_makes_it_a_draft_again():
    practice = PracticeFactory(submitted=True)

    submission.take_back(practice_id=practice.pk, actor=viewer_of(practice.author), now=NOW)

    practice.refresh_from_db()
    assert practice.status == Status.DRAFT


def test_take_back_is_for_makers_only():
    practice = PracticeFactory(submitted=True)

    with pytest.raises(PermissionDenied):
        submission.take_back(practice_id=practice.pk, actor=viewer_of(PersonFactory(is_admin=True)), now=NOW)


def test_take_back_of_what_has_been_published_is_refused():
    practice = PracticeFactory()

    with pytest.raises(NotPossibleNow):
        submission.take_back(practice_id=practice.pk, actor=viewer_of(practice.author), now=NOW)
