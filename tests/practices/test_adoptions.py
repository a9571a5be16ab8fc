"""Taking a practice up elsewhere, telling how it goes, and what that proposes."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from elo_portal.core.models import AuditEntry, OutgoingMail, SearchEntry
from elo_portal.core.viewers import NOBODY
from practices import indexing
from practices.commands import adoptions, asking, maturity
from practices.commands.adoptions import Told
from practices.models import Adoption, Practice
from practices.queries import adoptions as queries
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, authority, region, viewer_of
from tests.practices.factories import AdoptionFactory, PracticeFactory

pytestmark = pytest.mark.django_db
State = Adoption.State
TODAY = NOW.date()


@pytest.fixture
def practice():
    return PracticeFactory(text__title="Iltaohjaus")


@pytest.fixture
def kainuu():
    return OrganisationFactory(regions=["18"])


@pytest.fixture
def adopter(kainuu):
    return viewer_of(PersonFactory(member_of=kainuu))


def adopt(practice, organisation, actor, *, state=State.TRIAL, code="18", now=NOW, **details):
    return adoptions.adopt(
        practice_id=practice.pk, organisation_id=organisation.pk, region_id=region(code).pk,
        started_on=TODAY, told=Told(state=state, details=details), actor=actor, now=now,
    )  # fmt: skip


def tell(adoption, actor, *, state=State.IN_USE, now=NOW, **options):
    return adoptions.tell(adoption_id=adoption.pk, told=Told(state=state, **options), actor=actor, now=now)


def orders(practice):
    """(uses, evidence) of its entries in the search."""
    entries = SearchEntry.objects.filter(kind=indexing.KIND, object_id=practice.pk)
    return set(entries.values_list("uses", "evidence"))


def mailed(kind):
    return set(OutgoingMail.objects.filter(kind=kind).values_list("recipient_id", flat=True))


def test_use_counts_in_the_order_of_the_list_at_once(practice, kainuu, adopter):
    adoption = adopt(practice, kainuu, adopter)
    before = orders(practice)
    tell(adoption, adopter, state=State.IN_USE)
    in_use = orders(practice)
    tell(adoption, adopter, state=State.ENDED, end_reason="Rahoitus loppui.")

    assert (before, in_use, orders(practice)) == ({(0, 2)}, {(1, 2)}, {(0, 2)})


def test_adopt_records_who_where_and_tells_the_makers(practice, kainuu, adopter):
    adoption = adopt(practice, kainuu, adopter, changed=" Etänä. ", wants_support=True)

    adoption.refresh_from_db()
    assert (adoption.organisation, adoption.region, adoption.version) == (kainuu, region("18"), 1)
    assert (adoption.changed, adoption.wants_support) == ("Etänä.", True)
    assert [(one.from_state, one.state) for one in adoption.reports.all()] == [("", State.TRIAL)]
    assert mailed("practices.adoption_news") == {practice.author_id}
    assert AuditEntry.objects.get(action="practices.adopt").actor_id == adopter.person_id


def test_an_organisation_takes_a_practice_up_once(practice, kainuu, adopter):
    adopt(practice, kainuu, adopter)

    with pytest.raises(adoptions.AlreadyAdopting):
        adopt(practice, kainuu, adopter)


def test_it_may_be_taken_up_anew_after_an_end(practice, kainuu, adopter):
    AdoptionFactory(practice=practice, organisation=kainuu, ended=True)

    assert adopt(practice, kainuu, adopter).state == State.TRIAL


def test_the_makers_own_organisation_does_not_adopt(practice):
    with pytest.raises(PermissionDenied):
        adopt(practice, practice.owner, viewer_of(practice.author), code="06")


def test_nobody_adopts_for_another_organisation(practice, kainuu):
    with pytest.raises(PermissionDenied):
        adopt(practice, kainuu, viewer_of(PersonFactory(member_of=OrganisationFactory(regions=["18"]))))


def test_what_is_not_published_is_not_adopted(kainuu, adopter):
    with pytest.raises(Practice.DoesNotExist):
        adopt(PracticeFactory(submitted=True), kainuu, adopter)


def test_the_region_is_one_of_the_organisation(practice, kainuu, adopter):
    with pytest.raises(adoptions.NotOfTheRegion):
        adopt(practice, kainuu, adopter, code="06")


def test_tell_changes_the_state_and_remembers_the_words(kainuu, adopter):
    adoption = AdoptionFactory(organisation=kainuu, state=State.TRIAL)

    tell(adoption, adopter, words="Sujuu.", details={"results": "Kävijöitä 40."})

    adoption.refresh_from_db()
    report = adoption.reports.get()
    assert (adoption.state, adoption.results) == (State.IN_USE, "Kävijöitä 40.")
    assert (report.from_state, report.state, report.words) == (State.TRIAL, State.IN_USE, "Sujuu.")
    assert mailed("practices.adoption_news") == {adoption.practice.author_id}


def test_tell_without_news_sends_no_mail(kainuu, adopter):
    adoption = AdoptionFactory(organisation=kainuu, state=State.IN_USE)

    tell(adoption, adopter)

    assert mailed("practices.adoption_news") == set()


def test_an_end_needs_its_reason(kainuu, adopter):
    adoption = AdoptionFactory(organisation=kainuu)

    with pytest.raises(adoptions.ReasonNeeded):
        tell(adoption, adopter, state=State.ENDED, end_reason="  ")


def test_an_end_is_not_before_the_beginning(kainuu, adopter):
    adoption = AdoptionFactory(organisation=kainuu)

    with pytest.raises(adoptions.BeforeItBegan):
        tell(adoption, adopter, state=State.ENDED, end_reason="Loppui.",
             ended_on=adoption.started_on - timedelta(days=1))  # fmt: skip


def test_what_has_ended_stays_ended(kainuu, adopter):
    adoption = AdoptionFactory(organisation=kainuu, ended=True)

    with pytest.raises(adoptions.HasEnded):
        tell(adoption, adopter)


def test_a_colleague_may_tell_and_a_stranger_may_not(kainuu, adopter):
    adoption = AdoptionFactory(organisation=kainuu)

    assert tell(adoption, adopter).pk == adoption.pk
    with pytest.raises(PermissionDenied):
        tell(adoption, viewer_of(PersonFactory(member_of=OrganisationFactory())))


def test_a_second_live_adoption_is_refused_by_the_database(practice, kainuu):
    AdoptionFactory(practice=practice, organisation=kainuu)

    with pytest.raises(IntegrityError, match=Adoption.ONE_LIVE), transaction.atomic():
        AdoptionFactory(practice=practice, organisation=kainuu)


@pytest.mark.django_db(transaction=True)
def test_two_who_take_it_into_use_at_once_are_both_counted(practice):
    """None of them may count before the other one is seen."""
    homes = [OrganisationFactory(regions=["18"]) for _ in range(4)]
    actors = [viewer_of(PersonFactory(member_of=home)) for home in homes]
    start = threading.Barrier(len(homes))

    def take_up(home, actor):
        try:
            start.wait()
            adopt(practice, home, actor, state=State.IN_USE)
        finally:
            connection.close()

    threads = [threading.Thread(target=take_up, args=pair) for pair in zip(homes, actors, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert orders(practice) == {(4, 2)}


@pytest.mark.django_db(transaction=True)
def test_of_eight_colleagues_at_once_one_records_the_adoption(practice, kainuu, adopter):
    outcomes = []

    def try_it():
        try:
            adopt(practice, kainuu, adopter)
            outcomes.append("recorded")
        except adoptions.AlreadyAdopting:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=try_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["recorded"] + ["told"] * 7


def test_mere_interest_is_shown_to_the_network_only(practice):
    AdoptionFactory(practice=practice, state=State.INTERESTED)
    shown = AdoptionFactory(practice=practice, state=State.PLANNED)

    assert [one.pk for one in queries.of_practice(practice, viewer=NOBODY).adoptions] == [shown.pk]
    inside = viewer_of(PersonFactory(member_of=OrganisationFactory()))
    assert len(queries.of_practice(practice, viewer=inside).adoptions) == 2


def test_overview_counts_organisations_and_regions(practice):
    AdoptionFactory(practice=practice, state=State.ESTABLISHED)
    AdoptionFactory(practice=practice, state=State.IN_USE)
    AdoptionFactory(practice=practice, state=State.TRIAL)
    AdoptionFactory(practice=practice, ended=True)

    use = queries.of_practice(practice, viewer=NOBODY)

    assert (use.organisations, use.regions, use.starting, use.ended) == (2, 1, 1, 1)


@pytest.mark.parametrize(
    ("codes", "own", "proposed"),
    [
        ([], 3, None),
        (["06"], 3, None),  # the makers and one more are two actors
        (["06", "06"], 3, 4),
        (["06", "06"], 4, None),  # no news
        (["18"], 3, 5),
        (["18"], 5, None),
    ],
)
def test_adoptions_propose_a_maturity(codes, own, proposed):
    practice = PracticeFactory(maturity=own)
    for code in codes:
        AdoptionFactory(
            practice=practice, organisation=OrganisationFactory(regions=[code]), region=region(code)
        )

    assert queries.proposed_maturity(practice) == proposed


def test_a_reviewer_confirms_what_is_proposed(practice):
    AdoptionFactory(practice=practice)
    coordinator = viewer_of(PersonFactory(coordinator_of=authority("04")))

    maturity.confirm_maturity(practice_id=practice.pk, maturity=5, actor=coordinator, now=NOW)

    practice.refresh_from_db()
    assert practice.maturity == 5
    with pytest.raises(maturity.NoLongerProposed):
        maturity.confirm_maturity(practice_id=practice.pk, maturity=5, actor=coordinator, now=NOW)


def test_the_makers_do_not_confirm_their_own_maturity(practice):
    AdoptionFactory(practice=practice)

    with pytest.raises(PermissionDenied):
        maturity.confirm_maturity(
            practice_id=practice.pk, maturity=5, actor=viewer_of(practice.author), now=NOW
        )


def test_adopters_are_asked_once_when_the_day_has_come():
    adoption = AdoptionFactory()
    three_months = adoption.created_at + timedelta(days=92)

    assert asking.ask_adopters(now=NOW) == 0
    assert asking.ask_adopters(now=three_months) == 1
    asking.ask_adopters(now=three_months)
    assert OutgoingMail.objects.filter(kind="practices.follow_up").count() == 1


def test_an_answer_settles_the_question(kainuu, adopter):
    adoption = AdoptionFactory(organisation=kainuu)
    later = adoption.created_at + timedelta(days=92)

    tell(adoption, adopter, now=later)

    assert adoption.reports.get().months == 3
    assert asking.ask_adopters(now=later) == 0


def test_an_ended_adoption_is_not_asked():
    adoption = AdoptionFactory(ended=True)

    assert asking.ask_adopters(now=adoption.created_at + timedelta(days=400)) == 0


def test_the_contact_persons_are_asked_when_the_owner_has_left(kainuu):
    owner = PersonFactory()  # works there no more
    contact = PersonFactory(contact_of=kainuu)
    adoption = AdoptionFactory(organisation=kainuu, owner=owner)

    asking.ask_adopters(now=adoption.created_at + timedelta(days=92))

    assert mailed("practices.follow_up") == {contact.pk}
