"""A practice among others: what lists and other pages show of it, as plain values."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.targets import TARGET_MARKS
from practices.levels import COST, EVIDENCE, MATURITY
from practices.models import Practice

Words = str | Promise
LANGUAGE_NAMES: dict[str, Words] = {
    "fi": gettext_lazy("Finnish"),
    "sv": gettext_lazy("Swedish"),
    "en": gettext_lazy("English"),
}
MANY_REGIONS = 3  # as many are named; of more only the number is told


@dataclass(frozen=True)
class Card:
    """Title and summary are in the reader's language, or in `language` if there is no such version."""

    pk: int
    slug: str
    title: str
    summary: str
    language: str
    languages: tuple[str, ...]
    kind: str
    owner: str
    regions: tuple[str, ...]
    is_national: bool
    targets: tuple[tuple[int, Words], ...]  # (number of the mark, short name)
    target_groups: tuple[str, ...]
    maturity: int | None
    evidence_level: int | None
    cost: str
    in_use: int | None  # organisations elsewhere; None where it was not counted
    published_at: datetime | None
    recommended_at: datetime | None = None
    is_idea: bool = False
    is_flagged: bool = False  # nobody has confirmed for long that it still holds

    @property
    def url(self) -> str:
        return reverse("practices:detail", args=[self.slug])

    @property
    def variant_url(self) -> str:
        """Where to begin one's own version of it."""
        return f"{reverse('practices:propose')}?based_on={self.slug}"

    @property
    def maturity_name(self) -> Words:
        return MATURITY[self.maturity].name if self.maturity is not None else ""

    @property
    def evidence_name(self) -> Words:
        return EVIDENCE[self.evidence_level].name if self.evidence_level is not None else ""

    @property
    def cost_name(self) -> Words:
        return COST[self.cost].name if self.cost else ""

    @property
    def place(self) -> str:
        """Where it was made: the regions, or the whole country."""
        if self.is_national:
            return _("Whole country")
        if len(self.regions) > MANY_REGIONS:
            return _("%(count)s regions") % {"count": len(self.regions)}
        return ", ".join(self.regions)

    @property
    def language_names(self) -> str:
        return ", ".join(str(LANGUAGE_NAMES[code]) for code in self.languages)

    @property
    def source(self) -> str:
        """Who and where, in one line."""
        return " · ".join(part for part in (self.owner, self.place) if part)


def card(practice: Practice, *, language: str = "") -> Card:
    """In the reader's language, or the one given. No query when the practice comes from `queries.for_cards`."""
    text = practice.readable_texts.get(language) or practice.text
    terms = list(practice.terms.all())
    return Card(
        pk=practice.pk,
        slug=practice.slug or "",
        title=text.title,
        summary=text.summary,
        language=text.language,
        languages=tuple(practice.readable_texts),
        kind=practice.kind.name if practice.kind else "",
        owner=practice.owner.name,
        regions=tuple(region.name for region in practice.regions.all()),
        is_national=practice.is_national,
        targets=targets_of(practice),
        target_groups=tuple(term.name for term in terms if term.vocabulary == "target_group"),
        maturity=practice.maturity,
        evidence_level=practice.evidence_level,
        cost=practice.cost,
        in_use=getattr(practice, "in_use_count", None),
        published_at=practice.published_at,
        recommended_at=practice.recommended_at,
        is_idea=practice.is_idea,
        is_flagged=practice.is_flagged,
    )


def targets_of(practice: Practice) -> tuple[tuple[int, Words], ...]:
    """The marks of its development targets. No query when terms are prefetched."""
    slugs = [term.slug for term in practice.terms.all() if term.vocabulary == "development_target"]
    marks = sorted(TARGET_MARKS[slug] for slug in slugs if slug in TARGET_MARKS)
    return tuple((mark.number, mark.short_name) for mark in marks)
