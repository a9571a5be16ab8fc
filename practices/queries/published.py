"""Published practices as cards, for every page that shows some."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from elo_portal.core.joined import Relations
from elo_portal.core.models import Term
from elo_portal.core.viewers import Viewer
from members.models import Region
from practices.cards import Card, card
from practices.models import Adoption, Practice, PracticeText

FEWEST_SHARED = 2  # terms that similar practices have in common
ON_CARDS = Relations(
    Practice,
    texts=PracticeText.objects.only("practice", "language", "title", "summary"),
    regions=Region.objects.order_by("code"),
    terms=Term.objects.of("development_target", "target_group"),
)


def for_cards(practices: QuerySet[Practice]) -> QuerySet[Practice]:
    """With all that a card needs. One query, however many there are."""
    used = Adoption.objects.in_use().filter(practice=OuterRef("pk")).order_by().values("practice")
    counted = used.annotate(count=Count("organisation", distinct=True)).values("count")
    practices = practices.annotate(in_use_count=Coalesce(Subquery(counted), 0, output_field=IntegerField()))
    return ON_CARDS.of(practices.select_related("owner", "kind"))


def cards(practices: QuerySet[Practice]) -> list[Card]:
    """One query."""
    return [card(practice) for practice in for_cards(practices)]


def by_id(ids: Iterable[int], *, viewer: Viewer) -> dict[int, Practice]:
    """The visible ones of these, ready for cards. One query."""
    found = Practice.objects.visible_to(viewer).published().filter(pk__in=ids)
    return {practice.pk: practice for practice in for_cards(found)}


def newest(*, viewer: Viewer, limit: int) -> list[Card]:
    """The latest publications. One query."""
    return cards(latest(viewer)[:limit])


def newest_and_best_evidenced(*, viewer: Viewer, newest: int, best: int) -> tuple[list[Card], list[Card]]:
    """The latest publications, and those with the strongest evidence, then the most mature. One query."""
    newest_ids = latest(viewer).values("pk")[:newest]
    ranked = latest(viewer).filter(evidence_level__isnull=False)
    strongest = ranked.order_by("-evidence_level", "-maturity", "-published_at", "-pk").values("pk")[:best]
    found = cards(latest(viewer).filter(Q(pk__in=newest_ids) | Q(pk__in=strongest)))
    by_evidence = sorted(
        (card for card in found if card.evidence_level is not None),
        key=lambda card: (card.evidence_level, card.maturity or 0, card.published_at, card.pk),
        reverse=True,
    )
    return found[:newest], by_evidence[:best]


def of_region(region: Region, *, viewer: Viewer, limit: int) -> list[Card]:
    """Made in the region, the latest first. One query."""
    return cards(latest(viewer).filter(regions=region)[:limit])


def with_term(term: Term, *, viewer: Viewer, limit: int) -> list[Card]:
    """Those that carry the term, the latest first. One query."""
    return cards(latest(viewer).filter(terms=term)[:limit])


def similar(practice: Practice, *, viewer: Viewer, limit: int) -> list[Card]:
    """Those that share the most terms with it, two at least. One query, none without terms."""
    chosen = [term.pk for term in practice.terms.all()]
    if not chosen:
        return []
    shared = Count("terms", filter=Q(terms__in=chosen), distinct=True)
    near = latest(viewer).exclude(pk=practice.pk).annotate(shared=shared).filter(shared__gte=FEWEST_SHARED)
    return cards(near.order_by("-shared", "-published_at", "-pk")[:limit])


def published_between(*, viewer: Viewer, start: datetime, end: datetime) -> list[Card]:
    """First published in [start, end), the latest first, for the digest. One query."""
    return cards(latest(viewer).filter(published_at__gte=start, published_at__lt=end))


def counts_by_region(*, viewer: Viewer) -> dict[int, int]:
    """Region id -> published practices that the viewer sees. One query."""
    return _counts(viewer, "regions")


def counts_by_target(*, viewer: Viewer) -> dict[int, int]:
    """Term id of a development target -> published practices that the viewer sees. One query."""
    return _counts(viewer, "terms", terms__vocabulary="development_target")


def latest(viewer: Viewer) -> QuerySet[Practice]:
    """What the viewer sees of the library, the latest publications first. No query."""
    return Practice.objects.visible_to(viewer).published().order_by("-published_at", "-pk")


def _counts(viewer: Viewer, relation: str, **only: object) -> dict[int, int]:
    rows = Practice.objects.visible_to(viewer).published().filter(**only)
    counted = rows.order_by().values_list(relation).annotate(count=Count("pk", distinct=True))
    return {pk: count for pk, count in counted.values_list(relation, "count") if pk is not None}
