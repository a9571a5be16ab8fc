"""What the makers of a practice may choose from."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Q
from django.utils import timezone

from elo_portal.core.models import Term
from elo_portal.core.viewers import Viewer
from members.models import Group, Membership, Organisation, Person, Region
from practices.models import Practice
from practices.models.practices import VOCABULARIES

MOST_ORGANISATIONS = 500  # offered by name; every other one may still be typed

Pairs = list[tuple[int, str]]


@dataclass(frozen=True)
class Choices:
    """(id, name) by field, and what partners may be called. Each is loaded when a step asks for it: a query each."""

    practice: Practice
    viewer: Viewer
    now: datetime

    @cached_property
    def terms(self) -> dict[str, Pairs]:
        """Of "kind" and the vocabularies; retired ones only where they are chosen already."""
        practice = self.practice
        chosen = [term.pk for term in practice.terms.all()] + ([practice.kind_id] if practice.kind_id else [])
        terms: dict[str, Pairs] = {vocabulary: [] for vocabulary in ("kind", *VOCABULARIES)}
        for term in Term.objects.of(*terms).filter(Q(is_active=True) | Q(pk__in=chosen)):
            terms[term.vocabulary].append((term.pk, term.name))
        return terms

    @cached_property
    def regions(self) -> Pairs:
        return [(region.pk, region.name) for region in Region.objects.order_by("code")]

    @cached_property
    def groups(self) -> Pairs:
        groups = Group.objects.filter(Q(pk__in=self.viewer.group_ids) | Q(pk=self.practice.group_id))
        return sorted(((group.pk, group.name) for group in groups), key=lambda pair: pair[1])

    @cached_property
    def contacts(self) -> Pairs:
        return _contacts(self.practice, now=self.now)

    @cached_property
    def organisations(self) -> list[str]:
        return _organisations(self.practice)


def organisations_named(names: list[str]) -> dict[str, int]:
    """Name in any language, lower case -> id of an active organisation. One query."""
    wanted = {name.casefold() for name in names}
    matches = Q()
    for name in names:
        matches |= Q(name_fi__iexact=name) | Q(name_sv__iexact=name) | Q(name_en__iexact=name)
    found = Organisation.objects.active().filter(matches) if wanted else Organisation.objects.none()
    return {
        name.casefold(): organisation.pk
        for organisation in found
        for name in (organisation.name_en, organisation.name_sv, organisation.name_fi)
        if name.casefold() in wanted
    }


def owners(*, viewer: Viewer) -> Pairs:
    """Organisations that the viewer may start a practice for. One query."""
    mine = Organisation.objects.active().filter(pk__in=viewer.organisation_ids)
    return [(organisation.pk, organisation.name) for organisation in mine.order_by("sort_key", "pk")]


def _contacts(practice: Practice, *, now: datetime) -> Pairs:
    colleagues = Membership.objects.valid_on(timezone.localdate(now)).filter(organisation=practice.owner_id)
    people = Person.objects.active().filter(
        Q(pk__in=colleagues.values("person_id")) | Q(pk=practice.author_id) | Q(pk=practice.contact_id)
    )
    return [(person.pk, person.name) for person in people.order_by("last_name", "first_name", "pk")]


def _organisations(practice: Practice) -> list[str]:
    near = Organisation.regions.through.objects.filter(
        region__in=[region.pk for region in practice.regions.all()]
    )
    found = Organisation.objects.active().exclude(pk=practice.owner_id)
    if not practice.is_national:
        found = found.filter(pk__in=near.values("organisation_id"))
    return [organisation.name for organisation in found.order_by("sort_key", "pk")[:MOST_ORGANISATIONS]]
