"""What a file may name: slugs, codes and names with the rows that they stand for, and whose an ID or address is."""

from collections import defaultdict
from dataclasses import dataclass

from elo_portal.core.models import Term
from members.models import Municipality, Organisation, Person, Region

Owner = tuple[str, str | None]  # (source, key)


@dataclass(frozen=True)
class KnownForOrganisations:
    terms: dict[tuple[str, str], int]  # (vocabulary, slug) -> id
    regions: dict[str, int]  # code -> id
    municipalities: dict[str, int]  # code -> id
    business_ids: dict[str, Owner]


@dataclass(frozen=True)
class KnownForPeople:
    terms: dict[tuple[str, str], int]  # (vocabulary, slug) -> id
    organisations: dict[
        str, set[int]
    ]  # business ID, or name in any language in lower case -> ids of active ones
    addresses: dict[str, Owner]  # in lower case
    logins: dict[Owner, str]  # of whom has one -> the address, in lower case


def for_organisations() -> KnownForOrganisations:
    """Four queries, however long the file is."""
    owners = Organisation.objects.exclude(business_id="").values_list("business_id", "source", "key")
    return KnownForOrganisations(
        terms=_terms("organisation_type", "sector"),
        regions=dict(Region.objects.values_list("code", "pk")),
        municipalities=dict(Municipality.objects.values_list("code", "pk")),
        business_ids={business_id: (source, key) for business_id, source, key in owners},
    )


def for_people() -> KnownForPeople:
    """Three queries, however long the file is."""
    organisations: dict[str, set[int]] = defaultdict(set)
    names = Organisation.objects.active().values_list("pk", "business_id", "name_fi", "name_sv", "name_en")
    for pk, *handles in names:
        for handle in filter(None, handles):
            organisations[handle.casefold()].add(pk)
    addresses, logins = {}, {}
    people = Person.objects.values_list("email", "source", "key", "account")
    for email, source, key, account in people:
        addresses[email.lower()] = (source, key)
        if account is not None:
            logins[source, key] = email.lower()
    return KnownForPeople(
        terms=_terms("theme", "target_group"),
        organisations=dict(organisations),
        addresses=addresses,
        logins=logins,
    )


def _terms(*vocabularies: str) -> dict[tuple[str, str], int]:
    found = Term.objects.of(*vocabularies).with_current().values_list("vocabulary", "slug", "current")
    return {(vocabulary, slug): pk for vocabulary, slug, pk in found}
