"""The pages of organisations: what they say of themselves, what they offer, who answers there."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import Q, QuerySet
from django.utils import timezone

from elo_portal.core.joined import joined
from elo_portal.core.models import Term
from elo_portal.core.viewers import Viewer
from members import languages, slots
from members.models import Municipality, Organisation, Person, Region, RoleGrant, Service
from members.models.services import VOCABULARIES
from members.queries.organisations import with_relations
from members.slots import Work

Pairs = list[tuple[int, str]]


@dataclass(frozen=True)
class Profile:
    """Everything on an organisation's page. `contacts` is None for those outside the network."""

    organisation: Organisation
    services: list[Service]
    contacts: list[Person] | None
    practices: list[Work]
    events: list[Work]

    @property
    def languages(self) -> list[str]:
        return languages.names(self.organisation.languages)


def readable(viewer: Viewer) -> QuerySet[Organisation]:
    """Organisations whose page the viewer may read, with all that it shows beside. One query."""
    return with_relations().with_page_for(viewer)  # type: ignore[attr-defined,no-any-return]


def profile(organisation: Organisation, *, viewer: Viewer, now: datetime) -> Profile:
    """Four queries, three for those outside the network."""
    ids, pk = [organisation.pk], organisation.pk
    return Profile(
        organisation=organisation,
        services=list(services_of(organisation)),
        contacts=list(contacts_of(organisation, today=timezone.localdate(now))) if viewer.is_member else None,
        practices=slots.published.contents(ids, viewer=viewer, now=now).get(pk, []),
        events=slots.coming.contents(ids, viewer=viewer, now=now).get(pk, []),
    )


def with_services() -> QuerySet[Service]:
    """With terms and places. One query."""
    return joined(
        Service.objects.all(),
        terms=Term.objects.of(*VOCABULARIES),
        regions=Region.objects.order_by("code"),
        municipalities=Municipality.objects.order_by("name_fi"),
    )


def services_of(organisation: Organisation) -> QuerySet[Service]:
    """In the order that the organisation gave them. One query."""
    return with_services().filter(organisation=organisation).order_by("order", "pk")


def contacts_of(organisation: Organisation, *, today: date) -> QuerySet[Person]:
    """Its contact persons of that day, by name. One query."""
    grants = RoleGrant.objects.valid_on(today).filter(role=RoleGrant.Role.CONTACT, organisation=organisation)
    return Person.objects.active().filter(pk__in=grants.values("person")).order_by("sort_key", "pk")


@dataclass(frozen=True)
class ServiceChoices:
    """(id, name) that the form of a service offers: terms by vocabulary, places where the organisation works."""

    terms: dict[str, Pairs]
    regions: Pairs
    municipalities: list[tuple[str, Pairs]]


def service_choices(organisation: Organisation, service: Service | None = None) -> ServiceChoices:
    """Three queries. A retired term is offered where it was chosen; municipalities of the organisation's regions."""
    chosen = [term.pk for term in service.terms.all()] if service else []
    terms: dict[str, Pairs] = {name: [] for name in VOCABULARIES}
    for term in Term.objects.of(*VOCABULARIES).filter(Q(is_active=True) | Q(pk__in=chosen)):
        terms[term.vocabulary].append((term.pk, term.name))
    ours = {region.pk for region in organisation.regions.all()}
    near = Municipality.objects.filter(region__in=ours).select_related("region")
    rows = near.order_by("region__code", "name_fi")
    return ServiceChoices(
        terms=terms,
        regions=[(region.pk, region.name) for region in Region.objects.order_by("code")],
        municipalities=[
            (region.name, [(one.pk, one.name) for one in found])
            for region, found in groupby(rows, key=lambda one: one.region)
        ],
    )
