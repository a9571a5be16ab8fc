"""Honest files pass, and leave behind what is nobody's business."""

import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from elo_portal.core.files import checking
from elo_portal.core.files.kinds import KINDS, MAX_BYTES
from elo_portal.core.files.refusals import FileRefused
from tests.core.files import samples

SAMPLES = {
    "pdf": samples.pdf_file,
    "docx": samples.docx_file,
    "xlsx": samples.xlsx_file,
    "pptx": samples.pptx_file,
    "odt": samples.odf_file,
    "ods": lambda: samples.odf_file("ods"),
    "odp": lambda: samples.odf_file("odp"),
    "png": samples.png_file,
    "jpg": samples.jpeg_file,
    "jpeg": samples.jpeg_file,
}


def check(content, name):
    return checking.check(ContentFile(content), name)


def test_every_accepted_kind_has_a_sample():
    assert SAMPLES.keys() == KINDS.keys()


@pytest.mark.parametrize("extension", SAMPLES)
def test_an_honest_file_passes(extension):
    content = SAMPLES[extension]()

    checked = check(content, f"Tapaamisen runko.{extension.upper()}")

    assert (checked.name, checked.media_type) == (
        f"Tapaamisen runko.{extension}",
        KINDS[extension].media_type,
    )
    assert checked.is_picture or checked.content == content
    assert checked.size == len(checked.content)


@pytest.mark.parametrize("make", [samples.png_file, samples.jpeg_file])
def test_a_picture_is_written_anew_without_what_the_camera_added(make):
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = "Kotini", 6  # description; the camera was turned
    extension = "png" if make is samples.png_file else "jpg"

    checked = check(make(exif=exif) + b"<script>behind the end</script>", f"kuva.{extension}")

    picture = Image.open(io.BytesIO(checked.content))
    assert picture.size == (30, 40)  # upright
    assert not dict(picture.getexif())
    assert b"Kotini" not in checked.content
    assert b"script" not in checked.content


def test_a_large_picture_becomes_smaller():
    checked = check(samples.png_file((6000, 3000)), "kuva.png")

    assert Image.open(io.BytesIO(checked.content)).size == (4000, 2000)


def test_a_clear_picture_stays_clear():
    checked = check(samples.png_file(mode="RGBA"), "kuva.png")

    assert Image.open(io.BytesIO(checked.content)).mode == "RGBA"


def test_a_picture_for_print_becomes_one_for_screens():
    checked = check(samples.jpeg_file(mode="CMYK"), "kuva.jpg")

    assert Image.open(io.BytesIO(checked.content)).mode == "RGB"


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("hyperlink", "https://example.org/"),
        ("attachedTemplate", "file:///C:\\Users\\aino\\AppData\\Normal.dotm"),
    ],
)
def test_links_and_a_template_on_the_own_disk_are_usual(kind, target):
    rels = samples.relations(kind, target)

    assert check(samples.docx_file(add={"word/_rels/settings.xml.rels": rels}), "ohje.docx").size


def test_a_spreadsheet_behind_a_chart_is_usual():
    content = samples.docx_file(add={"word/embeddings/Taulukko.xlsx": samples.xlsx_file()})

    assert check(content, "ohje.docx").content == content


def test_a_click_that_turns_the_page_and_empty_listeners_are_usual():
    inner = '<o:event-listeners><o:event-listener o:action="next-page"/></o:event-listeners>'
    content = samples.odf_file(
        "odp",
        content=f'<o:document-content xmlns:o="{samples.OFFICE}">{inner}</o:document-content>',
    )

    assert check(content, "esitys.odp").content == content


def test_a_pdf_that_only_forbids_changes_can_be_opened():
    content = samples.pdf_file(
        lambda writer: writer.encrypt("", owner_password="vain minä", algorithm="AES-256")
    )

    assert check(content, "ohje.pdf").content == content


@pytest.mark.parametrize(
    ("size", "reason"), [(0, "empty"), (MAX_BYTES + 1, "size")], ids=["empty", "too large"]
)
def test_size_is_asked_before_anything_is_opened(size, reason):
    with pytest.raises(FileRefused) as refusal:
        check(b"\0" * size, "ohje.pdf")

    assert refusal.value.reason == reason


def test_a_word_file_is_read_as_blocks():
    blocks = checking.read_word_file(ContentFile(samples.docx_file("Ääni š")), "täytetty.docx")

    assert blocks == [{"style": "Normal", "text": "Ääni š", "mark": ""}]


def test_only_a_word_file_is_read_as_blocks():
    with pytest.raises(FileRefused) as refusal:
        checking.read_word_file(ContentFile(samples.pdf_file()), "täytetty.pdf")

    assert refusal.value.reason == "mismatch"
