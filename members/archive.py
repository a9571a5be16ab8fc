"""The papers of a group in one year, for the archive of its authority: a ZIP with a PDF and the documents."""

import io
import logging
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from elo_portal.core import dates, pdf
from members.models import Attendance, Decision, DocumentVersion, Mandate, Meeting, Seat
from members.queries.groups.archiving import Papers

logger = logging.getLogger(__name__)

TEMPLATE = Path(__file__).parent / "typst" / "group.typ"


def package(papers: Papers, *, now: datetime) -> bytes:
    """The ZIP, in the active language. No query; reads the files of the documents."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            f"{papers.group.slug}-{papers.year}.pdf", pdf.render(TEMPLATE, data(papers, now=now), now=now)
        )
        for version in papers.versions:
            try:
                archive.writestr(_name(version), _bytes(version))
            except FileNotFoundError:
                logger.exception("The bytes of document version %s are gone", version.pk)
    return written.getvalue()


def _name(version: DocumentVersion) -> str:
    """The number first: two documents may have files of one name."""
    folder = _("documents")
    return f"{folder}/{version.document_id}-v{version.number}-{version.name}"


def _bytes(version: DocumentVersion) -> bytes:
    with version.file.open("rb") as file:
        return bytes(file.read())


def data(papers: Papers, *, now: datetime) -> dict[str, Any]:
    """What the template draws."""
    group = papers.group
    numbers = sorted({one.diary_number for one in papers.mandates if one.diary_number})
    title = _("Papers of the group %(year)s") % {"year": papers.year}
    return {
        "language": dates.language(),
        "title": f"{group.name}: {title}",
        "author": group.name,
        "keywords": [],
        "eyebrow": group.name,
        "heading": title,
        "diary": _("Diary number: %(number)s") % {"number": ", ".join(numbers)} if numbers else "",
        "sections": list(_sections(papers)),
        "footer": _("ELO-portaali · %(title)s · printed %(day)s")
        % {"title": f"{group.name} {papers.year}", "day": dates.day(now, weekday=False)},
    }


def _sections(papers: Papers) -> Iterator[dict[str, Any]]:
    yield _section(_("Mandate"), [line for one in papers.mandates for line in _mandate(one)])
    yield _section(_("Seats"), [_seat(one) for one in papers.seats])
    for meeting in papers.meetings:
        yield _section(
            f"{meeting.title}, {dates.day(meeting.starts_at, weekday=False)}", list(_meeting(meeting))
        )
    lines = [_document(one) for one in papers.versions]
    yield _section(_("Documents"), lines)


def _section(heading: str, lines: list[str]) -> dict[str, Any]:
    return {"heading": heading, "lines": lines or [_("Nothing.")]}


def _term(starts_on: date, ends_on: date | None) -> str:
    if ends_on is None:
        return _("from %(day)s") % {"day": dates.day(starts_on, weekday=False)}
    return dates.day_range(starts_on, ends_on)


def _mandate(one: Mandate) -> Iterator[str]:
    yield f"{_term(one.starts_on, one.ends_on)}: {one.giver_name}. {one.document} {one.diary_number}".strip()
    for label, words in (
        (_("Task"), one.scope), (_("The group may decide"), one.may_decide), (_("It may not decide"), one.limits)
    ):  # fmt: skip
        if words:
            yield _said(label, words)


def _seat(seat: Seat) -> str:
    parts = [_holder(seat), seat.person.name if seat.person else _("Vacant seat")]
    if seat.deputy:
        parts.append(_("Deputy: %(name)s") % {"name": seat.deputy.name})
    parts.append(_term(seat.starts_on, seat.ends_on))
    return f"{seat.get_role_display()}: {', '.join(parts)}"


def _holder(seat: Seat) -> str:
    return seat.organisation.name if seat.organisation else _("In their own name")


def _meeting(meeting: Meeting) -> Iterator[str]:
    yield f"{dates.period(meeting.starts_at, meeting.ends_at)}. {meeting.place}"
    for number, item in enumerate(meeting.items.all(), start=1):
        yield f"{number}. {' – '.join(filter(None, [item.title, item.presenter, item.text]))}"
    if present := [_present(one) for one in meeting.attendances.all()]:
        yield _said(_("Who was present"), "; ".join(present))
    if meeting.minutes:
        yield _said(_("Minutes"), meeting.minutes)
    for decision in meeting.decisions.all():
        yield _decision(decision)
    if meeting.approved_at and meeting.approved_by:
        approved = _("Approved by %(name)s") % {"name": meeting.approved_by.name}
        yield f"{approved} {dates.day(meeting.approved_at, weekday=False)}"
    for one in meeting.corrections.all():
        about = f"{dates.day(one.at, weekday=False)}, {one.by.name}: {one.note}"
        yield _said(_("Correction to the minutes"), about)


def _said(label: str, words: str) -> str:
    return f"{label}: {words}"


def _present(one: Attendance) -> str:
    who = _("%(name)s, deputy") % {"name": one.person.name} if one.is_deputy else one.person.name
    return f"{who} ({_holder(one.seat)})"


def _decision(decision: Decision) -> str:
    text = _said(_("Decision %(number)s") % {"number": decision}, decision.text)
    if decision.follower is None or decision.follow_up == Decision.FollowUp.NONE:
        return text
    return f"{text} ({decision.follower.name}, {decision.get_follow_up_display()})"


def _document(version: DocumentVersion) -> str:
    document = version.document
    parts = [document.title, document.diary_number, dates.day(version.at, weekday=False), _name(version)]
    return " · ".join(filter(None, parts))
