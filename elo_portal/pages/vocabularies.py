"""The vocabularies as administrators see them: their names, and which of them may grow."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from elo_portal.core import terms
from elo_portal.core.models import Term

NAMES: dict[str, str | Promise] = {
    "theme": _("Themes"),
    "target_group": _("Target groups"),
    "life_phase": _("Phases of life"),
    "kind": _("Types of practice"),
    "channel": _("Channels"),
    "sector": _("Administrative branches"),
    "organisation_type": _("Types of organisation"),
    "development_target": _("Development targets"),
    "national_goal": _("National goals"),
    "principle": _("Principles"),
    "maturity": _("Degrees of maturity"),
    "evidence_level": _("Levels of evidence"),
    "adoption_state": _("States of adoption"),
}


@dataclass(frozen=True)
class Vocabulary:
    """`offered` and `retired`: how many words of each."""

    slug: str
    offered: int = 0
    retired: int = 0

    @property
    def name(self) -> str | Promise:
        return NAMES.get(self.slug, self.slug)

    @property
    def is_fixed(self) -> bool:
        return self.slug in terms.FIXED


@dataclass(frozen=True)
class Row:
    """A word and in how many places it is used."""

    term: Term
    uses: int


def vocabularies() -> list[Vocabulary]:
    """All that there are, those of practices first. One query."""
    counted = (
        Term.objects.standing()
        .order_by()
        .values_list("vocabulary")
        .annotate(
            offered=Count("pk", filter=Q(is_active=True)), retired=Count("pk", filter=Q(is_active=False))
        )
    )
    found = {slug: Vocabulary(slug, offered, retired) for slug, offered, retired in counted}
    return sorted(
        found.values(), key=lambda one: list(NAMES).index(one.slug) if one.slug in NAMES else len(NAMES)
    )


def rows(vocabulary: str) -> list[Row]:
    """Its words, retired ones too; merged ones are another. Two queries."""
    found = list(Term.objects.standing().of(vocabulary))
    counts = terms.used(found)
    return [Row(term, counts[term.pk]) for term in found]


def others(term: Term) -> list[tuple[int, str]]:
    """(id, name) of those that it may be merged into. One query."""
    found = Term.objects.of(term.vocabulary).offered().exclude(pk=term.pk)
    return [(one.pk, one.name) for one in found]
