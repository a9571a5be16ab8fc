"""The hand-written practices, events and plans of the demo network."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from elo_portal.core import viewers
from elo_portal.core.models import Term
from elo_portal.core.viewers import Viewer
from elo_portal.pages.demo import (
    adoptions,
    attachments,
    care,
    glossary,
    plans,
    responses,
    reviews,
    searches,
    shared,
)
from elo_portal.pages.demo.files import each
from elo_portal.pages.demo.network import groups_by_region_code
from members.models import Organisation, Person, Region, RoleGrant
from practices.commands import imports as practice_imports
from practices.models import VOCABULARIES, Practice
from seminars.commands import imports as event_imports

SOURCE = "demo"


def load(*, now: datetime) -> None:
    """Practices first: events name the ones that they present. What is there stays as it is."""
    _load_practices(now=now)
    adoptions.load(source=SOURCE)
    responses.load(source=SOURCE, now=now)
    attachments.load(source=SOURCE)
    shared.load(source=SOURCE, now=now)
    reviews.load(source=SOURCE)
    care.load(source=SOURCE)
    searches.load()
    glossary.load()
    _load_events(now=now)
    plans.load()


def administrator(*, now: datetime) -> Viewer:
    """Who answers for what is loaded."""
    grant = RoleGrant.objects.filter(role=RoleGrant.Role.ADMIN).order_by("pk").first()
    return viewers.of_person(grant.person_id, now=now) if grant else viewers.NOBODY


def _load_practices(*, now: datetime) -> None:
    names = _Names()
    actor = administrator(now=now)
    known = set(Practice.objects.filter(source=SOURCE).values_list("key", flat=True))
    for key, row in each("practices"):
        if key not in known:
            practice_imports.put(row=_imported(key, row, names), actor=actor, now=now)


class _Names:
    """Keys and slugs to primary keys. Five queries."""

    def __init__(self) -> None:
        self.organisations = dict(Organisation.objects.values_list("key", "pk"))
        self.people = dict(Person.objects.values_list("key", "pk"))
        self.regions = dict(Region.objects.values_list("code", "pk"))
        self.terms = {(one.vocabulary, one.slug): one.pk for one in Term.objects.all()}
        self.groups = groups_by_region_code()


def _imported(key: str, row: dict[str, Any], names: _Names) -> practice_imports.Imported:
    values: dict[str, Any] = {
        **{
            vocabulary: [names.terms[vocabulary, slug] for slug in row.get(f"{vocabulary}s", [])]
            for vocabulary in VOCABULARIES
        },
        "regions": [names.regions[code] for code in row.get("regions", [])],
        "is_national": row.get("national", False),
        "kind_id": names.terms["kind", row["kind"]] if row.get("kind") else None,
        "maturity": row.get("maturity"),
        "evidence_level": row.get("evidence_level"),
        "cost": row.get("cost", ""),
        "started_on": row.get("started_on"),
        "ended_on": row.get("ended_on"),
        "visibility": row.get("visibility", Practice.Visibility.PUBLIC),
        "group_id": names.groups[row["group"]].pk if row.get("group") else None,
        "contact_id": names.people.get(row.get("contact")),
        "partners": [
            (names.organisations[partner["organisation"]], partner.get("role", ""))
            for partner in row.get("partners", [])
        ],
        "has_no_client_data": row["status"] != Practice.Status.DRAFT,
    }
    based_on = (
        Practice.objects.filter(source=SOURCE, key=row["based_on"]).first() if row.get("based_on") else None
    )
    return practice_imports.Imported(
        source=SOURCE,
        key=key,
        status=row["status"],
        source_language=row["source_language"],
        owner_id=names.organisations[row["owner"]],
        author_id=names.people[row["author"]],
        texts=row["texts"],
        values=values,
        history=_history(row),
        based_on_id=based_on.pk if based_on else None,
    )


def _history(row: dict[str, Any]) -> practice_imports.History:
    submitted = _morning(row.get("submitted_on"))
    published = _morning(row.get("published_on"), hour=10)
    created = submitted or published or _morning(date(2026, 11, 16))
    assert created is not None  # noqa: S101 - one of the three is a moment
    return practice_imports.History(
        created_at=created,
        submitted_at=submitted or published,
        published_at=published,
        decided_at=_morning(row.get("returned_on") or row.get("withdrawn_on"), hour=14),
        asked_at=_morning(row.get("asked_on")),
        confirmed_at=_morning(row.get("confirmed_on")),
        comment=row.get("returned_with") or row.get("withdrawn_because") or "",
    )


def _morning(day: date | None, hour: int = 9) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time(hour))) if day else None


def _load_events(*, now: datetime) -> None:
    groups = groups_by_region_code()
    for key, values in each("events"):
        group = groups[values["group"]].slug if values.get("group") else None
        cancelled_at = now if values.get("status") == "cancelled" else None
        event_imports.put(key=key, values={"cancelled_at": cancelled_at, **values, "group": group}, now=now)
