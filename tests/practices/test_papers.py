"""A practice as a PDF and as a source."""

import io
import time

import pytest
from django.urls import reverse
from django.utils.translation import override
from pypdf import PdfReader

from practices import citations
from tests.core.test_pdf import HOSTILE, tags_of, words_of
from tests.members.factories import OrganisationFactory, PersonFactory
from tests.practices.factories import PracticeFactory, PracticeTextFactory

pytestmark = pytest.mark.django_db
TABLE = "Luvut:\n\n| Vuosi | Osallistujia |\n|---|---|\n| 2025 | 140 |\n\n1. ensin\n2. sitten"


def paper(client, practice, language="fi"):
    with override(language):
        response = client.get(reverse("practices:pdf", args=[practice.slug]))
    return response, PdfReader(io.BytesIO(response.content)) if response.status_code == 200 else None


def test_pdf_holds_what_the_page_holds(client):
    owner = OrganisationFactory(name_fi="Äänekosken kaupunki")
    practice = PracticeFactory(
        owner=owner,
        text__title="Öylätit ja šakki",
        text__results=TABLE,
        text__steps=["Sovi ajoista\nKuka ja *milloin*."],
        text__links=["https://example.org/sivu"],
        version=3,
    )

    response, reader = paper(client, practice)

    words = words_of(reader)
    for expected in (
        "Öylätit ja šakki", "Äänekosken kaupunki", "Vuosi Osallistujia 2025 140", "Sovi ajoista", "Kuka ja milloin.",
        "Oma ohjaaja.", "https://example.org/sivu", "Viittaa näin", "CC BY 4.0", "versio 3",
    ):  # fmt: skip
        assert expected in words
    assert f"http://localhost:8000/fi/kaytannot/{practice.slug}/" in words.replace(" ", "")
    assert {"/H1", "/H2", "/P", "/Table", "/TH", "/L", "/Link"} <= tags_of(reader)
    assert reader.trailer["/Root"]["/Lang"] == "fi"
    assert b"pdfuaid:part" in reader.trailer["/Root"]["/Metadata"].get_data()
    assert response["Content-Disposition"] == f'attachment; filename="{practice.slug}.pdf"'


def test_pdf_is_wholly_in_the_language_of_its_text(client):
    practice = PracticeFactory()
    PracticeTextFactory(practice=practice, language="sv", title="Kvällsvägledning")

    _response, swedish = paper(client, practice, "sv")
    _response, english = paper(client, practice, "en")

    assert swedish.trailer["/Root"]["/Lang"] == "sv"
    assert "Hänvisa så här" in words_of(swedish)
    assert "/sv/praxis/" in words_of(swedish).replace(" ", "")
    assert english.trailer["/Root"]["/Lang"] == "fi"  # as it was written
    assert "Viittaa näin" in words_of(english)


def test_pdf_sets_hostile_texts_letter_by_letter(client):
    title = "#import $x$ @a <b> \\ *c* `d`"
    practice = PracticeFactory(
        text__title=title,
        text__summary="#panic()",
        text__steps=['#read("/etc/passwd")\n$ @viite'],
        text__funding='"+panic()+"',
        text__need="\n\n".join(HOSTILE),
    )

    _response, reader = paper(client, practice)

    words = words_of(reader)
    assert words.count(title) == 2 + len(reader.pages)  # heading, citation, foot of each page
    for expected in ("#panic()", '#read("/etc/passwd")', "$ @viite", '"+panic()+"'):
        assert expected in words


@pytest.mark.parametrize(("visibility", "statuses"), [("public", [200, 200]), ("network", [404, 200])])
def test_pdf_is_for_those_who_see_the_page(client, signed_in, visibility, statuses):
    practice = PracticeFactory(visibility=visibility)
    member = signed_in(PersonFactory(member_of=OrganisationFactory(), login=True))

    assert [paper(one, practice)[0].status_code for one in (client, member)] == statuses


def test_pdf_of_a_withdrawn_practice_is_gone(client):
    assert paper(client, PracticeFactory(withdrawn=True))[0].status_code == 404


def test_pdf_needs_few_queries(client, django_assert_num_queries):
    practice = PracticeFactory()
    paper(client, practice)

    # practice with all that belongs to it
    with django_assert_num_queries(1):
        paper(client, practice)


@pytest.mark.real_time
def test_pdf_of_the_longest_texts_takes_no_second(client):
    practice = PracticeFactory(text__description="sana " * 4000, text__results="- kohta\n" * 1200)
    paper(client, practice)

    start = time.monotonic()
    _response, reader = paper(client, practice)

    assert time.monotonic() - start < 5  # on a busy machine; alone it takes a tenth
    assert len(reader.pages) > 10


@pytest.mark.parametrize(
    ("language", "words", "path"),
    [
        ("fi", "Gradia (2026). Iltaohjaus. Hyvä käytäntö, versio 2. ELO-portaali. ", "fi/kaytannot"),
        ("sv", "Gradia (2026). Kvällsvägledning. God praxis, version 2. ELO-portaali. ", "sv/praxis"),
        ("en", "Gradia (2026). Evening hours. Good practice, version 2. ELO-portaali. ", "en/practices"),
    ],
)
def test_a_citation_is_in_the_language_of_the_text(client, language, words, path):
    names = {f"name_{code}": "Gradia" for code in ("fi", "sv", "en")}
    practice = PracticeFactory(
        slug="iltaohjaus", version=2, owner=OrganisationFactory(**names), text__title="Iltaohjaus."
    )
    PracticeTextFactory(practice=practice, language="sv", title="Kvällsvägledning")
    PracticeTextFactory(practice=practice, language="en", title="Evening hours")

    text = practice.texts.get(language=language)

    cited = f"{words}http://localhost:8000/{path}/iltaohjaus/ (CC BY 4.0)"
    assert citations.citation(practice, text) == cited
    with override(language):
        page = client.get(reverse("practices:detail", args=["iltaohjaus"])).content.decode()
    assert cited in page
