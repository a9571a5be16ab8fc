"""What people of the demo network keep of the search and wish for."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from elo_portal.pages.demo.files import rows
from members.models import Person
from practices.models import SavedSearch, Wish


def load() -> None:
    """After the people, once."""
    if Wish.objects.exists() or SavedSearch.objects.exists():
        return
    people = dict(Person.objects.values_list("key", "pk"))
    SavedSearch.objects.bulk_create(_saved(row, people) for row in rows("searches", "saved"))
    Wish.objects.bulk_create(_wished(row, people) for row in rows("searches", "wish"))


def _saved(row: dict[str, Any], people: dict[str | None, int]) -> SavedSearch:
    return SavedSearch(
        person_id=people[row["person"]],
        name=row["name"],
        query=row["query"],
        in_digest=row.get("in_digest", True),
        created_at=_noon(row["on"]),
    )


def _wished(row: dict[str, Any], people: dict[str | None, int]) -> Wish:
    return Wish(
        person_id=people[row["person"]],
        language=row["language"],
        query=row["query"],
        text=row["text"],
        at=_noon(row["on"]),
    )


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
