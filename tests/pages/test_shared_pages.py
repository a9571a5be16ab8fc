"""A shared page is, for everybody, the page that would have been made for them alone."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from elo_portal.core import changes
from members.models import Account, Person
from practices.models import Practice
from seminars.models import Event
from tests.members.factories import AccountFactory

pytestmark = pytest.mark.django_db

ROLES = ("ohjaaja", "yhteyshenkilo", "koordinaattori", "samordnare", "arvioija", "yllapito")
EVERY, OTHERS = 5, 3  # of the things there are; of the people without a role
SHARED = 6  # queries at most, for a page that is there already
TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value|name="csrf-token" content)="\w+"')


@pytest.fixture
def revisions(monkeypatch):
    """A test lives in one transaction, where nothing may be kept: this says what would be committed, None for off."""
    said = [None]
    monkeypatch.setattr(changes, "revision", lambda: said[0])
    return said


def shared_views(resolver=None, space=""):
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from shared_views(one, f"{one.namespace}:" if one.namespace else space)
        elif isinstance(one, URLPattern) and hasattr(one.callback, "is_for_members"):
            yield f"{space}{one.name}"


def paths() -> list[str]:
    """Everything there is to see at the addresses whose pages are shared."""
    slugs = {
        "practices:detail": Practice.objects.exclude(slug=None).order_by("pk").values_list("slug"),
        "seminars:detail": Event.objects.order_by("pk").values_list("slug"),
    }
    found = [
        reverse(name, args=args)
        for name in sorted(set(shared_views()))
        for args in slugs.get(name, [()])[::EVERY]
    ]
    return [
        *found,
        reverse("practices:list") + "?q=ohjaus&sort=newest",
        reverse("seminars:list") + "?region=kainuu",
        reverse("pages:search") + "?q=ohjaus",
        reverse("pages:search") + "?q=tno-seminaari&kind=events",
        reverse("pages:search") + "?q=mikrobiologia",
    ]


def people() -> list[Account]:
    """Some of each role, makers and people who have registered among them, and two without any role."""
    roles = [Account.objects.get(email=f"{name}@example.org") for name in ROLES]
    others = Person.objects.filter(
        account=None, memberships__state="approved", seats=None, deputy_seats=None, role_grants=None
    )
    return roles + [account_for(person) for person in others.order_by("pk").distinct()[:OTHERS]]


def account_for(person: Person) -> Account:
    person.account = AccountFactory(email=person.email)
    person.save()
    return person.account


def asked(client, path):
    """(status and page without what is new each time, how many queries)"""
    queries = []

    def counted(execute, sql, *rest):
        queries.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(counted):
        response = client.get(path)
    return (response.status_code, TOKEN.sub("", response.content.decode())), len(queries)


@pytest.mark.long
def test_everybody_gets_from_the_shared_page_what_they_would_get_alone(demo, revisions):
    shared = set()
    with translation.override("fi"):
        everything = paths()
    for account in people():
        client = Client()
        client.force_login(account)
        for path in everything:
            revisions[0] = None
            alone, many = asked(client, path)
            revisions[0] = (1, 1, 1)
            page, few = asked(client, path)
            assert page == alone, (account.email, path)
            if few <= SHARED < many:
                shared.add(path)
    assert len(shared) > len(everything) / 2


def test_the_pages_that_are_shared_are_these():
    assert set(shared_views()) == {
        "pages:home",
        "pages:search",
        "practices:list",
        "practices:detail",
        "seminars:list",
        "seminars:detail",
    }
