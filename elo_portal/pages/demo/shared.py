"""What the groups of the demo network share, and how often its practices are opened."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from elo_portal.pages.demo.files import rows
from elo_portal.pages.demo.network import groups_by_region_code
from members.models import Organisation, Person
from practices.models import Commitment, DailyViews, Practice, SharedPractice

WORDS = ("decision", "end_reason")
DAYS = ("decided_on", "valid_from", "review_on", "ended_on")
COUNTED_DAYS = 40


def load(*, source: str, now: datetime) -> None:
    """After the practices of `source`, once: comparisons, decisions, commitments, counts of openings."""
    practices = {practice.key: practice for practice in Practice.objects.filter(source=source)}
    if not SharedPractice.objects.filter(practice__source=source).exists():
        _load_shared(practices)
    if not DailyViews.objects.filter(practice__source=source).exists():
        _load_views(practices, today=timezone.localdate(now))


def _load_shared(practices: dict[str, Practice]) -> None:
    organisations = dict(Organisation.objects.values_list("key", "pk"))
    people = dict(Person.objects.values_list("key", "pk"))
    groups = groups_by_region_code()
    for row in rows("shared", "shared"):
        first, *others = (practices[key] for key in row["practices"])
        shared = SharedPractice.objects.create(
            group=groups[row["group"]],
            practice=first,
            state=row["state"],
            language=row["language"],
            proposed_by_id=people[row["proposed_by"]],
            created_at=_noon(row["proposed_on"]),
            updated_at=_noon(row.get("ended_on") or row.get("decided_on") or row["proposed_on"]),
            **{name: row.get(name, "").strip() for name in WORDS},
            **{name: row.get(name) for name in DAYS},
        )
        shared.variants.set(others)
        for promise in row.get("commitments", []):
            _promise(shared, promise, organisations, people)


def _promise(
    shared: SharedPractice,
    row: dict[str, Any],
    organisations: dict[str | None, int],
    people: dict[str | None, int],
) -> None:
    Commitment.objects.create(
        shared=shared,
        organisation_id=organisations[row["organisation"]],
        made_by_id=people[row["by"]],
        starts_on=row["starts_on"],
        note=row.get("note", ""),
        withdrawn_on=row.get("withdrawn_on"),
        at=_noon(shared.decided_on or row["starts_on"]),
    )


def _load_views(practices: dict[str, Practice], *, today: date) -> None:
    """The same numbers whenever it is loaded: more on working days, different for each practice."""
    found = [one for _key, one in sorted(practices.items()) if one.status == Practice.Status.PUBLISHED]
    DailyViews.objects.bulk_create(
        DailyViews(practice=practice, day=day, count=1 + (number * 3 + day.toordinal()) % 7)
        for number, practice in enumerate(found)
        for day in (today - timedelta(days=back) for back in range(COUNTED_DAYS))
        if day.isoweekday() < 6 or number % 3 == 0  # Saturday
    )


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
