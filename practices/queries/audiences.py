"""For whom a practice may be published: never for more people than its makers chose."""

from dataclasses import dataclass

from members.models import Group
from practices.models import Practice, Version

Visibility = Practice.Visibility
WIDTH = {Visibility.GROUP: 0, Visibility.NETWORK: 1, Visibility.PUBLIC: 2}


@dataclass(frozen=True)
class Audience:
    """Everybody, the network, or one group."""

    visibility: str
    group_id: int | None = None
    group: str = ""

    def is_within(self, other: "Audience") -> bool:
        """Shows it to nobody who would not see it otherwise."""
        here, there = WIDTH[Visibility(self.visibility)], WIDTH[Visibility(other.visibility)]
        return here < there or (here == there and self.group_id == other.group_id)


def of(practice: Practice) -> Audience:
    """As its makers, or the reviewer after them, have chosen. No query."""
    return Audience(practice.visibility, practice.group_id)


def narrower(practice: Practice) -> list[Audience]:
    """What a reviewer may choose, the makers' own choice first. One query, none for a group's practice.

    The groups are those of its regions; of a national practice the national one.
    """
    chosen = of(practice)
    if practice.visibility == Visibility.GROUP:
        return [chosen]
    found = [chosen]
    if practice.visibility == Visibility.PUBLIC:
        found.append(Audience(Visibility.NETWORK))
    groups = Group.objects.filter(kind=Group.Kind.REGIONAL, regions__in=practice.regions.all()).distinct()
    if practice.is_national:
        groups = Group.objects.filter(kind=Group.Kind.NATIONAL)
    return found + [Audience(Visibility.GROUP, group.pk, group.name) for group in groups.order_by("pk")]


def published(practice: Practice) -> Audience | None:
    """For whom it was last published: its makers cannot widen that alone. None if that is not known. One query."""
    versions = practice.versions.filter(reason=Version.Reason.PUBLISHED, hidden_at=None)
    last = versions.order_by("-number").first()
    if last is None:
        return None
    values = last.contents["practice"]
    return Audience(values["visibility"], values["group_id"])
