"""An administrator, and the commands."""

import pytest

from elo_portal.core.models import AuditEntry, OutgoingMail
from members.models import Organisation, Person
from tests.members.factories import OrganisationFactory, PersonFactory
from tests.members.importing import as_json, command


@pytest.fixture(autouse=True)
def admin():
    return PersonFactory(is_admin=True, email="paa@example.org")


@pytest.fixture
def ohjaamo():
    return OrganisationFactory(name_fi="Tampereen ohjaamo", business_id="7654321-2")


def bringing(name, tmp_path):
    def run(*rows, **options):
        return command(name, as_json(tmp_path / "rivit.json", list(rows)), **options)

    return run


def refusing(name, tmp_path):
    """The lines about what is wrong with these rows; nothing was written."""

    def run(*rows, **options):
        before = (set(Organisation.objects.values_list("pk")), set(Person.objects.values_list("pk")))
        with pytest.raises(SystemExit) as ending:
            bringing(name, tmp_path)(*rows, **options)
        assert ending.value.code == 1
        after = (set(Organisation.objects.values_list("pk")), set(Person.objects.values_list("pk")))
        assert after == before
        assert not AuditEntry.objects.exists()
        assert not OutgoingMail.objects.exists()
        return command.lines

    return run


@pytest.fixture
def bring_organisations(tmp_path):
    """Import these rows as JSON."""
    return bringing("import_organisations", tmp_path)


@pytest.fixture
def bring_people(tmp_path, ohjaamo):
    """Import these rows as JSON."""
    return bringing("import_people", tmp_path)


@pytest.fixture
def refused_organisations(tmp_path):
    return refusing("import_organisations", tmp_path)


@pytest.fixture
def refused_people(tmp_path, ohjaamo):
    return refusing("import_people", tmp_path)
