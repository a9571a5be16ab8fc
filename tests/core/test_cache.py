"""Pages for visitors: kept while nothing changes, gone with any change, never for those who are signed in."""

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from elo_portal.core import cache, changes
from members.models import Account
from practices.commands import review
from practices.models import Practice
from tests.factories import NOW
from tests.members.factories import PersonFactory, viewer_of
from tests.practices.factories import PracticeFactory

# Tables that no page for visitors shows, each with its reason.
NOT_SHOWN = {
    "core_auditentry": "the log",
    "core_change": "the revision itself",
    "core_installation": "says once what this database is",
    "core_jobrun": "bookkeeping",
    "core_knownword": "helps searching",
    "core_outboxmessage": "bookkeeping",
    "core_outgoingmail": "mail",
    "core_searchchange": "bookkeeping of the search",
    "core_searchcount": "counts that the search keeps by itself",
    "members_account": "sign-in",
    "members_transfer": "bookkeeping of a reform",
    "members_transfer_authorities": "bookkeeping of a reform",
    "members_transferredrole": "bookkeeping of a reform",
    "seminars_hostchange": "bookkeeping of a reform",
    "members_agendaitem": "for the group",
    "members_attendance": "for the group",
    "members_correction": "for the group",
    "members_glossarycomment": "for members",
    "members_invitation": "for the invited",
    "members_meeting": "for the group",
    "members_meetinganswer": "for the group",
    "practices_adoptionreport": "for members",
    "practices_bookmark": "one's own",
    "practices_dailyviews": "figures may be a minute old",
    "practices_enquiry": "between two people",
    "practices_fileimport": "one's own",
    "practices_remark": "for reviewers and makers",
    "practices_savedsearch": "one's own",
    "practices_score": "for reviewers and makers",
    "practices_wish": "for coordinators",
}
OURS = ("core", "members", "practices", "seminars")


def test_every_table_of_ours_is_watched_or_shown_to_no_visitor(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT event_object_table FROM information_schema.triggers WHERE trigger_name = 'note_change'"
        )
        watched = {name for (name,) in cursor.fetchall()}
    tables = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in OURS and not model._meta.proxy
    }

    assert tables - watched - NOT_SHOWN.keys() == set(), (
        "Watch it in a migration (changes.watch), or say why not."
    )
    assert watched & NOT_SHOWN.keys() == set()


@pytest.fixture
def practice(transactional_db):
    return PracticeFactory(text__title="Iltaohjaus")


def asked(client, path, **headers):
    """(the page, how many queries it took)"""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path, headers=headers)
    return response, len(queries)


def page_of(practice):
    return reverse("practices:detail", args=[practice.slug])


def test_the_second_visitor_costs_one_query(client, practice, time_machine):
    time_machine.move_to(NOW, tick=False)
    first, many = asked(client, page_of(practice))
    second, one = asked(client, page_of(practice))

    assert (many > 1, one) == (True, 1)
    assert second.content == first.content
    assert second["Cache-Control"] == first["Cache-Control"] == "no-cache, private"
    assert second["Content-Security-Policy"] == first["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path",
    [
        "/fi/",
        "/sv/praxis/",
        "/fi/tapahtumat/",
        "/fi/alueet/",
        "/fi/alueet/kainuu/",
        "/en/targets/",
        "/fi/kokoelmat/",
        "/fi/haku/?q=ilta",
    ],
)
def test_what_everybody_reads_is_kept(client, practice, time_machine, path):
    time_machine.move_to(NOW, tick=False)
    first, _many = asked(client, path)
    _second, one = asked(client, path)

    assert (first.status_code, one) == (200, 1)


@pytest.mark.parametrize("path", ["/fi/tili/login/"])
def test_what_differs_or_holds_a_form_is_not(client, practice, time_machine, path):
    time_machine.move_to(NOW, tick=False)
    asked(client, path)
    second, _many = asked(client, path)

    assert (second.status_code, "ETag" in second) == (200, False)


def test_what_is_withdrawn_is_gone_for_the_next_visitor(client, practice, time_machine):
    time_machine.move_to(NOW, tick=False)
    asked(client, page_of(practice))
    coordinator = viewer_of(PersonFactory(is_admin=True))

    review.withdraw(practice_id=practice.pk, reason="Vanhentunut.", actor=coordinator, now=NOW)

    assert client.get(page_of(practice)).status_code == 404


def test_what_is_published_is_listed_for_the_next_visitor(client, practice, time_machine):
    time_machine.move_to(NOW, tick=False)
    before, _many = asked(client, reverse("practices:list"))
    PracticeFactory(text__title="Aamuohjaus")

    after, many = asked(client, reverse("practices:list"))

    assert many > 1
    assert "Aamuohjaus" not in before.content.decode()
    assert "Aamuohjaus" in after.content.decode()


def test_a_transaction_that_commits_late_makes_a_new_revision(practice):
    """It began first, so its number is the lowest; the latest number stays what it was."""
    late, other = PracticeFactory(), connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("UPDATE practices_practice SET cost = 'low' WHERE id = %s", [late.pk])
        Practice.objects.filter(pk=practice.pk).update(visibility=Practice.Visibility.PUBLIC)
        before = changes.revision()
        with other.cursor() as cursor:
            cursor.execute("COMMIT")
    finally:
        other.close()

    after = changes.revision()
    assert before
    assert after
    assert (after != before, after[0] == before[0]) == (True, True)


def test_inside_a_transaction_nothing_is_kept(practice):
    with transaction.atomic():
        assert changes.revision() is None


def test_tidying_leaves_one_row_and_a_new_revision(practice):
    PracticeFactory()
    before = changes.revision()

    changes.tidy()

    assert changes.count() == 1
    assert changes.revision() != before


def test_those_who_are_signed_in_get_their_own_page(client, practice, time_machine):
    time_machine.move_to(NOW, tick=False)
    asked(client, page_of(practice))
    person = PersonFactory(login=True, is_admin=True)
    client.force_login(Account.objects.get(person=person))

    own, many = asked(client, page_of(practice))

    assert many > 1
    assert own["Cache-Control"] == "no-store, private"


def test_a_page_in_dark_is_another_page(client, practice, time_machine):
    time_machine.move_to(NOW, tick=False)
    asked(client, page_of(practice))
    client.cookies["theme"] = "dark"

    dark, many = asked(client, page_of(practice))

    assert many > 1
    assert 'data-color-scheme="dark"' in dark.content.decode()


def test_who_has_the_page_already_is_told_so(client, practice, time_machine):
    time_machine.move_to(NOW, tick=False)
    page, _many = asked(client, page_of(practice))

    same, _one = asked(client, page_of(practice), if_none_match=page["ETag"])

    assert (same.status_code, same.content) == (304, b"")


def test_what_takes_the_most_room_goes_first():
    kept = cache.Kept(most_bytes=10)
    for name in ("a", "b", "a"):
        kept.put(name, cache.Page(b"12345", (), name))
    kept.get("b")
    kept.put("c", cache.Page(b"12345", (), "c"))

    assert [name for name in "abc" if kept.get(name)] == ["b", "c"]
