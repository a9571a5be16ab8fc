"""Translations that their source has outrun: tell, and say that they still match."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from elo_portal.core import audit, mail
from elo_portal.core.viewers import Viewer
from practices import mails, permissions
from practices.commands import moving
from practices.models import PracticeText
from practices.queries import answering
from practices.queries import translations as queries


@transaction.atomic
def confirm(*, practice_id: int, language: str, actor: Viewer, now: datetime) -> PracticeText:
    """The translation still matches its source. Raises PermissionDenied; PracticeText.DoesNotExist."""
    practice = moving.lock(practice_id)
    if not permissions.can_write(actor, practice):
        raise PermissionDenied
    text = practice.texts.exclude(language=practice.source_language).get(language=language)
    text.checked_at = now
    text.save(update_fields=["checked_at"])
    audit.record(
        actor=actor, action="practices.check_translation", target=practice, fields=[f"checked_at.{language}"]
    )
    return text


@transaction.atomic
def tell_owners(*, now: datetime) -> int:
    """Ask the contact persons to look at translations that are outdated; return how many practices.

    Once for each state of the source, and never twice in fourteen days about the same practice.
    """
    told, today = 0, timezone.localdate(now)
    for practice in queries.to_tell(mails.TranslationOutdated.name, now=now):
        changed_at = practice.readable_texts[practice.source_language].updated_at
        people = answering.first_to_ask(practice, today=today) or answering.contact_persons(
            practice.owner_id, today=today
        )
        for person in people:
            mail.queue(
                mails.TranslationOutdated,
                to=person,
                about=practice,
                dedupe_key=f"{mails.TranslationOutdated.name}:{practice.pk}:{changed_at.isoformat()}:{person.pk}",
                now=now,
            )
        told += bool(people)
    return told
