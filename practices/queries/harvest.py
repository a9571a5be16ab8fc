"""What was ever public, in the order in which it changed: for harvesters, who come back for what is new."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Case, DateTimeField, F, Func, Max, Min, Q, QuerySet, When
from django.db.models.functions import Coalesce, Greatest

from practices.models import Practice
from practices.queries.exchange import for_exchange

SECOND = timedelta(seconds=1)


class _Second(Func):
    """A moment without the parts of its second: what a stamp says."""

    template = "date_trunc('second', %(expressions)s)"
    arity = 1


@dataclass(frozen=True)
class Stretch:
    """Which records: changed from `since` to `until` (both within), with the term; after the last one seen."""

    since: datetime | None = None
    until: datetime | None = None
    target: str = ""  # slug of a development target
    after: tuple[datetime, int] | None = None  # (stamp, id)


def records(stretch: Stretch) -> QuerySet[Practice]:
    """With `stamp`: when a record last changed or its state did. Public ones, and those that were public; of others
    nothing is told, not even that they are gone. Four queries.
    """
    found = _stamped()
    if stretch.since:
        found = found.filter(stamp__gte=stretch.since)
    if stretch.until:
        found = found.filter(stamp__lt=stretch.until + SECOND)
    if stretch.target:
        terms = Practice.terms.through.objects.filter(
            term__vocabulary="development_target", term__slug=stretch.target
        )
        found = found.filter(pk__in=terms.values("practice_id"))
    if stretch.after:
        stamp, pk = stretch.after
        found = found.filter(Q(stamp__gt=stamp) | Q(stamp=stamp, pk__gt=pk))
    return for_exchange(found).order_by("stamp", "pk")


def count(stretch: Stretch) -> int:
    """Of all its pieces. One query."""
    return records(replace(stretch, after=None)).count()


def record(practice_id: int) -> Practice | None:
    """Four queries."""
    return for_exchange(_stamped()).filter(pk=practice_id).first()


def earliest() -> datetime | None:
    """Nothing is older. One query."""
    found: datetime | None = _stamped().aggregate(first=Min("stamp"))["first"]
    return found


def is_gone(practice: Practice) -> bool:
    """It has left the library, or is there for fewer people."""
    return (practice.status, practice.visibility) != (Practice.Status.PUBLISHED, Practice.Visibility.PUBLIC)


def _stamped() -> QuerySet[Practice]:
    """What is done with one that is gone moves its stamp no further: nobody need know of it."""
    were_public = Practice.objects.filter(was_public=True, published_at__isnull=False, slug__isnull=False)
    moved = Greatest("published_at", Coalesce(Max("transitions__at"), F("published_at")))
    is_here = Q(status=Practice.Status.PUBLISHED, visibility=Practice.Visibility.PUBLIC)
    changed = Case(
        When(is_here, then=Greatest("updated_at", moved)),
        default=Greatest(moved, Coalesce("left_public_at", "published_at")),
    )
    return were_public.annotate(stamp=_Second(changed, output_field=DateTimeField()))
