"""The demo network's practices in use elsewhere."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from elo_portal.pages.demo.files import rows
from members.models import Organisation, Person, Region
from practices import indexing
from practices.models import Adoption, AdoptionReport, Practice

TEXTS = ("scale", "change", "changed", "obstacles", "results", "end_reason")


def load(*, source: str) -> None:
    """After the practices of `source`, once: each adoption with all that was told of it."""
    if Adoption.objects.filter(practice__source=source).exists():
        return
    practices = {practice.key: practice for practice in Practice.objects.filter(source=source)}
    organisations = dict(Organisation.objects.values_list("key", "pk"))
    people = dict(Person.objects.values_list("key", "pk"))
    regions = dict(Region.objects.values_list("code", "pk"))
    for row in rows("adoptions", "adoption"):
        told = row["reports"]
        adoption = Adoption.objects.create(
            practice=practices[row["practice"]],
            version=1,
            organisation_id=organisations[row["organisation"]],
            region_id=regions[row["region"]],
            owner_id=people[row["owner"]],
            state=told[-1]["state"],
            language=row["language"],
            wants_support=row.get("wants_support", False),
            started_on=row["started_on"],
            ended_on=row.get("ended_on"),
            created_at=_noon(told[0]["on"]),
            updated_at=_noon(told[-1]["on"]),
            **{name: row.get(name, "") for name in TEXTS},
        )
        AdoptionReport.objects.bulk_create(_reports(adoption, told))
    for practice in {row["practice"] for row in rows("adoptions", "adoption")}:
        indexing.put(practices[practice])  # adoptions lift a practice in the search


def _reports(adoption: Adoption, told: list[dict[str, Any]]) -> list[AdoptionReport]:
    before = [""] + [row["state"] for row in told]
    return [
        AdoptionReport(
            adoption=adoption,
            from_state=before[number],
            state=row["state"],
            months=row.get("months"),
            words=row.get("words", ""),
            actor_id=adoption.owner_id,
            at=_noon(row["on"]),
        )
        for number, row in enumerate(told)
    ]


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
