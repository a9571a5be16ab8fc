"""The paragraphs and tables of a Word file, as Markdown-like text with the name of their style."""

import io
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from elo_portal.core.files.inside import archives
from elo_portal.core.files.inside.refused import Refused
from elo_portal.core.files.kinds import Kind

MOST_BLOCKS = 5000
MOST_TEXT = 400_000
NUMBERING = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}numPr"


def answer(content: bytes, kind: Kind) -> tuple[dict[str, Any], bytes]:
    """The paragraphs, after the same checks as of every file."""
    archives.check(content, kind)
    return {"blocks": blocks(content)}, b""


def blocks(content: bytes) -> list[dict[str, str]]:
    """[{"style": ..., "text": ..., "mark": "- " | ""}], tables as one block of style "table"."""
    document = Document(io.BytesIO(content))
    found: list[dict[str, str]] = []
    length = 0
    for block in _blocks(document):
        length += len(block["text"])
        if len(found) >= MOST_BLOCKS or length > MOST_TEXT:
            raise Refused("heavy")
        found.append(block)
    return found


def _blocks(document: Any) -> Iterator[dict[str, str]]:
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            yield {"style": "table", "text": _table(item), "mark": ""}
        else:
            style = item.style.name if item.style is not None else ""
            yield {
                "style": style or "",
                "text": _text(item),
                "mark": "- " if _is_listed(item, style or "") else "",
            }


def _text(paragraph: Paragraph) -> str:
    """Line breaks inside a paragraph stay; links show their words."""
    return paragraph.text.replace("\x0b", "\n").strip()


def _is_listed(paragraph: Paragraph, style: str) -> bool:
    properties = paragraph._p.pPr  # noqa: SLF001 - numbering has no public name
    has_number = properties is not None and properties.find(NUMBERING) is not None
    return has_number or style.startswith("List")


def _table(table: Table) -> str:
    rows = [
        [cell.text.strip().replace("\n", " ").replace("|", "\\|") for cell in row.cells] for row in table.rows
    ]
    if not rows:
        return ""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])
