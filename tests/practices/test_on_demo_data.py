"""From submission to search and out of it again, on the practice of the demo network that waits for an answer."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse

from elo_portal.core import viewers
from elo_portal.core.models import AuditEntry, OutgoingMail, SearchEntry
from elo_portal.core.search.analyse import ANALYSER_VERSION
from members.models import Person
from practices.commands import review, submission
from practices.models import Practice
from seminars.models import Event
from tests.demo_network import DAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

KEY = "raha-ja-opinnot-samassa-poydassa"
Status = Practice.Status


@pytest.fixture
def practice():
    return Practice.objects.get(key=KEY)


def viewer(address: str):
    return viewers.of_person(Person.objects.get(email=f"{address}@example.org").pk, now=DAY)


def author_of(practice):
    return viewers.of_person(practice.author_id, now=DAY)


def page(client, practice) -> int:
    practice.refresh_from_db()
    return client.get(reverse("practices:detail", args=[practice.slug])).status_code


def is_found(client, practice) -> bool:
    found = client.get(reverse("practices:list"), {"q": practice.text.title}).content.decode()
    return reverse("practices:detail", args=[practice.slug]) in found


def test_a_practice_in_review_is_hidden_from_the_public(client, practice):
    assert (page(client, practice), is_found(client, practice)) == (404, False)


def test_a_published_practice_is_found_at_once_and_its_makers_are_told(client, practice):
    review.publish(practice_id=practice.pk, actor=viewer("koordinaattori"), now=DAY)

    assert (page(client, practice), is_found(client, practice)) == (200, True)
    assert (
        OutgoingMail.objects.filter(kind="practices.published", recipient_id=practice.author_id).count() == 1
    )
    assert AuditEntry.objects.filter(target_id=practice.pk, actor_name="Anna Rautio").count() == 1


def test_a_withdrawn_practice_is_gone_at_once(client, practice):
    coordinator = viewer("koordinaattori")
    review.publish(practice_id=practice.pk, actor=coordinator, now=DAY)

    review.withdraw(practice_id=practice.pk, reason="Päättyi.", actor=coordinator, now=DAY)

    assert (page(client, practice), is_found(client, practice)) == (404, False)


def test_a_return_needs_words(practice):
    with pytest.raises(review.WordsNeeded):
        review.return_for_additions(
            practice_id=practice.pk, comment=" ", actor=viewer("koordinaattori"), now=DAY
        )


def test_a_returned_practice_is_submitted_again_with_its_history(practice):
    review.return_for_additions(
        practice_id=practice.pk, comment="Mistä tiedätte?", actor=viewer("koordinaattori"), now=DAY
    )
    submission.submit(practice_id=practice.pk, actor=author_of(practice), now=DAY)

    ways = list(practice.transitions.order_by("pk").values_list("to_status", flat=True))
    assert ways == [Status.DRAFT, Status.SUBMITTED, Status.RETURNED, Status.SUBMITTED]


@pytest.mark.parametrize("address", ["ohjaaja", "samordnare"])
def test_only_a_reviewer_of_the_region_decides(practice, address):
    with pytest.raises(PermissionDenied):
        review.publish(practice_id=practice.pk, actor=viewer(address), now=DAY)


def test_an_author_never_publishes(practice):
    with pytest.raises(PermissionDenied):
        review.publish(practice_id=practice.pk, actor=author_of(practice), now=DAY)


def test_an_unfinished_draft_cannot_be_submitted():
    draft = Practice.objects.get(key="yrittajyytta-miettivien-vertaisryhma")

    with pytest.raises(submission.Incomplete):
        submission.submit(practice_id=draft.pk, actor=author_of(draft), now=DAY)


def test_other_organisations_unpublished_practices_do_not_exist_for_a_professional(client):
    stranger = viewers.of_person(Person.objects.get(email="yhteyshenkilo@example.org").pk, now=DAY)
    foreign = Practice.objects.exclude(owner__in=stranger.organisation_ids).exclude(
        status__in=[Status.PUBLISHED, Status.ARCHIVED]
    )

    assert foreign.count() > 8
    assert not Practice.objects.visible_to(stranger).filter(pk__in=foreign).exists()


def test_the_search_command_answers_as_a_visitor_sees_it(capsys):
    call_command("search", "etäohjaus", "--json")

    out = capsys.readouterr().out
    assert '"key": "etaohjausvuoro-iltaisin"' in out
    assert KEY not in out


def test_reindexing_puts_outdated_entries_again(capsys):
    SearchEntry.objects.update(analyser_version=0)

    call_command("reindex")

    practices, events = Practice.objects.published().count(), Event.objects.announced().count()
    assert capsys.readouterr().out == f"practices: {practices}\nevents: {events}\n"
    assert set(SearchEntry.objects.values_list("analyser_version", flat=True)) == {ANALYSER_VERSION}
