"""Clients of people, signed in."""

import pytest
from django.test import Client

from members.models import Person
from tests.members.factories import PersonFactory, authority


def client_of(person: Person) -> Client:
    """A browser in which this person has signed in."""
    client = Client()
    client.force_login(person.account)
    return client


@pytest.fixture
def person():
    return PersonFactory(login=True)


@pytest.fixture
def browser(person):
    return client_of(person)


@pytest.fixture
def host():
    return PersonFactory(login=True, coordinator_of=authority("04"))


@pytest.fixture
def desk(host):
    return client_of(host)
