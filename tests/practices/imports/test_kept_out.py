"""`manage.py import_practices`: what keeps everything out."""

import json

import pytest
from django.core.management import CommandError

from members.models import Organisation
from practices.models import Practice
from tests.members.factories import OrganisationFactory, PersonFactory, authority
from tests.practices.importing import as_csv, command, row

pytestmark = pytest.mark.django_db
Status = Practice.Status


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"key": None}, "row 2: key: is missing"),
        ({"title": "  "}, "row 2: title: is missing"),
        ({"organisation": None}, "row 2: organisation: is missing"),
        ({"language": None}, "row 2: language: is missing"),
        ({"language": "de"}, "row 2: language: “de” is none of fi, sv, en"),
        ({"title": "x" * 101}, "row 2: title: 101 characters are too many, at most 100 fit"),
        ({"summary": "x" * 301}, "row 2: summary: 301 characters are too many, at most 300 fit"),
        (
            {"description": "x" * 20_001},
            "row 2: description: 20001 characters are too many, at most 20000 fit",
        ),
        ({"kind": "magic"}, "row 2: kind: unknown slug “magic”"),
        ({"themes": ["quality", "nope"]}, "row 2: themes: unknown slug “nope”"),
        ({"regions": ["99"]}, "row 2: regions: unknown code “99”"),
        ({"organisation": "Tuntematon"}, "row 2: organisation: unknown organisation “Tuntematon”"),
        ({"maturity": 6}, "row 2: maturity: “6” is none of 1, 2, 3, 4, 5"),
        ({"maturity": 2.5}, "row 2: maturity: “2.5” is none of 1, 2, 3, 4, 5"),
        ({"evidence_level": "high"}, "row 2: evidence_level: “high” is none of 0, 1, 2, 3, 4"),
        ({"visibility": "secret"}, "row 2: visibility: “secret” is none of public, network, group"),
        ({"visibility": "group"}, "row 2: group: is missing, but visibility is group"),
        ({"group": "pirkanmaa"}, "row 2: group: is only for visibility group"),
        ({"visibility": "group", "group": "x"}, "row 2: group: unknown group “x”"),
        ({"status": "withdrawn"}, "row 2: status: “withdrawn” is none of draft, submitted, published"),
        ({"colour": "red"}, "row 2: colour: unknown column"),
        ({"title": ["a"]}, "row 2: title: is not a text"),
        ({"title": "\ud800"}, "row 2: title: holds something that is no character"),
        (
            {"need": "Asiakas 131052-308T tuli."},
            "row 2: need: holds a personal identity number: take it out",
        ),
        ({"key": "ilta-1"}, "row 2: key: stands already in row 1"),
    ],
)
def test_a_bad_row_is_named_with_its_column_and_the_reason(refused, changes, line):
    assert refused(row(), row(**{"key": "ilta-2", **changes})) == [line]


def test_all_of_forty_bad_rows_are_named_and_nothing_is_written(tmp_path):
    rows = [
        row(key=str(number), themes=["nope"] if number % 5 == 0 else ["quality"]) for number in range(1, 201)
    ]

    with pytest.raises(SystemExit):
        command(as_csv(tmp_path / "rivit.csv", rows), publish=True)

    assert command.lines == [f"row {number}: themes: unknown slug “nope”" for number in range(5, 201, 5)]
    assert not Practice.objects.exists()


def test_two_organisations_of_one_name_cannot_be_told_apart(refused):
    OrganisationFactory(name_fi="Tampereen ohjaamo")

    assert refused(row()) == ["row 1: organisation: several organisations are called “Tampereen ohjaamo”"]


def test_an_organisation_that_left_is_not_there(refused):
    OrganisationFactory(name_fi="Poistunut", suspended=True)

    assert refused(row(organisation="Poistunut")) == ["row 1: organisation: unknown organisation “Poistunut”"]


def test_a_heading_that_is_missing_or_unknown_is_said_once(tmp_path):
    path = tmp_path / "rivit.csv"
    path.write_text("key,title,language,colour\n1,Yksi,fi,red\n2,Kaksi,fi,blue\n")

    with pytest.raises(SystemExit):
        command(path)

    assert command.lines == ["row 1: colour: unknown column", "row 1: organisation: the column is missing"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"actor": "ei@example.org"}, "Nobody has the address ei@example.org."),
        ({"source": ""}, "--source must have 1 to 60 characters."),
        ({"source": "x" * 61}, "--source must have 1 to 60 characters."),
    ],
)
def test_wrong_options_are_refused(bring, options, words):
    with pytest.raises(CommandError, match=words):
        bring(row(), **options)


def test_members_bring_drafts_and_publish_nothing(bring, owner):
    member = PersonFactory(member_of=owner)
    bring(row(), actor=member.email)

    assert Practice.objects.get().author == member
    with pytest.raises(CommandError, match="may not do this"):
        bring(row(), actor=member.email, publish=True)


def test_only_administrators_create_organisations(bring):
    coordinator = PersonFactory(coordinator_of=authority("04"))

    with pytest.raises(CommandError, match="Only administrators"):
        bring(row(organisation="Uusi"), actor=coordinator.email, create_organisations=True)
    assert not Organisation.objects.filter(name_fi="Uusi").exists()


def test_a_file_that_is_no_table_is_refused(tmp_path):
    path = tmp_path / "rivit.json"
    path.write_text(json.dumps({"key": 1}))

    with pytest.raises(CommandError, match="not a JSON array"):
        command(path)
