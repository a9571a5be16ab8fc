"""PDF: texts are data, tags are there."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from elo_portal.core import pdf
from tests.factories import NOW

TEMPLATE = b"#heading(level: 1, data.title)\n#blocks(data.blocks)\n"
HOSTILE = (
    '#import "@preview/x:1.0.0"', '#read("/etc/passwd")', "$x^2$", "@viite", "<merkki>", "#set page(width: 1pt)",
    "`raw`", "\\u{1F600}", "// kommentti", "#sys.inputs", "]#panic()[", '"+panic()+"',
)  # fmt: skip


@pytest.fixture
def template(tmp_path):
    path = tmp_path / "page.typ"
    path.write_bytes(TEMPLATE)
    return path


def rendered(template: Path, text: str, title: str = "Otsikko"):
    data = {
        "title": title, "author": "Gradia", "keywords": ["ohjaus"], "language": "fi", "footer": "alaviite",
        "blocks": pdf.blocks(text, below=1),
    }  # fmt: skip
    return PdfReader(io.BytesIO(pdf.render(template, data, now=NOW)))


def words_of(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def tags_of(reader):
    """The names of all tags of the structure."""
    found, waiting = set(), [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop().get_object()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            found |= {one["/S"]} if "/S" in one else set()
            waiting += [one["/K"]] if "/K" in one else []
    return found


def test_a_document_is_tagged_named_and_in_its_language(template):
    reader = rendered(
        template, "Teksti **tärkeä**.\n\n- a\n- b\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n[l](https://a.fi)"
    )

    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("fi", True)
    assert reader.metadata.title == "Otsikko"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert {"/H1", "/P", "/L", "/LI", "/Table", "/TR", "/TH", "/TD", "/Link"} <= tags_of(reader)


def test_letters_of_finnish_swedish_and_sami_are_there(template):
    assert "Ääkköset öljyävät, Åbo, šakki, žurnaali, čáhci" in words_of(
        rendered(template, "Ääkköset öljyävät, Åbo, šakki, žurnaali, čáhci")
    )


@pytest.mark.parametrize("words", HOSTILE)
def test_a_hostile_text_is_set_letter_by_letter(template, words):
    reader = rendered(template, words.replace("`", "\\`").replace("\\u", "\\\\u"), title=words)

    assert words_of(reader).startswith(f"{words} {words}")


def test_headings_follow_without_a_gap(template):
    reader = rendered(template, "#### syvä\n\nteksti\n\n- # listassa\n\n> ## lainauksessa")

    assert b"pdfuaid:part" in reader.trailer["/Root"]["/Metadata"].get_data()
    assert "/H2" in tags_of(reader)


def test_letters_that_no_font_has_do_not_stop_it(template):
    reader = rendered(template, "hymy 🦊 teksti")

    assert "teksti" in words_of(reader)
    assert "/P" in tags_of(reader)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
def test_only_harmless_links_become_links(template, url):
    reader = rendered(template, f"[sana]({url})")

    assert "/Link" not in tags_of(reader)


def test_the_same_data_give_the_same_bytes(template):
    data = {"title": "a", "author": "b", "keywords": [], "language": "sv", "footer": "", "blocks": []}

    assert pdf.render(template, data, now=NOW) == pdf.render(template, data, now=NOW)
