"""What groups and organisations do with shared practices, for tests."""

from datetime import timedelta

from members.models import Seat
from practices.commands import commitments, sharing
from practices.commands.sharing import Decision
from practices.models import SharedPractice
from tests.factories import NOW
from tests.members.factories import (
    OrganisationFactory,
    PersonFactory,
    SeatFactory,
    group,
)

State = SharedPractice.State
TODAY = NOW.date()
NEXT_YEAR = TODAY + timedelta(days=365)


def seat(role=Seat.Role.MEMBER, slug="pirkanmaa", **fields):
    person = PersonFactory(login=True, member_of=OrganisationFactory())
    SeatFactory(person=person, group=group(slug), role=role, **fields)
    return person


def propose(actor, practices, *, slug="pirkanmaa"):
    return sharing.propose(
        group_id=group(slug).pk, practice_ids=[one.pk for one in practices], actor=actor, now=NOW
    )


def decision(practice, **changed):
    fields = {
        "words": "Kaikki toimivat näin.",
        "decided_on": TODAY,
        "valid_from": TODAY,
        "review_on": NEXT_YEAR,
    }
    return Decision(practice_id=practice.pk, **fields | changed)


def decide(shared, actor, practice=None, **changed):
    what = decision(practice or shared.practice, **changed)
    return sharing.decide(shared_id=shared.pk, decision=what, actor=actor, now=NOW)


def commit(shared, organisation, actor):
    return commitments.commit(
        shared_id=shared.pk, organisation_id=organisation.pk, starts_on=TODAY, actor=actor, now=NOW
    )
