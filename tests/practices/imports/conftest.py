"""An administrator, an organisation that owns the rows, and the command."""

import pytest

from elo_portal.core.models import AuditEntry
from practices.models import Practice
from tests.members.factories import OrganisationFactory, PersonFactory
from tests.practices.importing import as_json, command

Status = Practice.Status


@pytest.fixture(autouse=True)
def admin():
    return PersonFactory(is_admin=True)


@pytest.fixture(autouse=True)
def owner():
    return OrganisationFactory(name_fi="Tampereen ohjaamo")


@pytest.fixture
def bring(tmp_path):
    """Import these rows as JSON."""

    def run(*rows, **options):
        return command(as_json(tmp_path / "rivit.json", list(rows)), **options)

    return run


@pytest.fixture
def refused(bring):
    """The lines about what is wrong with these rows; nothing was written."""

    def run(*rows, **options):
        with pytest.raises(SystemExit) as ending:
            bring(*rows, **options)
        assert ending.value.code == 1
        assert not Practice.objects.exists()
        assert not AuditEntry.objects.exists()
        return command.lines

    return run
