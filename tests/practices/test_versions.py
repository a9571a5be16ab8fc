"""What is kept of a practice, who may read it, and what can be hidden."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from elo_portal.core.viewers import NOBODY
from practices.commands import drafts, review, submission, versions
from practices.commands.versions import snapshot
from practices.models import Practice, Version
from practices.queries import versions as queries
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, authority, group, viewer_of
from tests.practices.factories import PracticeFactory, PracticeTextFactory

pytestmark = pytest.mark.django_db
Reason = Version.Reason
HOUR = timedelta(hours=1)


@pytest.fixture
def coordinator():
    return viewer_of(PersonFactory(coordinator_of=authority("04")))


def save(practice, values, person=None, now=NOW):
    actor = viewer_of(person or practice.author)
    return drafts.save(practice_id=practice.pk, language="fi", values=values, actor=actor, now=now)


def kept(practice):
    return [(one.number, one.reason) for one in practice.versions.order_by("number")]


def need(version):
    return version.contents["texts"]["fi"]["need"]


def test_a_submission_is_kept_and_its_publication_is_the_same_version(coordinator):
    practice = PracticeFactory(draft=True)
    submission.submit(practice_id=practice.pk, actor=viewer_of(practice.author), now=NOW)
    before = kept(practice)

    review.publish(practice_id=practice.pk, actor=coordinator, now=NOW + HOUR)

    assert (before, kept(practice)) == ([(1, Reason.SUBMITTED)], [(1, Reason.PUBLISHED)])
    assert practice.versions.get().at == NOW + HOUR


def test_what_is_submitted_anew_after_additions_is_another_version(coordinator):
    practice = PracticeFactory(draft=True)
    submission.submit(practice_id=practice.pk, actor=viewer_of(practice.author), now=NOW)
    review.return_for_additions(practice_id=practice.pk, comment="Lisää.", actor=coordinator, now=NOW)
    save(practice, {"need": "Tarkempi tarve."})

    submission.submit(practice_id=practice.pk, actor=viewer_of(practice.author), now=NOW + HOUR)

    assert kept(practice) == [(1, Reason.SUBMITTED), (2, Reason.SUBMITTED)]
    assert [need(one) for one in practice.versions.order_by("number")] == [
        "Päivällä ei ehditty.",
        "Tarkempi tarve.",
    ]


def test_changes_of_one_person_within_a_day_are_one_version():
    practice = PracticeFactory()
    colleague = PersonFactory(member_of=practice.owner)
    for hours, text in ((0, "Yksi."), (5, "Kaksi."), (23, "Kolme.")):
        save(practice, {"need": text}, now=NOW + hours * HOUR)
    save(practice, {"need": "Neljä."}, now=NOW + 24 * HOUR)
    save(practice, {"need": "Viisi."}, person=colleague, now=NOW + 25 * HOUR)

    assert [need(one) for one in practice.versions.order_by("number")] == ["Kolme.", "Neljä.", "Viisi."]
    assert {reason for _number, reason in kept(practice)} == {Reason.EDITED}


def test_a_draft_and_a_save_without_a_change_keep_nothing():
    draft, published = PracticeFactory(draft=True), PracticeFactory()

    save(draft, {"need": "Uusi."}), save(published, {"need": "Päivällä ei ehditty."})

    assert not Version.objects.exists()


def test_a_version_holds_every_field_and_language():
    practice = PracticeFactory(started_on=NOW.date())
    PracticeTextFactory(practice=practice, language="sv", title="Kvällsvägledning")

    snapshot(practice, reason=Reason.PUBLISHED, actor=None, now=NOW)

    contents = practice.versions.get().contents
    assert contents["practice"]["started_on"] == "2026-03-02"
    assert contents["practice"]["regions"] == [practice.regions.get().pk]
    assert contents["texts"]["sv"]["title"] == "Kvällsvägledning"


def make(practice, reason=Reason.PUBLISHED, **values):
    for name, value in values.items():
        setattr(practice, name, value)
    practice.maturity = (practice.maturity or 0) % 5 + 1  # so that no two are the same
    practice.save()
    return snapshot(practice, reason=reason, actor=None, now=NOW)


def readable(practice, viewer):
    practice = Practice.objects.get(pk=practice.pk)
    return [one.number for one in queries.listed(practice, viewer=viewer)][::-1]


def test_the_public_reads_what_was_public_only(coordinator):
    practice = PracticeFactory()
    make(practice, reason=Reason.SUBMITTED)  # 1
    make(practice, visibility="network")  # 2
    make(practice, visibility="group", group=group())  # 3
    make(practice, visibility="public", group=None)  # 4
    member = viewer_of(PersonFactory(member_of=OrganisationFactory()))
    seated = viewer_of(PersonFactory(member_of=OrganisationFactory(), seat_in=group()))

    assert readable(practice, NOBODY) == [4]
    assert readable(practice, member) == [2, 4]
    assert readable(practice, seated) == [2, 3, 4]
    assert readable(practice, viewer_of(practice.author)) == [1, 2, 3, 4]
    assert readable(practice, coordinator) == [1, 2, 3, 4]


def test_nobody_else_reads_versions_of_what_is_not_published():
    practice = PracticeFactory()
    make(practice)
    practice.status = Practice.Status.WITHDRAWN
    practice.save()

    assert readable(practice, viewer_of(PersonFactory(member_of=OrganisationFactory()))) == []


def test_hiding_removes_the_contents_of_an_earlier_version():
    practice = PracticeFactory()
    first, _second = make(practice), make(practice)
    maker = viewer_of(practice.author)

    versions.hide(version_id=first.pk, reason="Nimi näkyi.", actor=maker, now=NOW)

    first.refresh_from_db()
    assert (first.contents, first.hidden_at) == ({}, NOW)
    assert readable(practice, NOBODY) == [1, 2]


def test_the_latest_version_cannot_be_hidden_and_a_reason_is_needed():
    practice = PracticeFactory()
    first, latest = make(practice), make(practice)
    maker = viewer_of(practice.author)

    with pytest.raises(versions.TheLatestStays):
        versions.hide(version_id=latest.pk, reason="x", actor=maker, now=NOW)
    with pytest.raises(versions.ReasonNeeded):
        versions.hide(version_id=first.pk, reason=" ", actor=maker, now=NOW)
    with pytest.raises(PermissionDenied):
        versions.hide(
            version_id=first.pk, reason="x", actor=viewer_of(PersonFactory(is_reviewer=True)), now=NOW
        )


def test_a_reviewer_compares_with_what_they_last_acted_on(coordinator):
    practice = PracticeFactory(draft=True)
    maker = viewer_of(practice.author)
    other = viewer_of(PersonFactory(coordinator_of=authority("04")))
    for number, who in ((0, coordinator), (1, other)):
        now = NOW + number * timedelta(days=2)
        submission.submit(practice_id=practice.pk, actor=maker, now=now)
        review.return_for_additions(practice_id=practice.pk, comment="Lisää.", actor=who, now=now + HOUR)
        save(practice, {"need": f"Tarve {number}."}, now=now + 2 * HOUR)
    later = NOW + timedelta(days=5)
    submission.submit(practice_id=practice.pk, actor=maker, now=later)
    practice.refresh_from_db()
    newcomer = viewer_of(PersonFactory(coordinator_of=authority("04")))

    seen = [queries.seen_before(practice, viewer=who, now=later) for who in (coordinator, other, newcomer)]

    assert [one.number for one in seen] == [1, 2, 2]


def test_with_one_version_there_is_nothing_to_compare(coordinator):
    practice = PracticeFactory()
    make(practice)

    assert queries.seen_before(practice, viewer=coordinator, now=NOW) is None
