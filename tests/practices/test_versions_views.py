"""Pages of versions: the list, one, two side by side, hiding."""

import pytest
from django.urls import reverse

from practices.commands.versions import hide, snapshot
from practices.models import Version
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, viewer_of
from tests.practices.factories import PracticeFactory, PracticeTextFactory

pytestmark = pytest.mark.django_db
Reason = Version.Reason


@pytest.fixture
def practice():
    """Two public versions: what it said first, and what it says."""
    practice = PracticeFactory(
        author=PersonFactory(login=True), text__title="Iltaohjaus", text__need="Vanha tarve."
    )
    snapshot(practice, reason=Reason.PUBLISHED, actor=None, now=NOW)
    practice.texts.update(need="Uusi tarve.")
    snapshot(practice, reason=Reason.EDITED, actor=viewer_of(practice.author), now=NOW)
    return practice


def address(name, practice, *args):
    return reverse(f"practices:{name}", args=[practice.slug, *args])


def test_the_public_reads_the_list_without_names_and_members_with(client, signed_in, practice):
    public = client.get(address("versions", practice))
    member = signed_in(PersonFactory(login=True, member_of=OrganisationFactory()))

    assert [one.number for one in public.context_data["versions"]] == [2, 1]
    assert practice.author.name not in public.content.decode()
    assert practice.author.name in member.get(address("versions", practice)).content.decode()


def test_a_version_keeps_its_address_and_its_words(client, practice):
    html = client.get(f"/fi/kaytannot/{practice.slug}/versiot/1/").content.decode()

    assert "Vanha tarve." in html
    assert "Uusi tarve." not in html
    assert 'content="noindex"' in html


def test_a_version_is_read_in_one_of_its_languages(client, practice):
    PracticeTextFactory(practice=practice, language="sv", title="Kvällsvägledning")
    snapshot(practice, reason=Reason.PUBLISHED, actor=None, now=NOW)

    swedish = client.get(address("version", practice, 3), {"language": "sv"}).content.decode()

    assert '<h1 class="short" lang="sv">Kvällsvägledning</h1>' in swedish


@pytest.mark.parametrize("number", [3, 99])
def test_what_was_only_submitted_or_never_was_is_not_there(client, practice, number):
    practice.maturity = 5
    practice.save()
    snapshot(practice, reason=Reason.SUBMITTED, actor=None, now=NOW)

    assert client.get(address("version", practice, number)).status_code == 404


def test_versions_of_what_is_in_review_are_for_makers_and_reviewers(client, signed_in):
    practice = PracticeFactory(submitted=True, author=PersonFactory(login=True))
    snapshot(practice, reason=Reason.SUBMITTED, actor=None, now=NOW)

    assert client.get(address("versions", practice)).status_code == 404
    assert signed_in(practice.author).get(address("version", practice, 1)).status_code == 200


def test_two_versions_stand_side_by_side(client, practice):
    response = client.get(address("compare_versions", practice), {"before": "1", "after": "2"})

    assert [row.field for row in response.context_data["rows"]] == ["need"]
    html = response.content.decode()
    assert "<del>Vanha </del>tarve." in html
    assert "<ins>Uusi </ins>tarve." in html


@pytest.mark.parametrize("query", [{}, {"before": "x", "after": "99"}, {"language": "xx"}])
def test_numbers_that_make_no_sense_are_the_last_two(client, practice, query):
    response = client.get(address("compare_versions", practice), query)

    context = response.context_data
    assert (context["before"].number, context["after"].number, context["language"]) == (1, 2, "fi")


def test_without_versions_there_is_nothing_to_compare(client):
    practice = PracticeFactory()

    assert client.get(address("compare_versions", practice)).status_code == 404
    assert client.get(address("versions", practice)).status_code == 200


def test_hiding_is_for_makers_and_reviewers_and_leaves_410(client, signed_in, practice):
    maker, member = signed_in(practice.author), PersonFactory(login=True, member_of=OrganisationFactory())
    url = address("hide_version", practice, 1)

    denied = signed_in(member).post(url, {"reason": "x"})
    refused = maker.post(url, {"reason": ""})
    done = maker.post(url, {"reason": "Nimi näkyi."})
    after = client.get(address("version", practice, 1))

    assert (denied.status_code, refused.status_code) == (404, 422)
    assert done["Location"] == address("versions", practice)
    assert (after.status_code, "Vanha tarve." in after.content.decode()) == (410, False)


def test_a_hidden_version_is_not_compared(client, practice):
    first = practice.versions.get(number=1)
    hide(version_id=first.pk, reason="x", actor=viewer_of(practice.author), now=NOW)

    response = client.get(address("compare_versions", practice), {"before": "1"})

    assert response.context_data["before"].number == 2


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_needs_the_same_queries_for_one_and_for_three(client, count, django_assert_num_queries):
    practice = PracticeFactory()
    for number in range(count):
        practice.texts.update(need=f"Tarve {number}.")
        snapshot(practice, reason=Reason.PUBLISHED, actor=None, now=NOW)

    # practice with all that belongs to it; versions
    with django_assert_num_queries(2):
        client.get(address("versions", practice))


def test_the_page_of_the_practice_leads_to_its_versions(client, practice):
    assert address("versions", practice) in client.get(address("detail", practice)).content.decode()
