"""The weekly digest with what is new in saved searches: what one may see at that moment, and each thing once."""

from datetime import timedelta

import pytest
from django.core import mail as django_mail

from elo_portal.core import mail, viewers
from elo_portal.core.models import OutgoingMail
from elo_portal.core.search import glossary
from elo_portal.pages import digest
from members.models import Membership, Person
from practices import indexing
from practices.commands import searches as commands
from practices.models import Practice
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, viewer_of
from tests.practices.factories import PracticeFactory

pytestmark = pytest.mark.django_db
MONDAY = digest.monday_at_eight(NOW)
WEEK = {"start": (MONDAY - timedelta(days=7)).isoformat(), "end": MONDAY.isoformat()}


@pytest.fixture
def reader():
    return PersonFactory(login=True, member_of=OrganisationFactory())


def save(person, query, name, *, in_digest=True):
    commands.save(name=name, query=query, in_digest=in_digest, actor=viewer_of(person), now=NOW)


def context(person):
    viewer = viewers.of_person(person.pk, now=NOW)
    return digest.Digest().context(person, viewer=viewer, now=NOW, params=WEEK)


def told(person):
    return {one.name: [new.card.title for new in one.novelties] for one in context(person)["news"]}


def sent(person):
    digest.queue_digests(now=NOW)
    mail.deliver(now=NOW)
    return [one for one in django_mail.outbox if one.to == [person.email]]


def test_the_digest_names_what_is_new_in_each_saved_search_and_the_rest_below(reader):
    PracticeFactory(text__title="Iltaohjaus kirjastossa", regions=["06"])
    PracticeFactory(text__title="Työpaja", regions=["15"])
    PracticeFactory(text__title="Muuta uutta", regions=["08"])
    save(reader, "q=iltaohjaus", "Illat")
    save(reader, "region=pohjanmaa", "Pohjanmaa")

    (message,) = sent(reader)
    html = message.alternatives[0][0]
    html = html[html.index("<h2") :]  # after what mail programs show beside the subject

    assert told(reader) == {"Illat": ["Iltaohjaus kirjastossa"], "Pohjanmaa": ["Työpaja"]}
    assert [card.title for card in context(reader)["practices"]] == ["Muuta uutta"]
    for text in (message.body, html):
        places = [text.index(word) for word in (
            "Uutta tallennetuissa hauissasi", "Illat", "Iltaohjaus kirjastossa", "Pohjanmaa", "Työpaja",
            "Muut uudet käytännöt", "Muuta uutta",
        )]  # fmt: skip
        assert places == sorted(places)
        assert "/fi/oma/haut/" in text
    assert "3 uutta käytäntöä" in message.subject


def test_a_search_without_news_adds_nothing_and_one_without_the_tick_neither(reader):
    PracticeFactory(text__title="Iltaohjaus")
    save(reader, "q=hevostalli", "Tyhjä")
    save(reader, "q=iltaohjaus", "Hiljainen", in_digest=False)

    assert told(reader) == {}
    (message,) = sent(reader)
    assert "tallennetuissa" not in message.body
    assert "Tyhjä" not in message.body


def test_without_new_practices_there_is_no_digest(reader):
    PracticeFactory(text__title="Iltaohjaus", published_at=MONDAY - timedelta(days=8))
    PracticeFactory(text__title="Iltaohjaus tänään", published_at=MONDAY)  # next week's
    save(reader, "q=iltaohjaus", "Illat")

    assert (context(reader), sent(reader)) == (None, [])


def test_each_practice_stands_once_with_the_names_of_all_searches_that_find_it(reader):
    PracticeFactory(text__title="Iltaohjaus", regions=["06"])
    save(reader, "q=iltaohjaus", "A")
    save(reader, "region=pirkanmaa", "B")
    save(reader, "q=iltaohjaus&region=pirkanmaa", "C")

    (news,) = context(reader)["news"]

    assert (news.name, news.novelties[0].also) == ("A", ("B", "C"))
    (message,) = sent(reader)
    assert message.body.count("Iltaohjaus") == 1
    assert "Myös haussa: B, C" in message.body


def test_what_one_may_see_counts_when_the_mail_leaves(reader):
    PracticeFactory(text__title="Iltaohjaus verkostolle", visibility="network")
    withdrawn = PracticeFactory(text__title="Iltaohjaus peruttu")
    PracticeFactory(text__title="Iltaohjaus kaikille")
    save(reader, "q=iltaohjaus", "Illat")
    digest.queue_digests(now=NOW)

    assert sorted(told(reader)["Illat"]) == [
        "Iltaohjaus kaikille", "Iltaohjaus peruttu", "Iltaohjaus verkostolle",
    ]  # fmt: skip
    Membership.objects.filter(person=reader).update(ends_on=NOW.date() - timedelta(days=1))
    Practice.objects.filter(pk=withdrawn.pk).update(status=Practice.Status.WITHDRAWN)
    indexing.remove(withdrawn)
    mail.deliver(now=NOW)

    (message,) = [one for one in django_mail.outbox if one.to == [reader.email]]
    assert ("kaikille" in message.body, "verkostolle" in message.body, "peruttu" in message.body) == (
        True, False, False,
    )  # fmt: skip


def test_most_of_the_words_are_no_news(reader):
    PracticeFactory(text__title="Iltaohjaus kirjastossa")
    save(reader, "q=iltaohjaus+kirjasto+hevostalli", "Kolme sanaa")

    assert told(reader) == {}


def test_choices_that_are_gone_do_not_let_everything_in(reader):
    PracticeFactory(text__title="Iltaohjaus")
    save(reader, "theme=poistettu-teema", "Poistettu")

    assert told(reader) == {}


def test_the_tick_sends_nothing_to_those_who_turned_the_digest_off(reader):
    PracticeFactory(text__title="Iltaohjaus")
    save(reader, "q=iltaohjaus", "Illat")
    digest.queue_digests(now=NOW)
    Person.objects.filter(pk=reader.pk).update(digest=Person.Digest.OFF)
    mail.deliver(now=NOW)

    assert django_mail.outbox == []


def test_nothing_is_sent_twice(reader):
    PracticeFactory(text__title="Iltaohjaus")
    save(reader, "q=iltaohjaus", "Illat")

    sent(reader)
    sent(reader)
    next_week = NOW + timedelta(days=7)
    digest.queue_digests(now=next_week)
    mail.deliver(now=next_week)

    assert len([one for one in django_mail.outbox if one.to == [reader.email]]) == 1
    assert OutgoingMail.objects.filter(recipient_id=reader.pk, state="sent").count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_a_digest_takes_the_same_queries_however_many_searches_there_are(
    reader, count, django_assert_num_queries
):
    for number in range(count):
        PracticeFactory(text__title=f"Iltaohjaus {number}")
        save(reader, f"q=iltaohjaus+{number}&region=pirkanmaa", f"Illat {number}")
    viewer = viewers.of_person(reader.pk, now=NOW)
    glossary.current()

    # practices, events; searches, terms, regions, synonyms, what they find
    with django_assert_num_queries(7):
        found = digest.Digest().context(reader, viewer=viewer, now=NOW, params=WEEK)

    assert len(found["news"]) == count
