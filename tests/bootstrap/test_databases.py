"""The tests' own database: what migrations loaded is there again after a test with real transactions."""

import pytest

from elo_portal.core.models import Term

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("_time", [1, 2])
def test_rows_that_migrations_load_are_there_after_each_emptying(_time):
    assert Term.objects.exists()

    Term.objects.all().delete()
