"""Whose drafts one may open, other languages, submitting, and what is in which state."""

import pytest
from django.urls import reverse
from django.utils import translation

from practices.models import Practice
from tests.factories import NOW
from tests.members.factories import (
    OrganisationFactory,
    PersonFactory,
    authority,
    group,
)
from tests.practices.factories import PracticeFactory, PracticeTextFactory
from tests.practices.writing import field_errors, posted, url

pytestmark = pytest.mark.django_db
Status = Practice.Status


@pytest.mark.parametrize("who", ["stranger", "coordinator", "admin"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_foreign_draft_does_not_exist(signed_in, draft, who, method):
    people = {
        "stranger": {"member_of": OrganisationFactory()},
        "coordinator": {"coordinator_of": authority("04")},
        "admin": {"is_admin": True},
    }
    client = signed_in(PersonFactory(login=True, **people[who]))

    assert getattr(client, method)(url(draft, 1)).status_code == 404
    assert draft.texts.get().title == "Iltaohjaus"


@pytest.mark.parametrize("number", [0, 7, 99])
def test_a_step_that_is_none_does_not_exist(writer, draft, number):
    assert writer.get(url(draft, number)).status_code == 404


def test_an_unknown_language_does_not_exist(writer, draft):
    assert writer.get(url(draft, 1, "?language=de")).status_code == 404


def test_no_field_of_the_model_can_be_posted_past_the_form(writer, draft):
    before = Practice.objects.get(pk=draft.pk)
    names = [field.attname for field in Practice._meta.concrete_fields] + [
        field.name for field in Practice._meta.concrete_fields
    ]
    extra = {name: "1" for name in names if name not in {"id", "maturity", "evidence_level"}}

    writer.post(url(draft, 4), posted(writer, url(draft, 4)) | extra)

    after = Practice.objects.get(pk=draft.pk)
    changed = {
        name
        for name in (field.attname for field in Practice._meta.concrete_fields)
        if getattr(before, name) != getattr(after, name)
    }
    assert changed == set()


def test_another_language_holds_the_texts_beside_the_original(writer, draft):
    address = url(draft, 2, "?language=sv")

    page = writer.get(address)
    response = writer.post(address, {"need": "Behovet", "description": "", "steps": ["Först"]})

    html = page.content.decode()
    assert '<p class="pre" lang="fi">Päivällä ei ehditty.</p>' in html
    assert 'lang="sv"' in html
    assert response["Location"] == url(draft, 3, "?language=sv")
    assert draft.texts.get(language="sv").need == "Behovet"


def test_a_translation_cannot_change_the_facts(writer, draft):
    writer.post(url(draft, 4, "?language=sv"), {"results": "Resultat", "maturity": "5"})

    draft.refresh_from_db()
    assert draft.maturity == 3


def test_submitting_from_the_last_step(writer, draft):
    PersonFactory(coordinator_of=authority("04"))

    response = writer.post(url(draft, 6), posted(writer, url(draft, 6), go="submit"))

    draft.refresh_from_db()
    assert (draft.status, response["Location"]) == (Status.SUBMITTED, "/fi/kaytannot/iltaohjaus/")


def test_submitting_with_gaps_comes_back_to_the_list_of_them(writer, draft):
    draft.texts.update(need="")

    response = writer.post(url(draft, 6), posted(writer, url(draft, 6), go="submit"), follow=True)

    draft.refresh_from_db()
    assert draft.status == Status.DRAFT
    assert f'href="{url(draft, 2)}#id_need_field"' in response.content.decode()


def test_a_published_practice_has_no_autosave_and_is_changed_by_saving(signed_in):
    practice = PracticeFactory(author=PersonFactory(login=True))
    client = signed_in(practice.author)

    html = client.get(url(practice, 2)).content.decode()
    response = client.post(url(practice, 2), posted(client, url(practice, 2), need="Uusi tarve"))

    assert "data-autosave=" not in html
    assert response["Location"] == f"/fi/kaytannot/{practice.slug}/"
    assert practice.texts.get().need == "Uusi tarve"


def test_a_published_practice_stays_complete(signed_in):
    practice = PracticeFactory(author=PersonFactory(login=True))
    client = signed_in(practice.author)

    response = client.post(url(practice, 2), posted(client, url(practice, 2), need=""))

    assert set(field_errors(response)) == {"need"}
    assert practice.texts.get().need == "Päivällä ei ehditty."


def test_what_is_typed_while_a_colleague_submits_is_not_lost(writer, draft):
    data = posted(writer, url(draft, 2), need="Pitkä teksti")
    Practice.objects.filter(pk=draft.pk).update(status=Status.SUBMITTED, slug="iltaohjaus", submitted_at=NOW)

    response = writer.post(url(draft, 2), data)

    assert response.status_code == 422
    assert "Pitkä teksti" in response.content.decode()


def test_what_is_in_review_opens_as_its_page(signed_in):
    practice = PracticeFactory(submitted=True, author=PersonFactory(login=True))

    assert signed_in(practice.author).get(url(practice, 1))["Location"] == f"/fi/kaytannot/{practice.slug}/"


def test_a_group_is_asked_of_those_who_have_one(signed_in):
    practice = PracticeFactory(draft=True, author=PersonFactory(login=True, seat_in=group()))
    client = signed_in(practice.author)

    without = client.post(url(practice, 1), posted(client, url(practice, 1), visibility="group"))
    client.post(url(practice, 1), posted(client, url(practice, 1), visibility="group", group_id=group().pk))

    practice.refresh_from_db()
    assert set(field_errors(without)) == {"group_id"}
    assert (practice.visibility, practice.group) == ("group", group())


def test_take_back_reopen_and_discard(signed_in):
    author = PersonFactory(login=True)
    client = signed_in(author)
    submitted = PracticeFactory(submitted=True, author=author)
    withdrawn = PracticeFactory(withdrawn=True, author=author)
    draft = PracticeFactory(draft=True, author=author)

    for name, practice in (("take_back", submitted), ("reopen", withdrawn), ("discard", draft)):
        with translation.override("fi"):
            client.post(reverse(f"practices:{name}", args=[practice.pk]))

    assert set(Practice.objects.values_list("status", flat=True)) == {Status.DRAFT}
    assert Practice.objects.count() == 2


@pytest.mark.parametrize("name", ["take_back", "reopen", "discard"])
def test_changing_a_state_needs_a_post_and_a_maker(signed_in, name):
    practice = PracticeFactory(submitted=True)
    client = signed_in(PersonFactory(login=True, coordinator_of=authority("04")))
    stranger = signed_in(PersonFactory(login=True))
    with translation.override("fi"):
        address = reverse(f"practices:{name}", args=[practice.pk])

    assert client.get(address).status_code == 405
    assert client.post(address).status_code == 403
    assert stranger.post(address).status_code == 404


def test_my_practices_by_state_with_the_words_of_the_reviewer(signed_in):
    author = PersonFactory(login=True)
    for state in ({}, {"draft": True}, {"submitted": True}, {"returned": True}):
        PracticeFactory(author=author, **state)
    returned = Practice.objects.get(status=Status.RETURNED)
    returned.transitions.create(
        from_status="submitted", to_status="returned", at=NOW, comment="Lisää tuloksia."
    )
    PracticeFactory(text__title="Vieras")

    response = signed_in(author).get("/fi/oma/kaytannot/")
    html = response.content.decode()

    assert [len(one.rows) for one in response.context_data["groups"]] == [1, 1, 1, 1]
    assert "Lisää tuloksia." in html
    assert "Vieras" not in html


def test_long_words_turned_text_and_emoji_survive(writer, draft):
    odd = "x" * 900 + " 💡 שלום <b>&amp;</b> ñ"
    writer.post(url(draft, 2), posted(writer, url(draft, 2), need=odd))

    assert draft.texts.get().need == odd
    assert "&lt;b&gt;&amp;amp;&lt;/b&gt;" in writer.get(url(draft, 2)).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_form_needs_the_same_queries_for_one_and_for_three(signed_in, count, django_assert_num_queries):
    author = PersonFactory(login=True)
    practice = PracticeFactory(draft=True, author=author)
    for _ in range(count):
        PersonFactory(member_of=practice.owner)
        PracticeFactory()
        OrganisationFactory()
    PracticeTextFactory(practice=practice, language="sv")
    client = signed_in(author)

    # session, account, viewer; practice with all that belongs to it; choices: terms, groups, contacts,
    # organisations; who wrote last; what the title reminds of: search, cards
    with django_assert_num_queries(11):
        client.get(url(practice, 1))
