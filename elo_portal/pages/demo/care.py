"""The demo network's practices that nobody confirmed, that were confirmed, translated earlier, written together."""

from datetime import date, datetime, time

from django.utils import timezone

from elo_portal.pages.demo.files import rows
from members.models import Person
from practices import indexing
from practices.models import Practice, Transition

Status = Practice.Status


def load(*, source: str) -> None:
    """After the practices of `source`, once."""
    practices = {practice.key: practice for practice in Practice.objects.filter(source=source)}
    if any(practice.flagged_at for practice in practices.values()):
        return
    people = dict(Person.objects.values_list("key", "pk"))
    for row in rows("care", "flagged"):
        _ask(practices[row["practice"]], asked_on=row["asked_on"], flagged_on=row["flagged_on"])
    for row in rows("care", "archived"):
        practice = practices[row["practice"]]
        _ask(practice, asked_on=row["asked_on"], flagged_on=row["flagged_on"])
        _archive(practice, on=row["archived_on"])
    for row in rows("care", "confirmed"):
        practice = practices[row["practice"]]
        practice.confirmed_at = _noon(row["on"])
        practice.save(update_fields=["confirmed_at"])
    for row in rows("care", "source_changed"):
        practice = practices[row["practice"]]
        practice.texts.filter(language=practice.source_language).update(updated_at=_noon(row["on"]))
    for row in rows("care", "written_together"):
        practices[row["practice"]].co_authors.set([people[key] for key in row["people"]])


def _ask(practice: Practice, *, asked_on: date, flagged_on: date) -> None:
    practice.asked_at, practice.flagged_at = _noon(asked_on), _noon(flagged_on)
    practice.save(update_fields=["asked_at", "flagged_at"])


def _archive(practice: Practice, *, on: date) -> None:
    practice.status = Status.ARCHIVED
    practice.save(update_fields=["status"])
    Transition.objects.create(
        practice=practice, from_status=Status.PUBLISHED, to_status=Status.ARCHIVED, at=_noon(on)
    )
    indexing.remove(practice)


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
