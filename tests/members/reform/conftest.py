"""The last weeks of the 15 ELY centres, as the register of authorities has them."""

from datetime import date

import pytest

from members.models import RoleGrant
from tests.members.factories import OrganisationFactory, PersonFactory, authority

LONG_AGO = date(2020, 1, 1)
KANTA_HAME, PAIJAT_HAME = "05", "07"


@pytest.fixture
def coordinator():
    """A coordinator of an ELY centre, by its code, who works in these regions; the role has no end."""

    def make(code, *regions, ends_on=None, **fields):
        person = PersonFactory(member_of=OrganisationFactory(regions=list(regions or ["06"])), **fields)
        RoleGrant.objects.create(
            person=person,
            role="coordinator",
            authority=authority(code, "ely"),
            starts_on=LONG_AGO,
            ends_on=ends_on,
        )
        return person

    return make


@pytest.fixture
def roles():
    """A person's roles as (authority, first day, last day), in the order of time."""

    def of(person):
        found = person.role_grants.select_related("authority").order_by("starts_on", "authority__code")
        return [(one.authority.key, one.starts_on, one.ends_on) for one in found]

    return of
