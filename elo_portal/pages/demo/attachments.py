"""The files of the demo network's practices, made when it is loaded: PDF, Word, a picture."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile

from elo_portal.core import pdf
from elo_portal.core.files.kinds import KINDS
from elo_portal.pages.demo import handouts
from elo_portal.pages.demo.files import rows
from practices.models import Attachment, Practice

HANDOUT = Path(__file__).parent / "handout.typ"
Scan = Attachment.Scan


def load(*, source: str) -> None:
    """After the practices of `source`, once."""
    if Attachment.objects.filter(practice__source=source).exists():
        return
    practices = {practice.key: practice for practice in Practice.objects.filter(source=source)}
    for row in rows("attachments", "attachment"):
        _attach(practices[row["practice"]], row)


def _attach(practice: Practice, row: dict[str, Any]) -> None:
    at = datetime.combine(row["on"], time(10), UTC)
    is_refused = row.get("refused", False)
    extension = row["name"].rpartition(".")[2]
    content = b"refused" if is_refused else MAKERS[extension](row, at)
    kind = KINDS[extension]
    attachment = Attachment(
        practice=practice,
        name=row["name"],
        media_type=kind.media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        title=row["title"],
        alt_text=row.get("alt_text", ""),
        language=row["language"],
        is_image=kind.family == "picture",
        scan=Scan.INFECTED if is_refused else Scan.OFF,
        uploaded_by_id=practice.author_id,
        at=at,
    )
    if not is_refused:
        attachment.file.save(row["name"], ContentFile(content), save=False)
    attachment.save()


def _pdf(row: dict[str, Any], at: datetime) -> bytes:
    data = {
        "language": row["language"],
        "title": row["title"],
        "author": "ELO-portaali",
        "keywords": [],
        "footer": row["title"],
        "blocks": pdf.blocks(row["text"], below=1),
    }
    return pdf.render(HANDOUT, data, now=at)


MAKERS: dict[str, Callable[[dict[str, Any], datetime], bytes]] = {
    "pdf": _pdf,
    "docx": lambda row, _at: handouts.word(row["title"], pdf.blocks(row["text"]), language=row["language"]),
    "png": lambda row, _at: handouts.bars(row["bars"]),
}
