"""Signed-in browsers, and a draft with its writer."""

import pytest
from django.test import Client

from tests.members.factories import PersonFactory
from tests.practices.factories import PracticeFactory


@pytest.fixture
def signed_in():
    """A client of this person, who has a login."""

    def sign_in(person, **options):
        client = Client(**options)
        client.force_login(person.account)
        return client

    return sign_in


@pytest.fixture
def draft():
    author = PersonFactory(login=True)
    return PracticeFactory(draft=True, author=author, text__title="Iltaohjaus")


@pytest.fixture
def writer(draft, signed_in):
    return signed_in(draft.author)
