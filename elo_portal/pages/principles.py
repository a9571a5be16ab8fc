"""The principles of organising guidance with the practices that carry them, for their pages."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.functional import Promise

from elo_portal.core.models import Term
from elo_portal.core.viewers import Viewer
from practices.models import Practice
from practices.principles import GROUPS, PRINCIPLES, Principle


@dataclass(frozen=True)
class PrincipleCount:
    """One principle and the number of practices with it that the viewer sees."""

    term: Term
    principle: Principle
    count: int

    @property
    def url(self) -> str:
        return reverse("pages:principle", args=[self.term.slug])

    @property
    def group(self) -> str | Promise:
        return GROUPS[self.principle.group]


def principles_with_counts(*, viewer: Viewer) -> list[PrincipleCount]:
    """In their order. One query."""
    seen = Practice.objects.visible_to(viewer).published().order_by().values("pk")
    carried = Count("practices", filter=Q(practices__in=seen), distinct=True)
    terms = Term.objects.of("principle").annotate(practice_count=carried)
    return [
        PrincipleCount(term, PRINCIPLES[term.slug], term.practice_count)  # type: ignore[attr-defined]
        for term in terms
        if term.slug in PRINCIPLES
    ]


def by_group(principles: list[PrincipleCount]) -> list[tuple[str | Promise, list[PrincipleCount]]]:
    """Under the four headings. No query."""
    return [
        (heading, [one for one in principles if one.principle.group == group])
        for group, heading in GROUPS.items()
    ]
