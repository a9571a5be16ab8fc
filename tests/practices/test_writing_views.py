"""The form: start, save, autosave; errors beside their fields, nothing that was typed is lost."""

import re

import pytest

from elo_portal.core.models import AuditEntry
from practices.models import Practice
from tests.members.factories import (
    OrganisationFactory,
    PersonFactory,
    region,
    term,
)
from tests.practices.factories import PracticeFactory
from tests.practices.writing import HTMX, field_errors, posted, url

pytestmark = pytest.mark.django_db
Status = Practice.Status
START = "/fi/kaytannot/ehdota/"


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
