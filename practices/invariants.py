"""Rules of the library that the database cannot hold."""

from collections.abc import Iterator

from django.db.models import BigIntegerField, Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from elo_portal.core.models import SearchEntry
from practices.indexing import AUDIENCES, KIND
from practices.models import Assignment, Practice, PracticeText

NO_GROUP = Value(0)


def broken() -> list[str]:
    """A line for each practice that breaks a rule. Five queries."""
    return list(_broken())


def _broken() -> Iterator[str]:
    own_text = PracticeText.objects.filter(practice=OuterRef("pk"), language=OuterRef("source_language"))
    for practice in Practice.objects.filter(~Exists(own_text)).order_by("pk"):
        yield f"practice {practice.pk} has no text in the language that it was written in"
    entries = SearchEntry.objects.filter(kind=KIND, object_id=OuterRef("pk"))
    for practice in Practice.objects.published().filter(~Exists(entries)).order_by("pk"):
        yield f"practice {practice.pk} is published and cannot be found"
    published = Practice.objects.published().filter(pk=OuterRef("object_id"))
    for entry in SearchEntry.objects.filter(~Exists(published), kind=KIND).order_by("pk"):
        yield f"practice {entry.object_id} can be found and is not published"
    for entry in _with_another_audience():
        yield f"practice {entry.object_id} is found in {entry.language} by others than those who may see it"
    waits = Q(step=Assignment.Step.REGIONAL, practice__status=Practice.Status.SUBMITTED)
    waits |= Q(
        step=Assignment.Step.NATIONAL, practice__status=Practice.Status.PUBLISHED, review__ended_at=None
    )
    for assignment in Assignment.objects.open().exclude(waits).order_by("pk"):
        yield f"practice {assignment.practice_id} does not wait for the review that somebody was asked for"


def _with_another_audience() -> Iterator[SearchEntry]:
    practice = Practice.objects.filter(pk=OuterRef("object_id"))
    audience = Case(
        *(When(visibility=visibility, then=Value(audience)) for visibility, audience in AUDIENCES.items())
    )
    entries = SearchEntry.objects.filter(kind=KIND).annotate(
        visibility=Subquery(practice.values("visibility")[:1]),
        group_now=Coalesce(
            Subquery(practice.values("group_id")[:1]), NO_GROUP, output_field=BigIntegerField()
        ),
        group_then=Coalesce(F("group_id"), NO_GROUP, output_field=BigIntegerField()),
    )
    changed = entries.annotate(audience_now=audience).exclude(
        Q(audience=F("audience_now")) & Q(group_then=F("group_now"))
    )
    yield from changed.filter(visibility__isnull=False).order_by("pk")
