"""Signed-in browsers."""

import pytest
from django.test import Client


@pytest.fixture
def signed_in():
    """A client of this person, who has a login."""

    def sign_in(person, **options):
        client = Client(**options)
        client.force_login(person.account)
        return client

    return sign_in
