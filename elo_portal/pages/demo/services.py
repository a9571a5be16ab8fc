"""What the organisations of the demo network offer, and whose page is open to everybody."""

from datetime import datetime

from elo_portal.core.models import Term
from elo_portal.pages.demo.files import rows
from elo_portal.pages.demo.network import SOURCE
from members.models import Organisation, Region, Service
from members.models.services import TEXTS, VOCABULARIES


def load(*, now: datetime) -> None:
    """After the organisations, once."""
    organisations = {one.key: one for one in Organisation.objects.filter(source=SOURCE)}
    if Service.objects.filter(organisation__in=organisations.values()).exists():
        return
    terms = {(term.vocabulary, term.slug): term for term in Term.objects.of(*VOCABULARIES)}
    regions = {region.code: region for region in Region.objects.all()}
    orders: dict[str, int] = {}
    for row in rows("services", "service"):
        key = row["organisation"]
        orders[key] = orders.get(key, -1) + 1
        service = Service.objects.create(
            organisation=organisations[key],
            order=orders[key],
            languages=row["languages"],
            updated_at=now,
            **{
                f"{text}_{code}": row.get(f"{text}_{code}", "")
                for text in TEXTS
                for code in ("fi", "sv", "en")
            },
        )
        service.terms.set(terms[name, slug] for name in VOCABULARIES for slug in row.get(f"{name}s", []))
        service.regions.set(regions[code] for code in row.get("regions", []))
    described = [organisations[key] for key in orders]
    for organisation in described:
        organisation.is_public, organisation.page_changed_at = True, now
    Organisation.objects.bulk_update(described, ["is_public", "page_changed_at"])
