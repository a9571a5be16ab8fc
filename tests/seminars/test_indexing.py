"""Events in the search: in step with every command, in its transaction."""

from datetime import timedelta

import pytest

from elo_portal.core.models import SearchEntry
from elo_portal.core.search.lookup import Audience
from elo_portal.core.search.searching import Asked, search
from seminars import indexing
from seminars.commands import events, programme, publishing, reindexing
from seminars.models import Event
from tests.factories import NOW
from tests.members.factories import group
from tests.seminars.factories import EventFactory, ProgrammeItemFactory

pytestmark = pytest.mark.django_db


def found(text, *, audience=None, now=NOW, language="fi"):
    asked = Asked(text=text, kinds=[indexing.KIND], language=language, audience=audience or Audience())
    return [(hit.object_id, hit.is_stale) for hit in search(asked, now=now).found.hits]


def test_an_event_is_found_once_it_is_published(host):
    event = EventFactory(draft=True, title_fi="Kirjastofoorumi", title_sv="Biblioteksforum")
    assert found("kirjastofoorumi") == []

    publishing.publish(actor=host, event_id=event.pk, accepts_one_language=True, now=NOW)

    assert found("kirjastofoorumi") == found("biblioteksforum", language="sv") == [(event.pk, False)]


def test_a_cancelled_event_is_found_and_sinks(host):
    event = EventFactory(title_fi="Kirjastofoorumi")

    publishing.cancel(actor=host, event_id=event.pk, message="", now=NOW)

    assert found("kirjastofoorumi") == [(event.pk, True)]


def test_a_changed_event_is_found_by_its_new_words_only(host):
    event = EventFactory(title_fi="Kirjastofoorumi", title_sv="Biblioteksforum")
    indexing.put(event)

    events.change(actor=host, event_id=event.pk, values={"title_fi": "Museofoorumi"}, now=NOW)

    assert (found("kirjastofoorumi"), found("museofoorumi")) == ([], [(event.pk, False)])


def test_a_draft_stays_hidden_when_it_is_changed(host):
    event = EventFactory(draft=True)

    events.change(actor=host, event_id=event.pk, values={"title_fi": "Museofoorumi"}, now=NOW)

    assert found("museofoorumi") == []


def test_an_event_is_found_by_its_programme(host):
    event = EventFactory()
    values = {
        "kind": "talk",
        "title_fi": "Revontulet ohjauksessa",
        "starts_at": event.starts_at,
        "ends_at": event.starts_at + timedelta(hours=1),
    }

    item = programme.add(actor=host, event_id=event.pk, values=values, now=NOW)
    assert found("revontuli") == [(event.pk, False)]

    programme.remove(actor=host, item_id=item.pk, now=NOW)
    assert found("revontuli") == []


def test_a_break_and_the_link_for_participants_are_not_searched():
    event = EventFactory(hybrid=True, remote_url="https://salainen.example.org/kokous")
    ProgrammeItemFactory(event=event, kind="break", title_fi="Lounas")
    indexing.put(event)

    assert found("lounas") == found("salainen") == []


def test_an_event_that_is_over_sinks():
    event = EventFactory(title_fi="Kirjastofoorumi")
    indexing.put(event)

    assert found("kirjastofoorumi", now=event.ends_at) == [(event.pk, True)]


@pytest.mark.parametrize(
    ("visibility", "audience"),
    [("network", Audience(sees_network=True)), ("group", Audience(sees_every_group=True))],
)
def test_only_those_find_an_event_who_may_see_it(visibility, audience):
    theirs = group() if visibility == "group" else None
    event = EventFactory(title_fi="Kirjastofoorumi", visibility=visibility, group=theirs)
    indexing.put(event)

    assert found("kirjastofoorumi") == []
    assert found("kirjastofoorumi", audience=audience) == [(event.pk, False)]


def test_what_the_transaction_takes_back_is_not_found(host):
    event = EventFactory(draft=True, kind=Event.Kind.TNO_SEMINAR, title_fi="Kirjastofoorumi", place_fi="")

    with pytest.raises(publishing.NotReady):
        publishing.publish(actor=host, event_id=event.pk, accepts_one_language=True, now=NOW)

    assert not SearchEntry.objects.exists()


def test_reindexing_puts_what_is_missing_and_drops_what_is_gone():
    missing, gone = EventFactory(title_fi="Kirjastofoorumi"), EventFactory()
    indexing.put(gone)
    Event.objects.filter(pk=gone.pk).update(status="draft", published_at=None)

    dropped = reindexing.drop_unannounced()
    done = list(reindexing.reindex(everything=False))

    assert (dropped, done) == (2, [(missing.pk, 1)])
    assert found("kirjastofoorumi") == [(missing.pk, False)]


@pytest.mark.parametrize("count", [1, 3])
def test_put_needs_the_same_queries_however_long_the_programme_is(count, django_assert_num_queries):
    event = EventFactory()
    for _ in range(count):
        ProgrammeItemFactory(event=event)

    # the old entries, terms, regions, programme, and one entry for each of two languages
    with django_assert_num_queries(6):
        indexing.put(event)
