"""Memberships as a file tells them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from elo_portal.core import audit
from elo_portal.core.viewers import Viewer
from members.columns import Role
from members.commands import importing, memberships
from members.models import Membership, Person

State = Membership.State


def put(wanted: Sequence[tuple[Person, Role]], *, source: str, actor: Viewer, now: datetime) -> list[Person]:
    """Make each membership, or bring it up to date; the people of those that are new or changed.

    Within the caller's transaction, after the caller has asked whether the actor may. Some five queries for all,
    and up to seven for one that changes.
    """
    today = timezone.localdate(now)
    stored = _stored(wanted)
    made, changes = [], []
    for person, role in wanted:
        membership = _of_role(stored[person.pk, role.organisation_id], role, today=today)
        if membership is None:
            made.append(_new(person, role, actor=actor, now=now))
        elif changed := _update(membership, role, actor=actor, now=now):
            changes.append((membership, changed))
    Membership.objects.bulk_create(made)
    _forget_named([person for person, _role in wanted])
    for membership, _changed in changes:
        memberships.follow_days(membership, actor=actor, now=now)
    added = [(one, set[str]()) for one in made]
    audit.record_all(actor=actor, action="members.add", targets=added, purpose=source)
    audit.record_all(actor=actor, action="members.import_membership", targets=changes, purpose=source)
    return [one.person for one in made] + [one.person for one, _changed in changes]


def _stored(wanted: Sequence[tuple[Person, Role]]) -> dict[tuple[int, int], list[Membership]]:
    """By person and organisation, the newest first."""
    found: dict[tuple[int, int], list[Membership]] = defaultdict(list)
    known = Membership.objects.select_for_update(of=("self",)).exclude(state=State.DECLINED)
    people = [person.pk for person, _role in wanted]
    for one in known.filter(person__in=people).select_related("person").order_by("-starts_on", "-pk"):
        found[one.person_id, one.organisation_id].append(one)
    return found


def _of_role(known: Sequence[Membership], role: Role, *, today: date) -> Membership | None:
    """The one that the row means: that without an end, that of the same first day, one of the same time."""
    live = next((one for one in known if one.ends_on is None), None)
    if live is not None and (role.ends_on is None or role.starts_on == live.starts_on):
        return live
    same = next((one for one in known if one.starts_on == role.starts_on), None)
    first, last = role.starts_on or today, role.ends_on or date.max
    around = (one for one in known if one.starts_on <= last and (one.ends_on or date.max) >= first)
    return same or live or next(around, None)


def _new(person: Person, role: Role, *, actor: Viewer, now: datetime) -> Membership:
    return Membership(
        person=person,
        organisation_id=role.organisation_id,
        title=role.title or "",
        state=State.APPROVED,
        asked_at=now,
        decided_at=now,
        decided_by_id=actor.person_id,
        starts_on=role.starts_on or timezone.localdate(now),
        ends_on=role.ends_on,
    )


def _update(membership: Membership, role: Role, *, actor: Viewer, now: datetime) -> set[str]:
    """The names of the fields that changed."""
    values: dict[str, Any] = {
        "title": role.title,
        "starts_on": role.starts_on,
        "state": State.APPROVED,
    }
    said = {name: value for name, value in values.items() if value is not None}
    if role.says_end:
        said["ends_on"] = role.ends_on
    changed = importing.take(membership, said)
    if "state" in changed:
        membership.decided_at, membership.decided_by_id = now, actor.person_id
    if changed:
        membership.save()
    return changed


def _forget_named(people: Sequence[Person]) -> None:
    """Whoever belongs to an organisation of the list needs no name of another."""
    named = [person.pk for person in people if person.named_organisation]
    if named:
        Person.objects.filter(pk__in=named).update(named_organisation="")
