"""Every page takes as many queries for one row as for three and for three hundred: twelve at most.

Pages without arguments are here by themselves, the day they get an address. What a new page lists must grow in
tests/pages/world.py, and a new page of one thing stands in `of_one_thing`.
"""

from collections import defaultdict
from collections.abc import Iterator
from http import HTTPStatus

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from members.models import Person
from tests.pages.addresses import Visit, addresses, opened
from tests.pages.world import World

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12
SIZES = (1, 3, 300)


def of_one_thing(world: World) -> dict[str, tuple[object, ...]]:
    """What hangs on one thing is listed on its page."""
    slug = world.event.slug
    return {
        "members:organisation": (world.home.pk,),
        "members:person": (world.viewer.pk,),
        "pages:region": ("pirkanmaa",),
        "pages:target": ("competence",),
        "practices:detail": (world.practice.slug,),
        "practices:edit": (world.draft.pk, 1),
        "practices:review": (world.practice.pk,),
        "practices:withdraw": (world.practice.pk,),
        "seminars:archive": (2026,),
        "seminars:detail": (slug,),
        "seminars:edit": (slug,),
        "seminars:new": ("peer_forum",),
        "seminars:participants": (slug,),
        "seminars:participants_file": (slug,),
        "seminars:programme": (slug,),
        "seminars:publish": (slug,),
    }


def client_of(person: Person) -> Client:
    TOTP.activate(person.account, "JBSWY3DPEHPK3PXP")
    client = Client()
    client.force_login(person.account)
    return client


def shown(client: Client, world: World) -> Iterator[Visit]:
    arguments = of_one_thing(world)
    for address in addresses():
        if not address.parameters or address.name in arguments:
            visit = opened(client, address, arguments[address.name] if address.parameters else ())
            if visit.status == HTTPStatus.OK:
                yield visit


@pytest.mark.long
def test_every_page_takes_the_same_queries_for_one_row_three_and_three_hundred(settings):
    settings.REQUIRE_MFA = True  # as on a real machine: asking for the second factor is a query, too
    world = World()
    clients = {"coordinator": client_of(world.viewer), "admin": client_of(world.admin)}
    counts = defaultdict(list)
    names = set()
    for size in SIZES:
        world.grow(to=size)
        for who, client in clients.items():
            if size == SIZES[0]:
                list(shown(client, world))  # what a process loads once
            for visit in shown(client, world):
                counts[who, visit.path].append(visit.queries)
                names.add(visit.address.name)

    uneven = {
        page: found for page, found in counts.items() if len(found) != len(SIZES) or len(set(found)) > 1
    }
    too_many = {page: max(found) for page, found in counts.items() if max(found) > MOST_QUERIES}
    assert (uneven, too_many) == ({}, {})
    assert of_one_thing(world).keys() - names == set()  # somebody was shown each of them
