"""What a file may name: slugs, codes and names with the rows that they stand for."""

from collections import defaultdict
from dataclasses import dataclass

from elo_portal.core.models import Term
from members.models import Group, Organisation, Region
from practices.models.practices import VOCABULARIES


@dataclass(frozen=True)
class Known:
    terms: dict[tuple[str, str], int]  # (vocabulary, slug) -> id
    regions: dict[str, int]  # code -> id
    groups: dict[str, int]  # slug -> id
    organisations: dict[str, set[int]]  # name in any language, lower case -> ids


def known() -> Known:
    """Four queries, however long the file is."""
    terms = Term.objects.of("kind", *VOCABULARIES).with_current().values_list("vocabulary", "slug", "current")
    organisations: dict[str, set[int]] = defaultdict(set)
    names = Organisation.objects.active().values_list("pk", "name_fi", "name_sv", "name_en")
    for pk, *translations in names:
        for name in translations:
            organisations[name.casefold()].add(pk)
    return Known(
        terms={(vocabulary, slug): pk for vocabulary, slug, pk in terms},
        regions=dict(Region.objects.values_list("code", "pk")),
        groups=dict(Group.objects.values_list("slug", "pk")),
        organisations=dict(organisations),
    )
