"""`manage.py import_organisations`: what keeps everything out."""

import json

import pytest
from django.core.management import CommandError

from elo_portal.core.tables import reading
from members.models import Organisation
from tests.members.factories import OrganisationFactory, PersonFactory, authority
from tests.members.importing import as_csv, command, organisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"key": " "}, "row 2: key: is missing"),
        ({"key": "x" * 101}, "row 2: key: 101 characters are too many, at most 100 fit"),
        ({"key": "aanekoski"}, "row 2: key: stands already in row 1"),
        ({"name_fi": None}, "row 2: name_fi: is missing"),
        ({"name_sv": "x" * 201}, "row 2: name_sv: 201 characters are too many, at most 200 fit"),
        ({"name_en": ["a"]}, "row 2: name_en: is not a text"),
        ({"business_id": "1234567-2"}, "row 2: business_id: “1234567-2” is no business ID"),
        ({"business_id": "12345671"}, "row 2: business_id: “12345671” is no business ID"),
        ({"business_id": "1234567-1"}, "row 2: business_id: stands already in row 1"),
        ({"business_id": "7654321-2"}, "row 2: business_id: belongs to another organisation already"),
        ({"type": None}, "row 2: type: is missing"),
        ({"type": "magic"}, "row 2: type: unknown slug “magic”"),
        ({"sectors": ["youth", "nope"]}, "row 2: sectors: unknown slug “nope”"),
        ({"regions": ["99"]}, "row 2: regions: unknown code “99”"),
        ({"regions": []}, "row 2: regions: is missing"),
        ({"municipalities": ["9999"]}, "row 2: municipalities: unknown code “9999”"),
        ({"languages": ["fi", "de"]}, "row 2: languages: “de” is none of fi, sv, en"),
        ({"website": "javascript:alert(1)"}, "row 2: website: “javascript:alert(1)” is no web address"),
        (
            {"website": "https://example.org/" + "x" * 181},
            "row 2: website: 201 characters are too many, at most 200 fit",
        ),
        ({"contact_email": "ei osoite"}, "row 2: contact_email: “ei osoite” is no e-mail address"),
        ({"email_domains": ["ei"]}, "row 2: email_domains: “ei” is no e-mail domain"),
        ({"email_domains": ["a..org"]}, "row 2: email_domains: “a..org” is no e-mail domain"),
        ({"email_domains": ["@a.org"]}, "row 2: email_domains: “@a.org” is no e-mail domain"),
        ({"colour": "red"}, "row 2: colour: unknown column"),
    ],
)
def test_a_bad_row_is_named_with_its_column_and_the_reason(refused_organisations, ohjaamo, changes, line):
    row = organisation(**{"key": "toinen", "business_id": "", **changes})

    assert refused_organisations(organisation(), row) == [line]


def test_all_of_forty_bad_rows_are_named_and_nothing_is_written(tmp_path):
    rows = [
        organisation(key=str(number), business_id="", type="nope" if number % 5 == 0 else "ohjaamo")
        for number in range(1, 201)
    ]

    with pytest.raises(SystemExit) as ending:
        command("import_organisations", as_csv(tmp_path / "rivit.csv", rows))

    assert ending.value.code == 1
    assert command.lines == [f"row {number}: type: unknown slug “nope”" for number in range(5, 201, 5)]
    assert command.said == ["Bad rows: 40 of 200. Nothing was written."]
    assert not Organisation.objects.exists()


def test_the_same_business_id_under_the_same_key_of_another_source_is_kept_out(
    bring_organisations, refused_organisations
):
    OrganisationFactory(source="rekisteri", key="aanekoski", business_id="1234567-1")

    assert refused_organisations(organisation()) == [
        "row 1: business_id: belongs to another organisation already"
    ]


def test_headings_that_are_missing_or_unknown_are_said_once(tmp_path):
    path = tmp_path / "rivit.csv"
    path.write_text("key;name_fi;regions;colour\n1;Yksi;06;red\n2;Kaksi;06;blue\n")

    with pytest.raises(SystemExit):
        command("import_organisations", path)

    assert command.lines == ["row 1: colour: unknown column", "row 1: type: the column is missing"]


def test_a_file_that_is_no_table_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "rivit.json"
    path.write_text(json.dumps({"key": 1}))
    with pytest.raises(CommandError, match="not a JSON array"):
        command("import_organisations", path)

    monkeypatch.setattr(reading, "MOST_ROWS", 2)
    path.write_text(json.dumps([organisation()] * 3))
    with pytest.raises(CommandError, match="more than 2 rows"):
        command("import_organisations", path)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"actor": "ei@example.org"}, "Nobody has the address ei@example.org."),
        ({"source": ""}, "--source must have 1 to 60 characters."),
        ({"source": "x" * 61}, "--source must have 1 to 60 characters."),
    ],
)
def test_wrong_options_are_refused(bring_organisations, options, words):
    with pytest.raises(CommandError, match=words):
        bring_organisations(organisation(), **options)


def test_only_administrators_may(bring_organisations):
    coordinator = PersonFactory(coordinator_of=authority("04"))

    with pytest.raises(CommandError, match="may not do this"):
        bring_organisations(organisation(), actor=coordinator.email)
    assert not Organisation.objects.exists()
