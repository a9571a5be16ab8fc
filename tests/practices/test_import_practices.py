"""`manage.py import_practices`: what comes in, and what keeps everything out."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from elo_portal.core.models import AuditEntry, OutgoingMail, SearchEntry
from members.models import Organisation
from practices import invariants
from practices.models import Practice, Version
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, authority, group
from tests.practices.importing import as_csv, as_json, as_xlsx, row

pytestmark = pytest.mark.django_db
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


def command(path, **options):
    out = StringIO()
    try:
        call_command("import_practices", str(path), stdout=out, stderr=StringIO(), **options)
    finally:
        command.lines = out.getvalue().splitlines()
    return dict(line.split(": ", 1) for line in command.lines if not line.startswith("Dry"))


def test_imported_rows_are_drafts_of_the_administrator(bring, admin, owner):
    counts = bring(row())

    practice = Practice.objects.get()
    assert counts == {
        "created": "1",
        "updated": "0",
        "unchanged": "0",
        "published": "0",
        "organisations": "0",
    }
    assert (practice.status, practice.slug, practice.source, practice.key) == (
        "draft",
        None,
        "import",
        "ilta-1",
    )
    assert (practice.author_id, practice.owner_id, practice.created_at) == (admin.pk, owner.pk, NOW)
    assert [one.to_status for one in practice.transitions.all()] == ["draft"]
    assert not SearchEntry.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_every_column_is_stored(bring):
    bring(row())

    practice = Practice.objects.get()
    text = practice.texts.get()
    terms = {(one.vocabulary, one.slug) for one in practice.terms.all()}
    assert (text.language, text.title, text.summary) == (
        "fi",
        "Iltaohjaus kirjastossa",
        "Ohjaaja tavoittaa illalla.",
    )
    assert (text.need, text.description.count("\n")) == ("Päivällä ei ehditä.", 2)
    assert terms == {
        ("target_group", "upper-sec"),
        ("target_group", "vocational"),
        ("sector", "education"),
        ("theme", "transitions"),
        ("theme", "access"),
        ("life_phase", "second-stage"),
        ("channel", "in-person"),
        ("channel", "chat"),
        ("principle", "accessibility"),
        ("development_target", "competence"),
    }
    assert practice.kind.slug == "individual"
    assert sorted(practice.regions.values_list("code", flat=True)) == ["05", "06"]
    assert (practice.maturity, practice.evidence_level, practice.visibility) == (3, 0, "public")


def test_publishing_is_the_actors_decision_and_audited(bring, admin):
    reviewer = PersonFactory(coordinator_of=authority("04"))
    bring(row(), publish=True, actor=reviewer.email.upper())

    practice = Practice.objects.get()
    assert (practice.status, practice.slug, practice.published_at) == (
        "published",
        "iltaohjaus-kirjastossa",
        NOW,
    )
    assert [
        (one.from_status, one.to_status, one.actor_id) for one in practice.transitions.order_by("pk")
    ] == [
        ("", "draft", reviewer.pk),
        ("draft", "submitted", reviewer.pk),
        ("submitted", "published", reviewer.pk),
    ]
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor_id, entry.target_id, entry.fields, entry.purpose) == (
        "practices.import",
        reviewer.pk,
        practice.pk,
        ["status"],
        "import",
    )
    version = Version.objects.get()
    assert (version.number, version.reason, version.contents["texts"]["fi"]["title"]) == (
        1,
        "published",
        "Iltaohjaus kirjastossa",
    )
    assert SearchEntry.objects.get().title == "Iltaohjaus kirjastossa"
    assert invariants.broken() == []


@pytest.mark.parametrize(
    ("status", "publish", "stored"),
    [
        ("published", False, "draft"),
        ("submitted", False, "draft"),
        (None, True, "published"),
        ("submitted", True, "submitted"),
        ("draft", True, "draft"),
    ],
)
def test_the_status_of_a_row_counts_when_publishing(bring, status, publish, stored):
    bring(row(status=status), publish=publish)

    assert Practice.objects.get().status == stored


def test_a_second_import_updates_what_the_same_source_and_key_name(bring):
    bring(row(), publish=True)
    counts = bring(row(title="Kirjastovartti", maturity=4, themes=["quality"]), publish=True)

    practice = Practice.objects.get()
    assert (counts["created"], counts["updated"], counts["published"]) == ("0", "1", "0")
    assert (practice.text.title, practice.maturity, practice.slug) == (
        "Kirjastovartti",
        4,
        "iltaohjaus-kirjastossa",
    )
    assert [one.slug for one in practice.terms.filter(vocabulary="theme")] == ["quality"]
    assert practice.terms.filter(vocabulary="channel").count() == 2
    assert SearchEntry.objects.get().title == "Kirjastovartti"
    assert [version.reason for version in practice.versions.order_by("number")] == ["published", "edited"]
    assert AuditEntry.objects.latest("pk").fields == ["maturity", "theme", "title.fi"]


def test_a_second_import_of_the_same_file_changes_nothing(bring):
    bring(row(), publish=True)
    counts = bring(row(), publish=True)

    assert counts["unchanged"] == "1"
    assert (AuditEntry.objects.count(), Version.objects.count()) == (1, 1)


def test_another_source_never_updates(bring):
    bring(row(), publish=True)
    bring(row(title="Toinen"), publish=True, source="innokyla")

    assert sorted(Practice.objects.values_list("source", "slug")) == [
        ("import", "iltaohjaus-kirjastossa"),
        ("innokyla", "toinen"),
    ]


def test_a_draft_is_published_by_a_later_import(bring):
    bring(row())
    counts = bring(row(), publish=True)

    practice = Practice.objects.get()
    assert (practice.status, counts["published"]) == ("published", "1")
    assert [one.to_status for one in practice.transitions.order_by("pk")] == [
        "draft",
        "submitted",
        "published",
    ]


def test_what_is_published_is_not_taken_back(bring):
    bring(row(), publish=True)
    bring(row(title="Uusi nimi"))

    assert (Practice.objects.get().status, SearchEntry.objects.get().title) == ("published", "Uusi nimi")


def test_a_column_that_the_file_has_not_stays_as_it_is(bring):
    bring(row(), publish=True)
    bring(row(summary=None, themes=None, maturity=None, regions=None))

    practice = Practice.objects.get()
    assert (practice.text.summary, practice.maturity) == ("Ohjaaja tavoittaa illalla.", 3)
    assert practice.regions.count() == 2


def test_a_row_in_another_language_stands_beside_the_first(bring):
    bring(row(), publish=True)
    bring(row(language="sv", title="Kvällsvägledning", summary=""), publish=True)

    practice = Practice.objects.get()
    assert practice.source_language == "fi"
    assert set(practice.texts.values_list("language", flat=True)) == {"fi", "sv"}
    assert set(SearchEntry.objects.values_list("language", flat=True)) == {"fi", "sv"}


def test_rows_of_one_name_get_addresses_of_their_own(bring):
    bring(row(key="1"), publish=True)
    bring(row(key="2"), row(key="3"), row(key="4", title="Ehdota"), publish=True)

    assert list(Practice.objects.order_by("key").values_list("slug", flat=True)) == [
        "iltaohjaus-kirjastossa",
        "iltaohjaus-kirjastossa-2",
        "iltaohjaus-kirjastossa-3",
        "ehdota-2",
    ]


def test_a_group_is_named_by_its_slug(bring):
    bring(row(visibility="group", group="pirkanmaa"), publish=True)

    assert Practice.objects.get().group == group("pirkanmaa")
    assert SearchEntry.objects.get().audience == SearchEntry.Audience.GROUP


def test_a_dry_run_checks_and_counts_and_writes_nothing(bring):
    counts = bring(row(organisation="Uusi"), publish=True, dry_run=True, create_organisations=True)

    assert (counts["created"], counts["organisations"]) == ("1", "1")
    assert not Practice.objects.exists()
    assert not Organisation.objects.filter(name_fi="Uusi").exists()


def test_organisations_are_created_once_where_the_rows_are(bring, owner):
    rows = [
        row(key="1", organisation="Uusi paja", regions=["06"]),
        row(key="2", organisation="uusi  PAJA", regions=["15"]),
        row(key="3", organisation="tampereen OHJAAMO"),
    ]
    counts = bring(*rows, create_organisations=True)

    made = Organisation.objects.get(name_sv="Uusi paja")
    assert counts["organisations"] == "1"
    assert sorted(made.regions.values_list("code", flat=True)) == ["06", "15"]
    assert list(Practice.objects.order_by("key").values_list("owner", flat=True)) == [
        made.pk,
        made.pk,
        owner.pk,
    ]


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


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_tables_say_the_same_as_json(tmp_path, bring, write):
    bring(row(description="=1+1"))
    suffix = write.__name__.removeprefix("as_")
    counts = command(write(tmp_path / f"rivit.{suffix}", [row(description="'=1+1")]))

    assert counts["unchanged"] == "1"


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


@pytest.mark.parametrize("count", [1, 3])
def test_an_import_needs_the_same_queries_for_one_row_and_for_three(
    bring, count, django_assert_max_num_queries
):
    rows = [row(key=str(number), title=f"Nimi {number}") for number in range(count)]

    # Who: 3. Known names: 4. Slugs, organisation type, savepoints and one query a table: at most 25. Search: one a row.
    with django_assert_max_num_queries(35 + count):
        bring(*rows, publish=True)
