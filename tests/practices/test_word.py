"""The form in Word: what is filled in comes back, and nothing that was written is lost."""

import io

import docx
import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from elo_portal.core.files import checking
from practices import completeness, word_form
from practices.fields import TEXT_FIELDS, TEXT_LENGTHS
from practices.forms import word_reading
from practices.models import Practice
from tests.core.files import samples
from tests.members.factories import OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/fi/kaytannot/ehdota/word/"
ANSWERS = {
    "title": "Iltaohjaus",
    "summary": "Ääni š kuuluu illalla.",
    "need": "Päivällä ei tavoiteta.\n\nToinen kappale.",
    "description": "Ohjaaja päivystää.\n\n- maanantaina\n- keskiviikkona\n\nSitten kotiin.",
    "steps": ["Sovi ajoista\nKuka ja milloin.", "Kerro kaikille\nViesti.\n\nJa toinen."],
    "links": ["https://example.org/a", "https://example.org/b"],
    "core_parts": "Oma ohjaaja.",
}


def filled(language, answers=ANSWERS, *, change=None):
    """The form as a person would fill it: each text below its heading."""
    document = docx.Document(io.BytesIO(word_form.template(language)))
    with override(language):
        for paragraph in list(document.paragraphs):
            name = paragraph.style.name.removeprefix(word_form.FIELD_STYLE)
            if paragraph.style.name.startswith(word_form.FIELD_STYLE) and name in answers:
                _answer(document, paragraph, name, answers[name])
    if change:
        change(document)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _answer(document, heading, name, answer):
    if name == "steps":
        for number, step in enumerate(answer, start=1):
            place = next(p for p in document.paragraphs if p.text == word_form.step_heading(number))
            _below(place, step.replace("\n\n", "\n").split("\n"))
    else:
        lines = answer if isinstance(answer, list) else answer.split("\n")
        last = _help_below(document, heading)
        _below(last, [line for line in lines if line])


def _help_below(document, heading):
    paragraphs = document.paragraphs
    place = next(number for number, one in enumerate(paragraphs) if one._p is heading._p)
    while paragraphs[place + 1].style.name == word_form.HELP_STYLE:
        place += 1
    return paragraphs[place]


def _below(paragraph, lines):
    following = paragraph._p.getnext()
    for line in lines:
        new = docx.text.paragraph.Paragraph(following, paragraph._parent).insert_paragraph_before(
            line.removeprefix("- ")
        )
        new.style = paragraph.part.document.styles["List Bullet" if line.startswith("- ") else "Normal"]


def read(content, otherwise="en"):
    blocks = checking.read_word_file(ContentFile(content), "täytetty.docx")
    return word_reading.read(blocks, otherwise=otherwise)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_what_is_filled_in_comes_back(language):
    result = read(filled(language))

    assert result.language == language
    assert result.values == ANSWERS
    assert (result.too_long, result.has_unknown) == ([], False)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_an_empty_form_holds_nothing(language):
    assert read(word_form.template(language)).is_empty


def test_the_form_asks_for_every_text():
    assert set(word_form.FIELDS) == TEXT_FIELDS


def test_headings_are_enough_where_the_styles_were_lost():
    def lose_styles(document):
        for paragraph in document.paragraphs:
            if not paragraph.style.name.startswith("List"):
                paragraph.style = document.styles["Normal"]

    result = read(filled("sv", change=lose_styles))

    assert result.language == "sv"
    assert result.values == ANSWERS


def test_text_without_a_place_goes_to_the_description():
    def add(document):
        document.add_heading("Oma otsikko", level=1)
        document.add_paragraph("Jotakin muuta.")

    result = read(filled("fi", change=add))

    assert result.has_unknown
    assert result.values["description"].endswith("Sitten kotiin.\n\n### Oma otsikko\n\nJotakin muuta.")


def test_a_file_that_is_not_ours_becomes_a_description():
    result = read(samples.docx_file("Vain tekstiä."), otherwise="sv")

    assert (result.language, result.values) == ("sv", {"description": "Vain tekstiä."})


