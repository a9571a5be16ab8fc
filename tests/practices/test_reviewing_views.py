"""The queue, the decision, withdrawing, undoing."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages

from practices.commands import review
from practices.models import Practice
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, authority, viewer_of
from tests.practices.factories import PracticeFactory

pytestmark = pytest.mark.django_db
Status = Practice.Status
NO_BREAK = "\N{NO-BREAK SPACE}"
QUEUE = "/fi/tyopoyta/arvioinnit/"


@pytest.fixture
def coordinator():
    return PersonFactory(login=True, coordinator_of=authority("04"))


@pytest.fixture
def judge(coordinator, signed_in):
    return signed_in(coordinator)


def url(practice):
    return f"{QUEUE}{practice.pk}/"


def status_of(practice):
    return Practice.objects.get(pk=practice.pk).status


def test_the_queue_has_the_oldest_first_and_says_what_is_late(judge):
    PracticeFactory(submitted=True, text__title="Uusi", submitted_at=NOW - timedelta(days=2))
    PracticeFactory(submitted=True, text__title="Vanha", submitted_at=NOW - timedelta(days=24))

    response = judge.get(QUEUE)
    html = response.content.decode()

    assert [
        (one.card.title, one.due.replace(NO_BREAK, " "), one.is_late)
        for one in response.context_data["waiting"]
    ] == [
        ("Vanha", "3 pv myöhässä", True),
        ("Uusi", "la 21.3.", False),
    ]
    assert html.index("Vanha") < html.index("Uusi")


def test_an_empty_queue_says_so(judge):
    assert "Ei odottavia tehtäviä" in judge.get(QUEUE).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_needs_the_same_queries_for_one_and_for_three(judge, count, django_assert_num_queries):
    PracticeFactory.create_batch(count, submitted=True)

    # session, account, viewer, practices
    with django_assert_num_queries(4):
        judge.get(QUEUE)


def test_the_queue_is_for_reviewers_only(signed_in):
    assert signed_in(PersonFactory(login=True, member_of=OrganisationFactory())).get(QUEUE).status_code == 403


def test_a_suggestion_is_shown_as_it_will_look(judge):
    practice = PracticeFactory(submitted=True, text__title="Iltaohjaus")

    html = judge.get(url(practice)).content.decode()

    assert '<h1 class="short">Iltaohjaus</h1>' in html
    assert "Vastaako se kuvattuun tarpeeseen?" in html


@pytest.mark.parametrize("who", ["author", "colleague", "far", "member"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_suggestion_does_not_exist_for_those_who_do_not_decide(signed_in, who, method):
    practice = PracticeFactory(submitted=True, author=PersonFactory(login=True))
    people = {
        "author": lambda: practice.author,
        "colleague": lambda: PersonFactory(
            login=True, member_of=practice.owner, coordinator_of=authority("04")
        ),
        "far": lambda: PersonFactory(login=True, coordinator_of=authority("08")),
        "member": lambda: PersonFactory(login=True, member_of=OrganisationFactory()),
    }

    response = getattr(signed_in(people[who]()), method)(url(practice), {"decision": "publish"})

    assert response.status_code == 404
    assert status_of(practice) == Status.SUBMITTED


def test_publishing_leads_back_to_the_queue(judge):
    practice = PracticeFactory(submitted=True)

    response = judge.post(url(practice), {"decision": "publish", "comment": ""})

    assert (response["Location"], status_of(practice)) == (QUEUE, Status.PUBLISHED)


def test_returning_needs_words(judge):
    practice = PracticeFactory(submitted=True)

    told = judge.post(url(practice), {"decision": "return", "comment": " "})
    done = judge.post(url(practice), {"decision": "return", "comment": "Lisää tuloksia."})

    assert set(told.context_data["form"].errors) == {"comment"}
    assert (done["Location"], status_of(practice)) == (QUEUE, Status.RETURNED)


def test_the_second_to_decide_is_told_and_keeps_the_words(judge):
    practice = PracticeFactory(submitted=True)
    other = viewer_of(PersonFactory(coordinator_of=authority("04")))
    review.publish(practice_id=practice.pk, actor=other, now=NOW)

    response = judge.post(url(practice), {"decision": "return", "comment": "Lisää tuloksia."})

    assert response.status_code == 422
    assert "julkaistu" in str(response.context_data["form"].non_field_errors())
    assert "Lisää tuloksia." in response.content.decode()
    assert status_of(practice) == Status.PUBLISHED


def test_a_reviewer_cannot_change_anything_else(judge):
    practice = PracticeFactory(submitted=True, visibility="network")

    judge.post(
        url(practice),
        {
            "decision": "publish",
            "comment": "",
            "visibility": "public",
            "owner": str(OrganisationFactory().pk),
            "title": "Toinen",
            "status": "withdrawn",
            "slug": "toinen",
            "author": "1",
        },
    )

    after = Practice.objects.get(pk=practice.pk)
    assert (after.visibility, after.owner_id, after.author_id, after.slug, after.text.title) == (
        "network",
        practice.owner_id,
        practice.author_id,
        practice.slug,
        practice.text.title,
    )


def test_undoing_a_publication_from_its_page(judge):
    practice = PracticeFactory(submitted=True)
    judge.post(url(practice), {"decision": "publish", "comment": ""})
    page = judge.get(f"/fi/kaytannot/{practice.slug}/").content.decode()

    judge.post(f"{url(practice)}kumoa/")

    assert f'action="{url(practice)}kumoa/"' in page
    assert status_of(practice) == Status.SUBMITTED


def test_undoing_too_late_is_told(judge, coordinator):
    practice = PracticeFactory()
    practice.transitions.create(
        from_status="submitted",
        to_status="published",
        actor=coordinator,
        at=NOW - timedelta(days=8),
    )

    response = judge.post(f"{url(practice)}kumoa/")

    assert [str(message) for message in get_messages(response.wsgi_request)] == [
        "Päätöstä ei voi enää kumota."
    ]


def test_withdrawing_needs_a_reason(judge):
    practice = PracticeFactory()
    address = f"/fi/kaytannot/ehdota/{practice.pk}/poista-julkaisusta/"

    told = judge.post(address, {"reason": ""})
    done = judge.post(address, {"reason": "Vanhentunut."})

    assert set(told.context_data["form"].errors) == {"reason"}
    assert (done["Location"], status_of(practice)) == (f"/fi/kaytannot/{practice.slug}/", Status.WITHDRAWN)


def test_withdrawing_is_not_for_strangers(signed_in):
    practice = PracticeFactory()
    client = signed_in(PersonFactory(login=True, member_of=OrganisationFactory()))

    response = client.post(f"/fi/kaytannot/ehdota/{practice.pk}/poista-julkaisusta/", {"reason": "x"})

    assert (response.status_code, status_of(practice)) == (404, Status.PUBLISHED)
