"""The annual clock: begun with the usual year, written, marked done, copied to the next."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit, markup
from elo_portal.core.errors import DomainError
from elo_portal.core.models import Term
from elo_portal.core.names import LANGUAGES
from elo_portal.core.viewers import Viewer
from members import permissions
from members.commands.plans.plans import a_year_later
from members.models import ClockItem, Group

USUAL_YEAR = Path(__file__).parents[2] / "reference" / "data" / "usual_year.csv"


class YearHasBegun(DomainError):
    message = _("The clock of this year has items already.")


class NothingToCopy(DomainError):
    message = _("The clock of this year is empty: there is nothing to copy.")


class NoSuchDay(DomainError):
    message = _("That month has no such day.")


class TitleNeeded(DomainError):
    message = _("Write the title in at least one language.")


@dataclass(frozen=True)
class ClockValues:
    """`texts`: title_ in each language."""

    texts: Mapping[str, str]
    month: int
    kind: str
    day: int | None = None
    target_id: int | None = None


@transaction.atomic
def begin_usual_year(*, group_id: int, year: int, actor: Viewer) -> list[ClockItem]:
    """Fill an empty year with what groups usually do. Raises PermissionDenied, YearHasBegun; Group.DoesNotExist."""
    group = _locked_group(group_id, actor)
    targets = dict(Term.objects.of("development_target").values_list("slug", "pk"))
    with USUAL_YEAR.open(encoding="utf-8", newline="") as file:
        items = [_usual(row, targets) for row in csv.DictReader(file)]
    return _fill(group, year, items, "members.begin_clock", actor)


def _usual(row: dict[str, str], targets: Mapping[str, int]) -> ClockItem:
    texts = {f"title_{code}": row[f"title_{code}"] for code in LANGUAGES}
    return ClockItem(**texts, month=int(row["month"]), kind=row["kind"], target_id=targets.get(row["target"]))


@transaction.atomic
def copy_to_next_year(*, group_id: int, year: int, actor: Viewer) -> list[ClockItem]:
    """The same year once more, nothing of it done yet.

    Raises PermissionDenied, NothingToCopy, YearHasBegun; Group.DoesNotExist.
    """
    group = _locked_group(group_id, actor)
    found = list(ClockItem.objects.of(group, year))
    if not found:
        raise NothingToCopy
    copies = []
    for item in found:
        day = a_year_later(item.starts_on).day if item.day else None
        same = {name: getattr(item, name) for name in ("title_fi", "title_sv", "title_en", "month", "kind")}
        copies.append(ClockItem(**same, day=day, target_id=item.target_id))
    return _fill(group, year + 1, copies, "members.copy_clock", actor)


def _locked_group(group_id: int, actor: Viewer) -> Group:
    """Locked, so that of two who begin a year at once the second finds it begun."""
    group = Group.objects.select_for_update().prefetch_related("regions").get(pk=group_id)
    if not permissions.can_tend_group(actor, group):
        raise PermissionDenied
    return group


def _fill(
    group: Group, year: int, items: list[ClockItem], action: str, actor: Viewer
) -> list[ClockItem]:  # fmt: skip
    if ClockItem.objects.filter(group=group, year=year).exists():
        raise YearHasBegun
    for item in items:
        item.group, item.year = group, year
    made = ClockItem.objects.bulk_create(items)
    audit.record(actor=actor, action=action, target=group)
    return made


@transaction.atomic
def add(*, group_id: int, year: int, values: ClockValues, actor: Viewer) -> ClockItem:
    """Raises PermissionDenied, TitleNeeded, NoSuchDay; Group.DoesNotExist."""
    group = Group.objects.prefetch_related("regions").get(pk=group_id)
    if not permissions.can_tend_group(actor, group):
        raise PermissionDenied
    item = ClockItem(group=group, year=year)
    _write(item, values)
    audit.record(actor=actor, action="members.add_clock_item", target=item)
    return item


@transaction.atomic
def save(*, item_id: int, values: ClockValues, actor: Viewer) -> ClockItem:
    """Raises as `add`; ClockItem.DoesNotExist."""
    item = _locked(item_id, actor)
    _write(item, values)
    audit.record(actor=actor, action="members.save_clock_item", target=item)
    return item


def _write(item: ClockItem, values: ClockValues) -> None:
    for name, text in values.texts.items():
        setattr(item, name, markup.clean(text))
    if not item.title:
        raise TitleNeeded
    item.month, item.day, item.kind, item.target_id = (
        values.month,
        values.day,
        values.kind,
        values.target_id,
    )
    if values.day is not None:
        _check_day(item.year, values.month, values.day)
    item.save()


def _check_day(year: int, month: int, day: int) -> None:
    try:
        date(year, month, day)
    except ValueError:
        raise NoSuchDay from None


@transaction.atomic
def mark(*, item_id: int, is_done: bool, actor: Viewer, now: datetime) -> ClockItem:
    """Done today, or not done after all. Raises PermissionDenied; ClockItem.DoesNotExist."""
    item = _locked(item_id, actor)
    item.done_on = (item.done_on or timezone.localdate(now)) if is_done else None
    item.save(update_fields=["done_on"])
    audit.record(actor=actor, action="members.mark_clock_item", target=item, fields=["done_on"])
    return item


@transaction.atomic
def remove(*, item_id: int, actor: Viewer) -> None:
    """Raises PermissionDenied; ClockItem.DoesNotExist."""
    item = _locked(item_id, actor)
    audit.record(actor=actor, action="members.remove_clock_item", target=item)
    item.delete()


def _locked(item_id: int, actor: Viewer) -> ClockItem:
    locked = ClockItem.objects.select_for_update(of=("self",)).select_related("group")
    item = locked.prefetch_related("group__regions").get(pk=item_id)
    if not permissions.can_tend_group(actor, item.group):
        raise PermissionDenied
    return item
