"""The plan as a PDF: tagged, in the language of the address, without names of people."""

import io

import pytest
from django.urls import reverse
from django.utils.translation import override
from pypdf import PdfReader

from tests.core.test_pdf import HOSTILE, tags_of, words_of
from tests.members.factories import OrganisationFactory, PersonFactory, group
from tests.members.plans.factories import ActionPlanFactory, MeasureFactory, StrategyFactory

pytestmark = pytest.mark.django_db


def paper(client, plan, language="fi"):
    with override(language):
        response = client.get(reverse("members:plan_pdf", args=[plan.group.slug, plan.year]))
    return PdfReader(io.BytesIO(response.content))


def test_pdf_holds_goals_measures_and_their_facts(client):
    strategy = StrategyFactory(goals=2)
    plan = ActionPlanFactory(adopted=True, strategy=strategy, intro_fi="Vuoden **työt**.")
    person = PersonFactory(first_name="Salainen", last_name="Henkilö")
    MeasureFactory(
        plan=plan,
        goal=strategy.goals.get(order=2),
        order=1,
        title_fi="Palvelukartta",
        description_fi="# Otsikko\n\nKartta tehdään.",
        owner_organisation=OrganisationFactory(name_fi="Äänekosken kaupunki"),
        owner_person=person,
        target_value="23",
        progress=40,
    )
    reader = paper(client, plan)

    words = words_of(reader)
    for expected in ("Toimintasuunnitelma 2026", "2. Tavoite 2", "2.1 Palvelukartta", "Vuoden työt.",
                     "Kartta tehdään.", "Äänekosken kaupunki", "31.12.2026", "23"):  # fmt: skip
        assert expected in words
    assert "Henkilö" not in words
    assert {"/H1", "/H2", "/H3"} <= tags_of(reader)
    assert b"pdfuaid:part" in reader.trailer["/Root"]["/Metadata"].get_data()


def test_pdf_is_in_the_language_of_the_address(client):
    measure = MeasureFactory(plan__adopted=True, plan__group=group("pohjanmaa"), title_sv="Servicekarta")
    reader = paper(client, measure.plan, "sv")

    assert reader.trailer["/Root"]["/Lang"] == "sv"
    assert "Servicekarta" in words_of(reader)
    assert "Verksamhetsplan 2026" in words_of(reader)


def test_hostile_texts_are_printed_letter_by_letter(client):
    measure = MeasureFactory(plan__adopted=True, title_fi=" ".join(HOSTILE)[:200])

    assert HOSTILE[0] in words_of(paper(client, measure.plan))


def test_a_description_longer_than_a_page_is_printed_to_its_end(client):
    long = "Rivi.\n\n" * 150
    measure = MeasureFactory(plan__adopted=True, description_fi=f"{long}Viimeinen sana.")
    reader = paper(client, measure.plan)

    heights: list[float] = []
    for page in reader.pages:
        page.extract_text(
            visitor_text=lambda text, cm, tm, *_: (
                heights.append(tm[5] * cm[3] + cm[5]) if text.strip() else None
            )
        )
    assert "Viimeinen sana." in words_of(reader)
    assert min(heights) > 0  # below that it would be off the paper
