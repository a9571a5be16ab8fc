"""`manage.py transfer_authority`: says first, does it only when told to."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from members.models import RoleGrant, Transfer
from tests.members.factories import PersonFactory
from tests.members.reform.conftest import KANTA_HAME, PAIJAT_HAME

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def admin():
    return PersonFactory(is_admin=True)


def said(*arguments):
    out = StringIO()
    call_command("transfer_authority", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_it_says_what_would_happen_and_writes_nothing(coordinator):
    coordinator("04", PAIJAT_HAME, email="lahti@example.org")
    coordinator("04", KANTA_HAME, PAIJAT_HAME, email="molemmat@example.org")

    lines = said("ely-04")

    assert lines == [
        "ely-04 Häme ELY Centre -> evk-03, evk-04: 1 to move",
        "  lahti@example.org -> evk-03",
        "  molemmat@example.org: not decided, say --give molemmat@example.org=KEY",
        "Dry run: nothing was written. Add --carry-out to do it.",
    ]
    assert not Transfer.objects.exists()


def test_it_is_carried_out_and_taken_back(coordinator):
    person = coordinator("04", KANTA_HAME, PAIJAT_HAME, email="molemmat@example.org")

    lines = said("--all", "--carry-out", "--give", "molemmat@example.org=evk-04")
    made = Transfer.objects.get()

    assert lines[-1] == f"Carried out as transfer {made.pk}; --undo {made.pk} takes it back."
    assert person.role_grants.filter(authority__kind="evk").get().authority.key == "evk-04"
    assert said("--undo", str(made.pk)) == [f"Transfer {made.pk} was taken back."]
    assert person.role_grants.get().authority.key == "ely-04"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([], "at least one authority"),
        (["ely-99"], "no authority ely-99"),
        (["evk-04"], "no last day: evk-04"),
        (["ely-15", "--give", "nobody@example.org=evk-10"], "nobody has this address"),
        (["ely-15", "--give", "evk-10"], "nobody has this address"),
        (["ely-15", "--actor", "nobody@example.org"], "nobody's address"),
        (["ely-15", "--carry-out"], "Nobody has a role"),
        (["--undo", "7"], "no transfer 7"),
    ],
)
def test_what_cannot_be_is_said(arguments, reason):
    with pytest.raises(CommandError, match=reason):
        said(*arguments)
    assert not RoleGrant.objects.filter(role="coordinator").exists()
