"""The form: start, save, autosave, submit; nothing that was typed is lost."""

import re

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import translation

from elo_portal.core.models import AuditEntry
from practices.commands import drafts
from practices.models import Practice
from tests.factories import NOW
from tests.members.factories import (
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
START = "/fi/kaytannot/ehdota/"
HTMX = {"HTTP_HX_REQUEST": "true"}


def url(practice, number, query=""):
    return f"/fi/kaytannot/ehdota/{practice.pk}/{number}/{query}"


@pytest.fixture
def draft():
    author = PersonFactory(login=True)
    return PracticeFactory(draft=True, author=author, text__title="Iltaohjaus")


@pytest.fixture
def writer(draft, signed_in):
    return signed_in(draft.author)


def posted(client, address, **fields):
    """What the page's own form would post, with these fields changed."""
    form = client.get(address).context_data["draft"].form
    data = {}
    for bound in form:
        value = bound.value()
        if isinstance(value, bool):
            value = "on" if value else None
        if value is not None:
            data[bound.name] = value
    return data | fields


def field_errors(response):
    return {name: list(errors) for name, errors in response.context_data["draft"].form.errors.items()}


def test_start_makes_a_draft_and_opens_its_first_step(signed_in):
    organisation = OrganisationFactory()
    client = signed_in(PersonFactory(login=True, member_of=organisation))

    response = client.post(
        START, {"owner_id": organisation.pk, "language": "sv", "title": "Kvällsvägledning"}
    )

    practice = Practice.objects.get()
    assert response["Location"] == url(practice, 1)
    assert (practice.owner, practice.source_language, practice.status) == (organisation, "sv", Status.DRAFT)


def test_start_with_gaps_says_so_and_keeps_what_was_typed(signed_in):
    organisation = OrganisationFactory()
    client = signed_in(PersonFactory(login=True, member_of=organisation))

    response = client.post(START, {"owner_id": organisation.pk, "language": "sv", "title": ""})

    assert response.status_code == 422
    assert set(response.context_data["form"].errors) == {"title"}
    assert 'value="sv" required' not in response.content.decode()
    assert response.context_data["form"]["language"].value() == "sv"
    assert not Practice.objects.exists()


@pytest.mark.parametrize("extra", [{"status": "published"}, {"author": "1"}, {"visibility": "group"}])
def test_start_takes_nothing_else_from_the_form(signed_in, extra):
    organisation = OrganisationFactory()
    client = signed_in(PersonFactory(login=True, member_of=organisation))

    client.post(START, {"owner_id": organisation.pk, "language": "fi", "title": "Iltaohjaus"} | extra)

    practice = Practice.objects.get()
    assert (practice.status, practice.visibility) == (Status.DRAFT, "public")


def test_start_for_a_foreign_organisation_is_an_error_of_the_form(signed_in):
    client = signed_in(PersonFactory(login=True, member_of=OrganisationFactory()))

    response = client.post(
        START, {"owner_id": OrganisationFactory().pk, "language": "fi", "title": "Iltaohjaus"}
    )

    assert set(response.context_data["form"].errors) == {"owner_id"}


def test_start_without_an_organisation_tells_who_can_help(signed_in):
    response = signed_in(PersonFactory(login=True)).get(START)

    assert response.context_data["form"] is None
    assert response.status_code == 200


def test_start_of_a_variant_remembers_the_original(signed_in):
    original = PracticeFactory(slug="alkuperainen")
    organisation = OrganisationFactory()
    client = signed_in(PersonFactory(login=True, member_of=organisation))

    page = client.get(START, {"based_on": "alkuperainen"}).content.decode()
    client.post(
        START,
        {"owner_id": organisation.pk, "language": "fi", "title": "Muunnelma", "based_on": "alkuperainen"},
    )

    assert original.text.title in page
    assert Practice.objects.get(status=Status.DRAFT).based_on == original


@pytest.mark.parametrize("number", range(1, 7))
def test_each_step_opens_and_saves_itself_unchanged(writer, draft, number):
    response = writer.post(url(draft, number), posted(writer, url(draft, number)))

    assert response.status_code == 302
    assert not AuditEntry.objects.filter(action="practices.save").exists()


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_saving_leads_to_the_next_step(writer, draft, number):
    response = writer.post(url(draft, number), posted(writer, url(draft, number)))

    assert response["Location"] == url(draft, number + 1)


def test_step_one_is_stored(writer, draft):
    partner = OrganisationFactory(name_fi="Mallilan kirjasto")
    writer.post(
        url(draft, 1),
        posted(
            writer,
            url(draft, 1),
            title="Uusi nimi",
            summary="Uusi tiivistelmä.",
            kind_id=term("kind", "group").pk,
            visibility="network",
            partner_names=["mallilan KIRJASTO", "", ""],
            partner_roles=["tilat", "", ""],
        ),
    )

    practice = Practice.objects.get(pk=draft.pk)
    assert (practice.text.title, practice.kind.slug, practice.visibility) == ("Uusi nimi", "group", "network")
    assert [(one.organisation, one.role) for one in practice.partners.all()] == [(partner, "tilat")]


def test_step_three_is_stored(writer, draft):
    writer.post(
        url(draft, 3),
        posted(
            writer,
            url(draft, 3),
            theme=[term("theme", "quality").pk],
            channel=[term("channel", "video").pk],
            regions=[region("15").pk, region("19").pk],
            is_national="on",
            started_on="8/2021",
            ended_on="2025",
        ),
    )

    practice = Practice.objects.get(pk=draft.pk)
    assert {one.code for one in practice.regions.all()} == {"15", "19"}
    assert {one.slug for one in practice.terms.all()} == {"upper-sec", "education", "quality", "video"}
    assert (str(practice.started_on), str(practice.ended_on), practice.is_national) == (
        "2021-08-01",
        "2025-01-01",
        True,
    )


def test_steps_are_rows_and_more_are_added_without_a_script(writer, draft):
    address = url(draft, 2)
    rows = ["Ensin\nsovi", "", "Sitten", "Lopuksi"]

    response = writer.post(address, posted(writer, address, steps=rows, go="add"))
    part = next(one for one in writer.get(address).context_data["parts"] if one.kind == "steps")

    assert response["Location"] == f"{address}#more"
    assert draft.texts.get().steps == ["Ensin\nsovi", "Sitten", "Lopuksi"]
    assert [row.value for row in part.rows] == ["Ensin\nsovi", "Sitten", "Lopuksi", "", ""]


WRONG = {
    1: {
        "title": "x" * 101,
        "summary": "x" * 301,
        "partner_names": ["Tuntematon oy"],
        "contact_id": "999999",
        "kind_id": "999999",
        "visibility": "kaikki",
    },
    3: {"theme": "all", "started_on": "1.13.2025", "ended_on": "eilen", "regions": ["999"]},
    4: {"maturity": "6", "evidence_level": "x"},
    5: {"links": ["javascript://alert(1)"], "cost": "ilmainen"},
}


@pytest.mark.parametrize("number", WRONG)
def test_errors_stand_beside_their_fields_and_nothing_typed_is_lost(writer, draft, number):
    wrong = WRONG[number]
    if wrong.get("theme") == "all":
        wrong = wrong | {
            "theme": [
                term("theme", slug).pk
                for slug in ("quality", "access", "lmi", "equality", "wellbeing", "networks")
            ]
        }
    typed = {name: value for name, value in wrong.items() if isinstance(value, str)}

    response = writer.post(url(draft, number), posted(writer, url(draft, number), **wrong))
    html = response.content.decode()

    assert response.status_code == 422
    assert set(field_errors(response)) == set(wrong)
    form = response.context_data["draft"].form
    assert {name: form[name].value() for name in typed} == typed
    assert html.count("errsum") == 1
    assert "<title>Virhe: " in html


def test_fields_in_order_are_saved_beside_those_that_are_not(writer, draft):
    writer.post(url(draft, 1), posted(writer, url(draft, 1), title="x" * 101, summary="Hyvä tiivistelmä."))

    text = draft.texts.get()
    assert (text.title, text.summary) == ("Iltaohjaus", "Hyvä tiivistelmä.")


def test_an_unfinished_draft_may_be_saved(writer, draft):
    response = writer.post(url(draft, 2), posted(writer, url(draft, 2), need="", description=""))

    assert response.status_code == 302
    assert draft.texts.get().need == ""


def test_what_is_missing_stands_beside_with_links_to_the_fields(writer, draft):
    draft.texts.update(need="")

    html = writer.get(url(draft, 1)).content.decode()

    assert f'href="{url(draft, 2)}#id_need_field"' in html


def test_autosave_saves_and_answers_with_the_time_and_new_marks(writer, draft):
    address = url(draft, 2)
    data = posted(writer, address, need="Uusi tarve")

    response = writer.post(address, data, **HTMX)
    html = response.content.decode()

    assert draft.texts.get().need == "Uusi tarve"
    assert "Tallennettu automaattisesti" in html
    assert "14.00" in html
    assert 'hx-swap-oob="true"' in html
    assert data["seen"] not in html


def test_autosave_after_autosave_is_no_conflict_with_oneself(writer, draft):
    address = url(draft, 2)
    first = writer.post(address, posted(writer, address, need="Yksi"), **HTMX).content.decode()
    seen = re.search(r'value="([^"]+)"', first)[1]

    second = writer.post(address, posted(writer, address, need="Kaksi", seen=seen), **HTMX).content.decode()

    assert "Tallennettu automaattisesti" in second
    assert draft.texts.get().need == "Kaksi"


def others_write(draft, **values):
    colleague = PersonFactory(member_of=draft.owner)
    drafts.save(practice_id=draft.pk, language="fi", values=values, actor=viewer_of(colleague), now=NOW)
    return colleague


def test_the_second_of_two_is_shown_both_texts_and_may_save_then(writer, draft):
    address = url(draft, 2)
    data = posted(writer, address, need="Minun tarpeeni")
    others_write(draft, need="Toisen tarve")

    told = writer.post(address, data)
    html = told.content.decode()

    assert told.status_code == 422
    assert set(field_errors(told)) == {"need"}
    assert "Minun tarpeeni" in html
    assert '<p class="pre">Toisen tarve</p>' in html
    assert draft.texts.get().need == "Toisen tarve"

    writer.post(address, data | {"seen": told.context_data["draft"].form["seen"].value()})
    assert draft.texts.get().need == "Minun tarpeeni"


def test_what_only_others_changed_stays_and_is_named(writer, draft):
    address = url(draft, 2)
    data = posted(writer, address, description="Minun kuvaukseni")
    others_write(draft, need="Toisen tarve")

    response = writer.post(address, data)

    text = draft.texts.get()
    assert (text.need, text.description) == ("Toisen tarve", "Minun kuvaukseni")
    assert [str(message) for message in get_messages(response.wsgi_request)] == [
        "Muut ovat sillä välin muuttaneet kohtia: Mihin tarpeeseen käytäntö vastaa?. Heidän tekstinsä säilyi."
    ]


def test_autosave_over_somebody_elses_text_is_not_saved_and_told(writer, draft):
    address = url(draft, 2)
    data = posted(writer, address, need="Minun tarpeeni")
    others_write(draft, need="Toisen tarve")

    html = writer.post(address, data, **HTMX).content.decode()

    assert "Ei tallennettu" in html
    assert draft.texts.get().need == "Toisen tarve"


def test_the_page_tells_who_else_has_written(writer, draft):
    colleague = others_write(draft, need="Toisen tarve")

    assert colleague.name in writer.get(url(draft, 1)).content.decode()


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

    assert [len(one.practices) for one in response.context_data["groups"]] == [1, 1, 1, 1]
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

    # session, account, viewer; practice with its people, texts, regions, terms, partners; choices: terms, groups,
    # regions, contacts, organisations; names of partners' organisations: none; who wrote last;
    # similar practices with owner and type, texts, regions, terms
    with django_assert_num_queries(18):
        client.get(url(practice, 1))
