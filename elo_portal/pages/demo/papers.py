"""The documents of the demo network's groups, made into PDF files when it is loaded."""

import hashlib
from datetime import UTC, date, datetime, time
from typing import Any

from django.core.files.base import ContentFile

from elo_portal.core import pdf
from elo_portal.core.files.kinds import KINDS
from elo_portal.pages.demo.attachments import HANDOUT
from elo_portal.pages.demo.files import rows
from members.models import Document, DocumentVersion, Group, Person


def load() -> None:
    """Once, after groups and people."""
    if Document.objects.exists():
        return
    groups = {group.slug: group for group in Group.objects.all()}
    people = {person.key: person for person in Person.objects.all()}
    for row in rows("papers", "document"):
        _load(row, groups[row["group"]], people[row["by"]])


def _load(row: dict[str, Any], group: Group, by: Person) -> None:
    words = ("language", "title", "visibility", "diary_number")
    days: list[date] = row["on"]
    document = Document.objects.create(
        group=group, updated_at=_at(days[-1]), **{name: row[name] for name in words}
    )
    for number, (day, text) in enumerate(zip(days, row["texts"], strict=True), start=1):
        content = _pdf(row, text, now=_at(day))
        version = DocumentVersion(
            document=document,
            number=number,
            name=row["name"],
            media_type=KINDS["pdf"].media_type,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            scan=DocumentVersion.Scan.OFF,
            uploaded_by=by,
            at=_at(day),
        )
        version.file.save(row["name"], ContentFile(content), save=False)
        version.save()


def _pdf(row: dict[str, Any], text: str, *, now: datetime) -> bytes:
    data = {
        "language": row["language"],
        "title": row["title"],
        "author": "ELO-portaali",
        "keywords": [],
        "footer": f"ELO-portaali · {row['title']}",
        "blocks": pdf.blocks(text, below=1),
    }
    return pdf.render(HANDOUT, data, now=now)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(10), UTC)
