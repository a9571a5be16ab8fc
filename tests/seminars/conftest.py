"""Clients of people, signed in."""

import pytest
from django.test import Client

from members.models import Person
from tests.members.factories import PersonFactory, authority, viewer_of


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
def coordinator():
    """The person who coordinates Sisä-Suomi, which hosts the events of the factory."""
    return PersonFactory(login=True, coordinator_of=authority("04"))


@pytest.fixture
def host(coordinator):
    """The same person as a viewer."""
    return viewer_of(coordinator)


@pytest.fixture
def desk(coordinator):
    """The same person's browser."""
    return client_of(coordinator)
