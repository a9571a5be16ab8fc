"""Whole practices from elsewhere."""

from dataclasses import replace
from datetime import timedelta

import pytest

from elo_portal.core.models import AuditEntry, OutgoingMail, SearchEntry
from practices.commands import imports
from practices.models import Practice
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, region, term, viewer_of

pytestmark = pytest.mark.django_db
Status = Practice.Status

HISTORY = imports.History(
    created_at=NOW - timedelta(days=30),
    submitted_at=NOW - timedelta(days=20),
    published_at=NOW - timedelta(days=10),
    decided_at=NOW - timedelta(days=10),
    comment="Lisää tuloksia.",
)


@pytest.fixture
def admin():
    return viewer_of(PersonFactory(is_admin=True))


@pytest.fixture
def row():
    owner = OrganisationFactory()
    return imports.Imported(
        source="demo",
        key="iltaohjaus",
        status=Status.PUBLISHED,
        source_language="fi",
        owner_id=owner.pk,
        author_id=PersonFactory(member_of=owner).pk,
        texts={
            "fi": {"title": "Iltaohjaus", "summary": "Illalla.", "steps": ["Ensin\nsovi"]},
            "sv": {"title": "Kvällsvägledning"},
        },
        values={"theme": [term("theme", "quality").pk], "regions": [region("06").pk], "maturity": 3},
        history=HISTORY,
    )


def put(row, admin):
    return imports.put(row=row, actor=admin, now=NOW)


def test_put_makes_a_published_practice_with_its_history(row, admin):
    practice = put(row, admin)

    practice.refresh_from_db()
    assert (practice.slug, practice.status, practice.maturity) == ("iltaohjaus", Status.PUBLISHED, 3)
    assert (practice.created_at, practice.submitted_at, practice.published_at, practice.updated_at) == (
        HISTORY.created_at,
        HISTORY.submitted_at,
        HISTORY.decided_at,
        HISTORY.submitted_at,
    )
    assert [(one.to_status, one.at, one.actor_id) for one in practice.transitions.order_by("pk")] == [
        (Status.DRAFT, HISTORY.created_at, row.author_id),
        (Status.SUBMITTED, HISTORY.submitted_at, row.author_id),
        (Status.PUBLISHED, HISTORY.published_at, admin.person_id),
    ]
    assert {text.language: text.title for text in practice.texts.all()} == {
        "fi": "Iltaohjaus",
        "sv": "Kvällsvägledning",
    }
    assert set(SearchEntry.objects.values_list("language", flat=True)) == {"fi", "sv"}
    assert AuditEntry.objects.get(action="practices.import").actor_id == admin.person_id
    assert not OutgoingMail.objects.exists()


def test_put_of_the_same_row_again_changes_nothing(row, admin):
    put(row, admin)
    put(row, admin)

    assert Practice.objects.count() == 1
    assert AuditEntry.objects.filter(action="practices.import").count() == 1
    assert Practice.objects.get().transitions.count() == 3


def test_put_of_a_changed_row_brings_the_practice_up_to_date(row, admin):
    put(row, admin)
    put(replace(row, texts={"fi": {"title": "Kirjastovartti"}}), admin)

    practice = Practice.objects.get()
    assert (practice.text.title, practice.slug) == ("Kirjastovartti", "iltaohjaus")
    assert SearchEntry.objects.get(language="fi").title == "Kirjastovartti"


def test_put_of_another_source_is_another_practice(row, admin):
    put(row, admin)
    put(replace(row, source="innokyla"), admin)

    assert sorted(Practice.objects.values_list("slug", flat=True)) == ["iltaohjaus", "iltaohjaus-2"]


@pytest.mark.parametrize(
    ("status", "way", "comment"),
    [
        (Status.DRAFT, ["draft"], ""),
        (Status.SUBMITTED, ["draft", "submitted"], ""),
        (Status.RETURNED, ["draft", "submitted", "returned"], "Lisää tuloksia."),
        (Status.WITHDRAWN, ["draft", "submitted", "published", "withdrawn"], "Lisää tuloksia."),
    ],
)
def test_put_leads_the_whole_way_to_a_state(row, admin, status, way, comment):
    practice = put(replace(row, status=status), admin)

    transitions = list(practice.transitions.order_by("pk"))
    assert practice.status == status
    assert [one.to_status for one in transitions] == way
    assert [one.from_status for one in transitions] == ["", *way[:-1]]
    assert transitions[-1].comment == comment
    assert not SearchEntry.objects.exists()


def test_put_publishes_a_draft_later(row, admin):
    put(replace(row, status=Status.DRAFT), admin)
    practice = put(row, admin)

    assert practice.status == Status.PUBLISHED
    assert [one.to_status for one in practice.transitions.order_by("pk")] == [
        "draft",
        "submitted",
        "published",
    ]


def test_put_of_a_draft_never_takes_back_what_is_published(row, admin):
    put(row, admin)
    practice = put(replace(row, status=Status.DRAFT), admin)

    assert practice.status == Status.PUBLISHED
    assert SearchEntry.objects.count() == 2


def test_put_after_the_makers_have_changed_a_value_brings_the_rows_value_back(row, admin):
    Practice.objects.filter(pk=put(row, admin).pk).update(maturity=5)

    assert put(replace(row, values={"maturity": 4}), admin).maturity == 4
