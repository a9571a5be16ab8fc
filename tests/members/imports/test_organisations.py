"""`manage.py import_organisations`: what comes in."""

import pytest

from elo_portal.core.models import AuditEntry
from members import invariants
from members.models import Organisation
from tests.members.factories import OrganisationFactory, PersonFactory
from tests.members.importing import as_csv, as_xlsx, command, organisation

pytestmark = pytest.mark.django_db


def slugs(relation):
    return sorted(relation.values_list("slug", flat=True))


def codes(relation):
    return sorted(relation.values_list("code", flat=True))


def check_stored():
    found = Organisation.objects.get(source="import", key="aanekoski")
    assert (found.name_fi, found.name_sv, found.name_en) == (
        "Äänekosken ohjaamo",
        "Navigatorn i Äänekoski",
        "Ohjaamo centre of Äänekoski",
    )
    assert (found.business_id, found.type.slug, found.state) == ("1234567-1", "ohjaamo", "active")
    assert (slugs(found.sectors), codes(found.regions), codes(found.municipalities)) == (
        ["employment", "youth"],
        ["13"],
        ["992"],
    )
    assert (found.languages, found.email_domains) == (["fi", "sv"], ["aanekoski.example.org"])
    assert (found.website, found.contact_email) == (
        "https://aanekoski.example.org/ohjaamo",
        "ohjaamo@aanekoski.example.org",
    )
    assert found.sort_key == "z2z2nekosken ohjaamo"


def test_every_column_is_stored_and_the_log_says_who_brought_it(bring_organisations, admin):
    counts = bring_organisations(organisation())

    check_stored()
    assert counts == {"created": 1, "updated": 0, "unchanged": 0}
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor_id, entry.fields, entry.purpose) == (
        "members.import_organisation",
        admin.pk,
        [],
        "import",
    )
    assert invariants.broken() == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_comes_in_as_spreadsheets_write_it(tmp_path, encoding, delimiter):
    path = as_csv(tmp_path / "rivit.csv", [organisation()], encoding=encoding, delimiter=delimiter)

    assert command("import_organisations", path)["created"] == 1
    check_stored()


def test_a_spreadsheet_comes_in_with_codes_that_it_made_numbers(tmp_path):
    command("import_organisations", as_xlsx(tmp_path / "rivit.xlsx", [organisation()]))
    check_stored()

    row = organisation(regions=6, municipalities=20)  # 06 and 020
    command("import_organisations", as_xlsx(tmp_path / "rivit.xlsx", [row]))
    found = Organisation.objects.get()
    assert (codes(found.regions), codes(found.municipalities)) == (["06"], ["020"])


def test_stray_and_no_break_spaces_go(bring_organisations):
    bring_organisations(
        organisation(
            name_fi="\u00a0 Äänekosken\u00a0 ohjaamo ",
            business_id=" 1234567-1\u00a0",
            type=" ohjaamo\u00a0",
            sectors=["youth\u00a0", " employment", ""],
            email_domains=[" AANEKOSKI.example.org\u00a0"],
        )
    )

    check_stored()


def test_a_name_that_is_missing_is_the_finnish_one(bring_organisations):
    bring_organisations(organisation(name_sv="", name_en=None))

    found = Organisation.objects.get()
    assert (found.name_sv, found.name_en) == ("Äänekosken ohjaamo", "Äänekosken ohjaamo")


def test_a_second_import_updates_what_source_and_key_name(bring_organisations):
    bring_organisations(organisation())
    first = Organisation.objects.get()
    counts = bring_organisations(
        organisation(
            name_fi="Uusi nimi", type="vocational", sectors=["youth"], regions=["06", "13"], website=""
        )
    )

    found = Organisation.objects.get()
    assert counts == {"created": 0, "updated": 1, "unchanged": 0}
    assert (found.pk, found.name_fi, found.website, found.sort_key) == (
        first.pk,
        "Uusi nimi",
        "",
        "uusi nimi",
    )
    assert (slugs(found.sectors), codes(found.regions)) == (["youth"], ["06", "13"])
    assert AuditEntry.objects.latest("pk").fields == ["name_fi", "regions", "sectors", "type", "website"]


def test_the_same_file_again_changes_nothing(bring_organisations):
    bring_organisations(organisation())

    assert bring_organisations(organisation()) == {"created": 0, "updated": 0, "unchanged": 1}
    assert AuditEntry.objects.count() == 1


def test_a_column_that_the_file_has_not_stays_as_it_is(bring_organisations):
    bring_organisations(organisation())
    few = {name: organisation()[name] for name in ("key", "name_fi", "type", "regions")}

    assert bring_organisations(few)["unchanged"] == 1
    check_stored()


def test_another_source_and_rows_without_one_are_never_updated(bring_organisations):
    demo = OrganisationFactory(key="aanekoski", name_fi="Esittely")
    bring_organisations(organisation())
    bring_organisations(organisation(name_fi="Toinen", business_id=""), source="rekisteri")

    demo.refresh_from_db()
    assert demo.name_fi == "Esittely"
    found = Organisation.objects.exclude(pk=demo.pk).order_by("source")
    assert list(found.values_list("source", "name_fi")) == [
        ("import", "Äänekosken ohjaamo"),
        ("rekisteri", "Toinen"),
    ]


def test_a_suspended_one_stays_suspended(bring_organisations):
    bring_organisations(organisation())
    Organisation.objects.update(state="suspended")
    bring_organisations(organisation(name_fi="Uusi nimi"))

    assert Organisation.objects.get().state == "suspended"


def test_a_dry_run_counts_and_writes_nothing(bring_organisations):
    counts = bring_organisations(organisation(), dry_run=True)

    assert counts["created"] == 1
    assert command.lines[-1] == "Dry run: nothing was written."
    assert not Organisation.objects.exists()
    assert not AuditEntry.objects.exists()


def test_the_actor_is_named(bring_organisations):
    other = PersonFactory(is_admin=True)
    bring_organisations(organisation(), actor=other.email.upper())

    assert AuditEntry.objects.get().actor_id == other.pk


@pytest.mark.parametrize("count", [1, 3, 30])
def test_new_rows_cost_the_same_number_of_queries(bring_organisations, count, django_assert_max_num_queries):
    rows = [organisation(key=str(number), business_id="") for number in range(count)]

    with django_assert_max_num_queries(26):
        assert bring_organisations(*rows)["created"] == count