def test_a_table_becomes_one_of_the_text():
    def add(document):
        table = document.add_table(rows=2, cols=2)
        for place, words in enumerate(("Vuosi", "Määrä", "2025", "a|b")):
            table.cell(place // 2, place % 2).text = words

    result = read(filled("fi", {}, change=add))

    assert result.values["description"] == "| Vuosi | Määrä |\n| --- | --- |\n| 2025 | a\\|b |"


@pytest.mark.parametrize("name", ["title", "summary", "funding", "tips"])
def test_a_text_that_is_too_long_is_kept_and_told(name):
    words = "sana " * (TEXT_LENGTHS[name] // 5 + 1) + "loppu"

    result = read(filled("fi", {name: words}))

    assert result.too_long == [name]
    assert words in (result.values[name], result.values.get("description", "").partition("\n\n")[2])
    assert name == "tips" or len(result.values[name]) <= TEXT_LENGTHS[name]


def test_what_is_no_link_is_kept():
    result = read(filled("fi", {"links": ["example.org/a", "Kysy kirjastosta"]}))

    assert result.values == {"links": ["https://example.org/a"], "description": "Kysy kirjastosta"}


def test_steps_without_headings_are_paragraphs():
    blocks = [
        {"style": f"{word_form.FIELD_STYLE}steps", "text": "Vaiheet", "mark": ""},
        {"style": "Normal", "text": "Sovi ajoista", "mark": "- "},
        {"style": "Normal", "text": "Kerro kaikille", "mark": "- "},
    ]

    assert word_reading.read(blocks, otherwise="fi").values == {"steps": ["Sovi ajoista", "Kerro kaikille"]}


@pytest.fixture
def member():
    return PersonFactory(member_of=OrganisationFactory(), login=True)


def upload(client, content, name="täytetty.docx"):
    return client.post(ADDRESS, {"file": SimpleUploadedFile(name, content), "owner_id": owner_of(client)})


def owner_of(client):
    return client.get(ADDRESS).context_data["form"]["owner_id"].value()


def test_a_filled_file_becomes_a_draft(signed_in, member):
    client = signed_in(member)

    response = upload(client, filled("sv"))

    practice = Practice.objects.get()
    assert response.url == f"/fi/kaytannot/ehdota/{practice.pk}/1/"
    assert (practice.status, practice.source_language, practice.author) == ("draft", "sv", member)
    text = practice.texts.get()
    assert {name: getattr(text, name) for name in ANSWERS} == ANSWERS


def test_the_upload_says_what_is_left_to_do(signed_in, member):
    client = signed_in(member)
    words = "sana " * 900

    response = client.get(
        upload(client, filled("fi", {"title": "A", "tips": words, "links": ["ei linkki"]})).url
    )

    html = response.content.decode()
    assert "Teksti, jolle ei löytynyt omaa kohtaa, on kuvauksen lopussa." in html
    assert "Liian pitkiä kohtia. Lyhennä ennen lähettämistä: Vinkit käyttöönottajalle." in html
    practice = Practice.objects.get()
    assert "tips" in {one.field for one in completeness.missing(practice, practice.texts.get())}


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (samples.pdf_file(), "ohje.pdf", "Tämä ei ole Word-tiedosto."),
        (samples.pdf_file(), "ohje.docx", "Tämä ei ole Word-tiedosto."),
        (samples.docx_file(add={"word/vbaProject.bin": b"x"}), "ohje.docx", "Tiedostossa on makroja"),
        (samples.docx_file(""), "ohje.docx", "Tiedostossa ei ole vielä tekstiä."),
    ],
    ids=["pdf", "pdf as docx", "macros", "empty"],
)
def test_what_cannot_be_read_is_told_beside_the_file(signed_in, member, content, name, message):
    response = upload(signed_in(member), content, name)

    assert response.status_code == 422
    assert response.context_data["form"].errors["file"][0].startswith(message)
    assert not Practice.objects.exists()


def test_those_without_an_organisation_are_told_why_not(signed_in):
    response = signed_in(PersonFactory(login=True)).get(ADDRESS)

    assert response.context_data["form"] is None


def test_nobody_uploads_for_another_organisation(signed_in, member):
    other = OrganisationFactory()

    response = signed_in(member).post(
        ADDRESS, {"file": SimpleUploadedFile("a.docx", filled("fi")), "owner_id": other.pk}
    )

    assert response.status_code == 422
    assert not Practice.objects.exists()


@pytest.mark.parametrize(("language", "status"), [("fi", 200), ("sv", 200), ("en", 200), ("de", 404)])
def test_the_form_is_downloaded_in_each_language(signed_in, member, language, status):
    response = signed_in(member).get(f"{ADDRESS}lomake/{language}/")

    assert response.status_code == status
    if status == 200:
        assert docx.Document(io.BytesIO(response.content)).paragraphs
        assert response["Content-Disposition"].endswith(f'-{language}.docx"')
