"""Remarks on the fields of a practice."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from elo_portal.core.joined import joined
from practices.models import Practice, Remark

ByField = Mapping[str, list[Remark]]


IN_ORDER = Remark.objects.select_related("author", "answered_by").order_by("at", "pk")


def with_remarks(practices: QuerySet[Practice]) -> QuerySet[Practice]:
    """With what `open_by_field` asks for. No query more."""
    return joined(practices, remarks=IN_ORDER)


def by_field(practice: Practice) -> ByField:
    """Field ("" = the whole) -> its remarks, the oldest first. One query."""
    return _by_field(practice, IN_ORDER.filter(practice=practice))


def _by_field(practice: Practice, remarks: Iterable[Remark]) -> ByField:
    found: dict[str, list[Remark]] = defaultdict(list)
    for remark in remarks:
        remark.practice = practice
        found[remark.field].append(remark)
    return dict(found)


def open_by_field(practice: Practice) -> ByField:
    """Those that are not settled. No query for one of `with_remarks`."""
    there = _by_field(practice, practice.remarks.all())
    unsettled = {field: [one for one in rows if one.settled_at is None] for field, rows in there.items()}
    return {field: rows for field, rows in unsettled.items() if rows}


def unanswered_counts(practice_ids: list[int]) -> dict[int, int]:
    """Practice id -> remarks that wait for the makers' answer; zero is left out. One query."""
    counts: dict[int, int] = defaultdict(int)
    waiting = Remark.objects.filter(practice__in=practice_ids, answer="", settled_at=None)
    for practice_id in waiting.values_list("practice_id", flat=True):
        counts[practice_id] += 1
    return dict(counts)
