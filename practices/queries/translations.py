"""Translations that are older than their source."""

from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from elo_portal.core.models import OutgoingMail
from practices.models import Practice, PracticeText

QUIET = timedelta(hours=24)  # the source has stood unchanged for so long: its writer is done
AT_MOST_EVERY = timedelta(days=14)


def outdated_texts() -> QuerySet[PracticeText]:
    """With a name, and older than the source in writing and in checking. No query."""
    source = PracticeText.objects.filter(
        practice=OuterRef("practice"), language=OuterRef("practice__source_language")
    )
    return (
        PracticeText.objects.exclude(language=F("practice__source_language"))
        .exclude(title="")
        .annotate(source_updated_at=Subquery(source.values("updated_at")[:1]))
        .filter(source_updated_at__gt=F("updated_at"))
        .filter(Q(checked_at=None) | Q(source_updated_at__gt=F("checked_at")))
    )


def to_tell(kind: str, *, now: datetime) -> QuerySet[Practice]:
    """Published practices whose outdated translations are news, and about which no mail of `kind` left lately.

    No query.
    """
    mails = OutgoingMail.objects.filter(kind=kind)
    told = mails.filter(about_id=OuterRef("practice"), created_at__gte=OuterRef("source_updated_at"))
    settled = outdated_texts().filter(~Exists(told), source_updated_at__lte=now - QUIET)
    lately = mails.filter(about_id=OuterRef("pk"), created_at__gt=now - AT_MOST_EVERY)
    return (
        Practice.objects.published()
        .filter(~Exists(lately), pk__in=settled.values("practice"))
        .prefetch_related("texts")
        .order_by("pk")
    )
