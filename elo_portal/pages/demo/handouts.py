"""Word files and pictures of the demo network, the same bytes each time."""

import io
import zipfile
from typing import Any

from docx import Document
from docx.document import Document as Doc
from docx.text.paragraph import Paragraph
from PIL import Image, ImageDraw, ImageFont

Node = dict[str, Any]
LONG_AGO = (2026, 1, 1, 0, 0, 0)
WIDTH, ROW, LEFT, RIGHT = 1200, 130, 260, 160
INK, BILBERRY, PAPER = "#211e33", "#40388c", "#ffffff"
LARGE, FULL = 36, 25  # letters; the longest bar in per cent
STYLES = {"ul": "List Bullet", "ol": "List Number"}


def word(title: str, blocks: list[Node], *, language: str) -> bytes:
    """A Word file with real headings and lists."""
    document = Document()
    document.core_properties.title, document.core_properties.language = title, language
    document.core_properties.author = "ELO-portaali"
    document.add_heading(title, level=1)
    for block in blocks:
        _add(document, block)
    written = io.BytesIO()
    document.save(written)
    return _undated(written.getvalue())


def _add(document: Doc, block: Node) -> None:
    if block["kind"] == "heading":
        _write(document.add_heading(level=2), block["parts"])
    elif block["kind"] in STYLES:
        for item in block["parts"]:
            paragraph = document.add_paragraph(style=STYLES[block["kind"]])
            for part in item["parts"]:
                _write(paragraph, part["parts"])
    else:
        _write(document.add_paragraph(), block["parts"])


def _write(paragraph: Paragraph, parts: list[Node]) -> None:
    for part in parts:
        if "text" in part:
            paragraph.add_run(part["text"])
        elif part["kind"] == "space":
            paragraph.add_run(" ")
        else:
            run = paragraph.add_run("".join(one.get("text", " ") for one in part["parts"]))
            run.italic = part["kind"] == "em"


def _undated(content: bytes) -> bytes:
    """The same members without the time of the writing."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, LONG_AGO), old.read(name), zipfile.ZIP_DEFLATED)
    return written.getvalue()


def bars(values: list[tuple[str, int]]) -> bytes:
    """A picture with a bar for each (label, per cent)."""
    picture = Image.new("RGB", (WIDTH, ROW * len(values) + 40), PAPER)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(LARGE)
    for number, (label, value) in enumerate(values):
        top = 40 + number * ROW
        end = LEFT + (WIDTH - LEFT - RIGHT) * value // FULL
        draw.text((40, top + 25), label, fill=INK, font=font)
        draw.rounded_rectangle((LEFT, top, end, top + 90), radius=12, fill=BILBERRY)
        draw.text((end + 20, top + 25), f"{value} %", fill=INK, font=font)
    written = io.BytesIO()
    picture.save(written, "PNG", optimize=True)
    return written.getvalue()
