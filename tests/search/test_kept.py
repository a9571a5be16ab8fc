"""Counts of large results are kept until an entry changes, and never a moment longer."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from elo_portal.core.models import SearchCount, SearchEntry
from elo_portal.core.search import entries, lookup
from elo_portal.core.search.lookup import Audience
from tests.factories import NOW
from tests.search.factories import KIND, find, ids, put


@pytest.fixture(autouse=True)
def _everything_is_worth_keeping(monkeypatch):
    monkeypatch.setattr(lookup, "WORTH_KEEPING", 1)


def forge():
    """What is kept now tells another number: whoever is told it was not counted anew."""
    SearchCount.objects.update(found='{"total": 99, "whole": 99, "counts": []}')


@pytest.fixture
def kept(transactional_db):
    """One leaflet whose count is kept by an earlier transaction."""
    put(1, "Etäohjaus", facets=[1])
    assert find("etäohjaus").total == 1
    forge()


def test_a_count_is_read_and_not_made_again(kept):
    assert (find("etäohjaus").total, ids(find("etäohjaus"))) == (99, [1])


@pytest.mark.parametrize("asked", [{"limit": 1}, {"offset": 5}, {"language": "sv"}])
def test_another_page_and_another_reader_share_a_count(kept, asked):
    assert find("etäohjaus", **asked).total == 99


@pytest.mark.parametrize(
    "asked",
    [
        {"text": "etä"},
        {"audience": Audience(sees_network=True)},
        {"audience": Audience(group_ids=frozenset({1}))},
        {"filters": lookup.Filters({"colour": [1]}, {"colour": [1, 2]})},
        {"kinds": [KIND, "poster"]},
        {"is_exact": True},
        {"now": NOW + timedelta(minutes=15)},
        {"now": NOW - timedelta(minutes=1)},
    ],
)
def test_another_question_is_counted_by_itself(kept, asked):
    assert find(**{"text": "etäohjaus", **asked}).total == 1


def test_whatever_is_put_or_removed_is_counted_at_once(kept):
    put(2, "Etäohjaus")
    assert find("etäohjaus").total == 2
    forge()

    entries.remove(KIND, 2)
    assert find("etäohjaus").total == 1


def test_a_transaction_sees_its_own_changes_and_others_do_not(kept):
    with transaction.atomic():
        put(2, "Etäohjaus", audience=SearchEntry.Audience.NETWORK)
        assert find("etäohjaus", audience=Audience(sees_network=True)).total == 2
        assert find("etäohjaus").total == 1
        transaction.set_rollback(True)

    assert find("etäohjaus").total == 99


def test_a_count_made_while_a_change_was_under_way_does_not_outlive_it(kept):
    """The change is written before the count is kept, and committed after it."""
    with connection.copy().cursor() as other:
        other.execute("BEGIN")
        other.execute(
            "INSERT INTO core_searchchange (transaction, at) VALUES (pg_current_xact_id()::text::bigint, now())"
        )
        other.execute("DELETE FROM core_searchentry")
        SearchCount.objects.all().delete()
        assert find("etäohjaus").total == 1
        other.execute("COMMIT")
        other.connection.close()

    assert find("etäohjaus").total == 0


def test_small_counts_are_not_kept(transactional_db, monkeypatch):
    monkeypatch.setattr(lookup, "WORTH_KEEPING", 2)
    put(1, "Etäohjaus")

    find("etäohjaus")

    assert not SearchCount.objects.exists()


def test_old_counts_are_forgotten(kept):
    find("etä", now=NOW + timedelta(minutes=20))

    assert SearchCount.objects.count() == 1
