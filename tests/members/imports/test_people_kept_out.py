"""`manage.py import_people`: what keeps everything out."""

import pytest
from django.core.management import CommandError

from members.models import Invitation, Person
from tests.members.factories import OrganisationFactory, PersonFactory, authority
from tests.members.importing import as_csv, as_xlsx, command, person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"key": None}, "row 2: key: is missing"),
        ({"key": "hlo-1"}, "row 2: key: stands already in row 1"),
        ({"first_name": "\u00a0"}, "row 2: first_name: is missing"),
        ({"last_name": "x" * 81}, "row 2: last_name: 81 characters are too many, at most 80 fit"),
        ({"email": None}, "row 2: email: is missing"),
        ({"email": "ei osoite"}, "row 2: email: “ei osoite” is no e-mail address"),
        ({"email": "VAINO.ohman@example.ORG"}, "row 2: email: stands already in row 1"),
        ({"email": "Paa@example.org"}, "row 2: email: belongs to another person already"),
        ({"language": "de"}, "row 2: language: “de” is none of fi, sv, en"),
        ({"organisation": "Tuntematon"}, "row 2: organisation: unknown organisation “Tuntematon”"),
        ({"organisation": "1234567-1"}, "row 2: organisation: unknown organisation “1234567-1”"),
        ({"title": "x" * 121}, "row 2: title: 121 characters are too many, at most 120 fit"),
        (
            {"role_from": "2026-02-30"},
            "row 2: role_from: “2026-02-30” is no day: write it such as 2026-01-31 or 31.1.2026",
        ),
        (
            {"role_from": "1/2/2026"},
            "row 2: role_from: “1/2/2026” is no day: write it such as 2026-01-31 or 31.1.2026",
        ),
        ({"role_until": "30.1.2026"}, "row 2: role_until: is before role_from"),
        (
            {"role_from": None, "role_until": "30.1.2026"},
            "row 2: role_from: is missing, but role_until is there",
        ),
        ({"themes": ["lmi", "nope"]}, "row 2: themes: unknown slug “nope”"),
        ({"target_groups": ["lmi"]}, "row 2: target_groups: unknown slug “lmi”"),
        ({"invite": "maybe"}, "row 2: invite: “maybe” is none of yes, no"),
        ({"invite": True}, "row 2: invite: is not a text"),
        (
            {"role_until": "1.3.2026", "invite": "yes"},
            "row 2: invite: the time in the organisation has ended",
        ),
        ({"colour": "red"}, "row 2: colour: unknown column"),
    ],
)
def test_a_bad_row_is_named_with_its_column_and_the_reason(refused_people, changes, line):
    row = person(**{"key": "hlo-2", "email": "b@example.org", **changes})

    assert refused_people(person(invite="yes"), row) == [line]
    assert not Invitation.objects.exists()


def test_what_belongs_to_a_membership_needs_an_organisation(refused_people):
    assert refused_people(person(organisation="", role_until="2027-01-01", invite="yes")) == [
        f"row 1: {column}: needs an organisation in the row"
        for column in ("title", "role_from", "role_until", "invite")
    ]


def test_two_organisations_of_one_name_cannot_be_told_apart(refused_people, bring_people):
    OrganisationFactory(name_fi="Toinen", name_sv="TAMPEREEN ohjaamo")

    assert refused_people(person()) == [
        "row 1: organisation: several organisations are called “Tampereen ohjaamo”"
    ]
    assert bring_people(person(organisation="7654321-2"))["created"] == 1


def test_an_organisation_that_is_suspended_takes_no_members(refused_people):
    OrganisationFactory(name_fi="Poistunut", suspended=True)

    assert refused_people(person(organisation="Poistunut")) == [
        "row 1: organisation: unknown organisation “Poistunut”"
    ]


def test_the_address_of_a_login_is_not_changed(refused_people):
    PersonFactory(source="import", key="hlo-1", email="vaino@example.org", login=True)

    assert refused_people(person()) == ["row 1: email: the person signs in with another address"]


def test_all_of_forty_bad_rows_are_named_and_nothing_is_written(tmp_path, ohjaamo):
    rows = [
        person(
            key=str(number),
            email=f"a{number}@example.org",
            role_from="eilen" if number % 5 == 0 else "31.1.2026",
            invite="yes",
        )
        for number in range(1, 201)
    ]
    path = as_csv(tmp_path / "rivit.csv", rows, encoding="cp1252")

    with pytest.raises(SystemExit) as ending:
        command("import_people", path)

    assert ending.value.code == 1
    assert command.lines == [
        f"row {number}: role_from: “eilen” is no day: write it such as 2026-01-31 or 31.1.2026"
        for number in range(5, 201, 5)
    ]
    assert command.said == ["Bad rows: 40 of 200. Nothing was written."]
    assert Person.objects.count() == 1
    assert not Invitation.objects.exists()


def test_a_formula_is_not_read(tmp_path, ohjaamo):
    path = as_xlsx(tmp_path / "rivit.xlsx", [person(title='=CONCAT("a","b")')])

    with pytest.raises(SystemExit):
        command("import_people", path)

    assert command.lines == ["row 1: title: holds a formula: put its value there"]


def test_only_administrators_may(bring_people):
    coordinator = PersonFactory(coordinator_of=authority("04"))

    with pytest.raises(CommandError, match="may not do this"):
        bring_people(person(), actor=coordinator.email)
    with pytest.raises(CommandError, match="Nobody has the address"):
        bring_people(person(), actor="ei@example.org")
    assert not Person.objects.filter(source="import").exists()
