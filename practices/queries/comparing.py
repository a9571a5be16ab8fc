"""What is compared, and what else might be."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import get_language

from elo_portal.core.joined import joined
from elo_portal.core.models import Term
from elo_portal.core.search import lookup, queries
from elo_portal.core.viewers import Viewer
from members.models import Region
from practices.comparisons import Comparison, side_by_side
from practices.indexing import KIND
from practices.models import Practice, PracticeText, SharedPractice
from practices.models.practices import VOCABULARIES
from practices.queries import adoptions
from practices.queries.browsing import audience, known_language

OFFERED = 12


def compared(slugs: Sequence[str], *, viewer: Viewer) -> list[Practice]:
    """The published ones that the viewer sees, in the order asked for. One query."""
    found = _for_comparison(Practice.objects.visible_to(viewer).published().filter(slug__in=slugs))
    return sorted(found, key=lambda practice: slugs.index(practice.slug or ""))


def matter_of(shared: SharedPractice, *, viewer: Viewer) -> list[Practice]:
    """The practice that a group's matter is about, then its alternatives. One query."""
    alternatives = SharedPractice.variants.through.objects.filter(sharedpractice=shared)
    either = Q(pk=shared.practice_id) | Q(pk__in=alternatives.values("practice_id"))
    found = _for_comparison(Practice.objects.visible_to(viewer).published().filter(either))
    return sorted(found, key=lambda practice: (practice.pk != shared.practice_id, practice.pk))


def comparison(practices: Sequence[Practice]) -> Comparison:
    """One query."""
    return side_by_side(practices, adoptions.in_use_counts([practice.pk for practice in practices]))


def _for_comparison(practices: QuerySet[Practice]) -> QuerySet[Practice]:
    return joined(
        practices.select_related("owner", "kind"),
        texts=PracticeText.objects.all(),
        regions=Region.objects.order_by("code"),
        terms=Term.objects.of(*VOCABULARIES),
    )


def choosable(
    slugs: Collection[str], *, text: str, region_ids: Collection[int], viewer: Viewer, now: datetime
) -> list[Practice]:
    """Those chosen already, then what the words find; without words the variants and the most similar ones.

    With nothing chosen the latest of the regions. Only names and owners are loaded. Two queries, three with words.
    """
    seen = Practice.objects.visible_to(viewer).published()
    query = queries.read(text)
    if query.is_blank:
        offered = _near(seen, slugs) if slugs else seen.filter(regions__in=region_ids)
        ids = list(offered.order_by(*_ORDER[bool(slugs)]).values_list("pk", flat=True)[:OFFERED])
    else:
        found = lookup.find(
            kinds=[KIND],
            query=query,
            language=known_language(get_language()),
            audience=audience(viewer),
            now=now,
            limit=OFFERED,
        )
        ids = [hit.object_id for hit in found.hits]
    texts = PracticeText.objects.only("practice", "language", "title", "summary")
    practices = seen.filter(Q(slug__in=slugs) | Q(pk__in=ids)).select_related("owner")
    return sorted(
        practices.prefetch_related(Prefetch("texts", queryset=texts)),
        key=lambda one: (one.slug not in slugs, ids.index(one.pk) if one.pk in ids else 0),
    )


_ORDER = {True: ("-shared", "-published_at", "-pk"), False: ("-published_at", "-pk")}


def _near(seen: QuerySet[Practice], slugs: Collection[str]) -> QuerySet[Practice]:
    """Of the same family, or with a term in common."""
    chosen = Practice.objects.filter(slug__in=slugs)
    terms = Practice.terms.through.objects.filter(practice__in=chosen.values("pk")).values("term_id")
    family = Q(based_on__in=chosen.values("pk")) | Q(variants__in=chosen.values("pk"))
    family |= Q(based_on__in=chosen.filter(based_on__isnull=False).values("based_on"))
    shared = Count("terms", filter=Q(terms__in=terms), distinct=True)
    near = seen.exclude(slug__in=slugs).annotate(
        shared=shared + 100 * Count("pk", filter=family, distinct=True)
    )
    return near.filter(shared__gt=0)
