"""The mails that keep the library in order: still valid, archived, handed over, named as an author, outrun."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from elo_portal.core import mail
from elo_portal.core.models import OutgoingMail
from elo_portal.core.viewers import Viewer
from members.models import Person
from practices import freshness, permissions, translations
from practices.cards import LANGUAGE_NAMES
from practices.mails.review import AboutTransition
from practices.models import Practice, Transition

Status = Practice.Status


@mail.kind
class StillValid(mail.Kind[Practice]):
    """To whoever answers for it: does it still hold? `params`: stage."""

    name = "practices.still_valid"
    stream = OutgoingMail.Stream.REMINDER
    model = Practice
    template = "practices/mail/still_valid"

    def still_due(self, about: Practice, *, now: datetime) -> bool:
        return about.status == Status.PUBLISHED and about.asked_at is not None

    def may_receive(self, viewer: Viewer, about: Practice) -> bool:
        return permissions.can_confirm(viewer, about)

    def context(
        self, about: Practice, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any] | None:
        if about.asked_at is None or about.valid_since is None:
            return None
        return {
            "practice": about,
            "text": about.text,
            "stage": params["stage"],
            "since": timezone.localdate(about.valid_since),
            "flags_on": timezone.localdate(freshness.flags_at(about.asked_at)),
            "archives_on": timezone.localdate(freshness.archives_at(about.asked_at)),
            "url": settings.BASE_URL + reverse("practices:fresh", args=[about.slug]),
        }


@mail.kind
class PracticeArchived(AboutTransition):
    """To the makers: nobody answered for a year."""

    name = "practices.archived"
    template = "practices/mail/archived"

    def may_receive(self, viewer: Viewer, about: Transition) -> bool:
        return permissions.can_renew(viewer, about.practice)

    def path(self, practice: Practice) -> str:
        return reverse("practices:fresh", args=[practice.slug])


@mail.kind
class HandedOver(mail.Kind[Person]):
    """To the contact person of an organisation: what they answer for now. `params`: practices (ids)."""

    name = "practices.handed_over"
    model = Person  # who has left
    template = "practices/mail/handed_over"

    def may_receive(self, viewer: Viewer, about: Person) -> bool:
        return viewer.is_member

    def context(
        self, about: Person, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any] | None:
        mine = Practice.objects.filter(pk__in=params["practices"], contact=viewer.person_id)
        practices = list(mine.prefetch_related("texts").order_by("pk"))
        if not practices:
            return None
        return {
            "name": about.name,
            "count": len(practices),
            "titles": [practice.text.title for practice in practices],
            "url": settings.BASE_URL + reverse("practices:mine"),
        }


@mail.kind
class NamedAsAuthor(mail.Kind[Practice]):
    """To a new co-author. `params`: by (who named them)."""

    name = "practices.named_as_author"
    model = Practice
    template = "practices/mail/named_as_author"

    def may_receive(self, viewer: Viewer, about: Practice) -> bool:
        return permissions.is_maker(viewer, about) and permissions.has_written(viewer, about)

    def context(
        self, about: Practice, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any]:
        return {
            "practice": about,
            "text": about.text,
            "by": params["by"],
            "url": settings.BASE_URL + reverse("practices:co_authors", args=[about.pk]),
        }


@mail.kind
class TranslationOutdated(mail.Kind[Practice]):
    """To whoever answers for it: the source has changed, the translation has not."""

    name = "practices.translation_outdated"
    stream = OutgoingMail.Stream.REMINDER
    model = Practice
    template = "practices/mail/translation_outdated"

    def still_due(self, about: Practice, *, now: datetime) -> bool:
        return about.status == Status.PUBLISHED and bool(translations.outdated(about))

    def may_receive(self, viewer: Viewer, about: Practice) -> bool:
        return permissions.can_write(viewer, about)

    def context(
        self, about: Practice, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any] | None:
        outdated = translations.outdated(about)
        if not outdated:
            return None
        language, changed_at = next(iter(outdated.items()))
        query = f"?language={language}"
        return {
            "practice": about,
            "text": about.text,
            "languages": ", ".join(str(LANGUAGE_NAMES[code]) for code in outdated),
            "changed_on": timezone.localdate(changed_at),
            "url": settings.BASE_URL + reverse("practices:edit", args=[about.pk, 1]) + query,
        }
