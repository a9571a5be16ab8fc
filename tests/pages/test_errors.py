"""Error pages: the database may be what is away."""

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from elo_portal.core.middleware import no_store
from elo_portal.pages.views import errors


class Unreachable:
    """A login that would have to be read from a database that is away."""

    @property
    def is_authenticated(self):
        raise OperationalError("connection refused")


def away(error):
    raise error


@pytest.mark.parametrize(("error", "status"), [(OperationalError, 503), (ValueError, 500)])
def test_a_page_of_an_error_asks_no_database_who_is_looking(error, status):
    request = RequestFactory().get("/sv/praxis/")
    request.user = Unreachable()

    def fail(request):
        try:
            away(error)
        except error:
            return errors.server_error(request)

    response = no_store(fail)(request)

    assert (response.status_code, response.headers["Cache-Control"]) == (status, "no-store")
    assert '<html lang="sv"' in response.content.decode()
