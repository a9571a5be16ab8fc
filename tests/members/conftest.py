"""Every test of this app begins in Finnish, whatever language the page before it was in."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from tests.members.factories import PersonFactory


@pytest.fixture(autouse=True)
def _in_finnish() -> Iterator[None]:
    with translation.override("fi"):
        yield


@pytest.fixture
def admin(client):
    person = PersonFactory(is_admin=True, login=True, last_name="Aalto")
    client.force_login(person.account)
    return person
