"""Who works on a principle or a target: organisations whose practices carry it, and those that use such ones."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery, Window
from django.db.models.functions import Coalesce

from elo_portal.core.models import Term
from elo_portal.core.viewers import Viewer
from members.models import Organisation
from practices.models import Adoption, Practice

SHOWN = 24


@dataclass(frozen=True)
class Carrier:
    name: str
    made: int  # practices of its own with this mark
    used: int  # of others, in use there


@dataclass(frozen=True)
class Carriers:
    shown: list[Carrier]
    more: int

    @property
    def total(self) -> int:
        return len(self.shown) + self.more


def carriers(term: Term, *, viewer: Viewer) -> Carriers:
    """Those with the most practices first. One query."""
    seen = Practice.objects.visible_to(viewer).published().filter(terms=term)
    in_use = Adoption.objects.in_use().filter(practice__in=seen.values("pk"))
    made = seen.filter(owner=OuterRef("pk")).order_by().values("owner").annotate(n=Count("pk", distinct=True))
    used = in_use.filter(organisation=OuterRef("pk")).order_by().values("organisation")
    used = used.annotate(n=Count("practice", distinct=True))
    found = (
        Organisation.objects.active()
        .filter(Q(pk__in=seen.values("owner")) | Q(pk__in=in_use.values("organisation")))
        .annotate(
            made=Coalesce(Subquery(made.values("n")), 0, output_field=IntegerField()),
            used=Coalesce(Subquery(used.values("n")), 0, output_field=IntegerField()),
            total=Window(Count("pk")),
        )
        .order_by("-made", "-used", "sort_key", "pk")
    )
    rows: list[Any] = list(found[:SHOWN])
    total = rows[0].total if rows else 0
    return Carriers([Carrier(one.name, one.made, one.used) for one in rows], total - len(rows))
