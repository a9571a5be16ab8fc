"""Organisations commit themselves to the shared practice of their region."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from elo_portal.core.viewers import NOBODY
from practices.commands import commitments
from practices.models import Commitment
from practices.queries import sharing as queries
from tests.factories import NOW
from tests.members.factories import (
    OrganisationFactory,
    PersonFactory,
    authority,
    region,
    viewer_of,
)
from tests.practices.factories import CommitmentFactory, SharedPracticeFactory
from tests.practices.sharing import TODAY, commit

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return viewer_of(PersonFactory(coordinator_of=authority("04")))


def test_the_contact_person_and_the_coordinator_commit(coordinator):
    shared = SharedPracticeFactory()
    own, other = OrganisationFactory.create_batch(2)

    commit(shared, own, viewer_of(PersonFactory(contact_of=own)))
    commit(shared, other, coordinator)

    assert set(shared.commitments.values_list("organisation", flat=True)) == {own.pk, other.pk}
    with pytest.raises(commitments.AlreadyCommitted):
        commit(shared, other, coordinator)


def test_nobody_commits_another_organisation():
    organisation = OrganisationFactory()
    shared = SharedPracticeFactory()

    for actor in (
        viewer_of(PersonFactory(member_of=organisation)),
        viewer_of(PersonFactory(contact_of=OrganisationFactory())),
        viewer_of(PersonFactory(coordinator_of=authority("01"))),
    ):
        with pytest.raises(PermissionDenied):
            commit(shared, organisation, actor)


def test_only_organisations_of_the_region_commit_and_only_while_it_is_in_force(coordinator):
    far = OrganisationFactory(regions=["18"])

    with pytest.raises(commitments.NotOfTheRegion):
        commit(SharedPracticeFactory(), far, viewer_of(PersonFactory(contact_of=far)))
    for trait in ("proposed", "ended"):
        with pytest.raises(commitments.NotInForce):
            commit(SharedPracticeFactory(**{trait: True}), OrganisationFactory(), coordinator)


def test_a_promise_is_taken_back_and_may_be_given_anew(coordinator):
    commitment = CommitmentFactory()

    commitments.withdraw(commitment_id=commitment.pk, actor=coordinator, now=NOW)

    with pytest.raises(commitments.AlreadyWithdrawn):
        commitments.withdraw(commitment_id=commitment.pk, actor=coordinator, now=NOW)
    commit(commitment.shared, commitment.organisation, coordinator)
    assert Commitment.objects.live().get().pk != commitment.pk
    with pytest.raises(PermissionDenied):
        commitments.withdraw(
            commitment_id=Commitment.objects.live().get().pk, actor=viewer_of(PersonFactory()), now=NOW
        )


def test_coverage_counts_active_organisations_of_the_region_with_a_live_promise():
    shared = SharedPracticeFactory()
    CommitmentFactory.create_batch(2, shared=shared)
    CommitmentFactory(shared=shared, withdrawn_on=TODAY)
    CommitmentFactory(shared=shared, organisation=OrganisationFactory(suspended=True))
    OrganisationFactory()
    OrganisationFactory(regions=["18"])
    CommitmentFactory(shared=SharedPracticeFactory(), organisation=OrganisationFactory(regions=["06", "05"]))
    practice_owners = 2  # the two shared practices come with an owner each

    found = queries.of_region(region("06"), viewer=NOBODY)

    coverage = next(one.coverage for one in found if one.pk == shared.pk)
    assert (coverage.committed, coverage.members) == (2, 5 + practice_owners)


@pytest.mark.django_db(transaction=True)
def test_of_eight_promises_at_once_one_stands():
    shared, organisation = SharedPracticeFactory(), OrganisationFactory()
    actor = viewer_of(PersonFactory(contact_of=organisation))
    outcomes = []

    def promise():
        try:
            commit(shared, organisation, actor)
            outcomes.append("committed")
        except commitments.AlreadyCommitted:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=promise) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["committed"] + ["refused"] * 7
