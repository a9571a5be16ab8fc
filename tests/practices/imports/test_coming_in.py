"""`manage.py import_practices`: what comes in."""

import pytest

from elo_portal.core import mail
from elo_portal.core.models import AuditEntry, OutgoingMail, SearchEntry
from members.models import Organisation
from practices import invariants
from practices.commands import tending
from practices.models import Assignment, Practice, Version
from tests.factories import NOW
from tests.members.factories import PersonFactory, authority, group
from tests.practices.importing import as_csv, as_xlsx, command, row

pytestmark = pytest.mark.django_db
Status = Practice.Status


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


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_tables_say_the_same_as_json(tmp_path, bring, write):
    bring(row(description="=1+1"))
    suffix = write.__name__.removeprefix("as_")
    counts = command(write(tmp_path / f"rivit.{suffix}", [row(description="'=1+1")]))

    assert counts["unchanged"] == "1"


@pytest.mark.parametrize("count", [1, 3])
def test_an_import_needs_the_same_queries_for_one_row_and_for_three(
    bring, count, django_assert_max_num_queries
):
    rows = [row(key=str(number), title=f"Nimi {number}") for number in range(count)]

    # Who: 3. Known names: 4. Slugs, organisation type, savepoints and one query a table: at most 25. Search: one a row.
    with django_assert_max_num_queries(35 + count):
        bring(*rows, publish=True)


def submitted(**fields):
    return row(status="submitted", regions=["06"], **fields)


def test_a_submitted_row_gets_its_reviewer_at_once(bring):
    reviewer = PersonFactory(coordinator_of=authority("04"))

    bring(submitted(), row(key="ilta-2", status="draft", regions=["06"]), publish=True)

    practice = Practice.objects.get(key="ilta-1")
    assignment = Assignment.objects.get()
    assert (assignment.practice, assignment.reviewer, assignment.state) == (practice, reviewer, "asked")
    queued = OutgoingMail.objects.get()
    assert (queued.kind, queued.recipient_id) == ("practices.submitted", reviewer.pk)
    assert invariants.broken() == []


def test_many_submissions_of_one_file_are_told_in_one_mail(bring, mailoutbox):
    reviewer = PersonFactory(coordinator_of=authority("04"), language="fi")
    rows = [submitted(key=str(number), title=f"Iltaohjaus {number}") for number in range(25)]

    bring(*rows, publish=True)

    queued = OutgoingMail.objects.get()
    assert (queued.kind, queued.recipient_id) == ("practices.many_submitted", reviewer.pk)
    mail.deliver(now=NOW)
    (sent,) = mailoutbox
    assert sent.subject == "25 käytäntöä odottaa arviotasi"
    assert ("20. Iltaohjaus 19" in sent.body, "Iltaohjaus 20" in sent.body) == (True, False)
    assert "ja 5 muuta" in sent.body


def test_what_was_decided_before_the_mail_left_is_not_in_it(bring, mailoutbox):
    PersonFactory(coordinator_of=authority("04"), language="fi")
    bring(*(submitted(key=str(number), title=f"Iltaohjaus {number}") for number in range(4)), publish=True)
    Assignment.objects.filter(practice__key__in=["0", "1", "2"]).update(state="done", ended_at=NOW)

    mail.deliver(now=NOW)

    (sent,) = mailoutbox
    assert sent.subject == "1 käytäntö odottaa arviotasi"
    assert ("Iltaohjaus 3" in sent.body, "Iltaohjaus 2" in sent.body) == (True, False)


def test_nothing_is_mailed_when_all_of_it_was_decided(bring, mailoutbox):
    PersonFactory(coordinator_of=authority("04"))
    bring(*(submitted(key=str(number)) for number in range(4)), publish=True)
    Assignment.objects.update(state="done", ended_at=NOW)

    mail.deliver(now=NOW)

    assert mailoutbox == []


def test_a_second_import_and_the_hourly_round_ask_nobody_again(bring):
    PersonFactory(coordinator_of=authority("04"))

    bring(submitted(), publish=True)
    bring(submitted(need="Muuttui."), publish=True)

    assert tending.fill(now=NOW) == 0
    assert (Assignment.objects.count(), OutgoingMail.objects.count()) == (1, 1)


def test_a_submission_that_is_published_by_a_file_waits_for_nobody(bring):
    PersonFactory(coordinator_of=authority("04"))
    bring(submitted(), publish=True)

    bring(row(status="published", regions=["06"]), publish=True)

    assert Assignment.objects.get().state == "released"
    assert invariants.broken() == []


def test_a_trial_asks_no_reviewer(bring):
    PersonFactory(coordinator_of=authority("04"))

    bring(submitted(), publish=True, dry_run=True)

    assert not Assignment.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_what_looks_personal_is_said_and_whoever_brings_it_answers_for_it(bring, admin):
    bring(
        row(need="Soita 040 123 4567."),
        row(key="ilta-2", status="draft", need="Soita 040 123 4567."),
        publish=True,
    )

    assert command.said == [
        "Check: row 1: need: This looks like a phone number: “040 123 4567”",
        "Check: row 2: need: This looks like a phone number: “040 123 4567”",
    ]
    checked = AuditEntry.objects.get(action="practices.check_personal_data")
    practice = Practice.objects.get(key="ilta-1")
    assert (checked.actor_id, checked.target_id, checked.fields) == (admin.pk, practice.pk, ["need.fi"])
