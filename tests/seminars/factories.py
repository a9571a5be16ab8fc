"""Events and registrations for tests."""

import uuid
from datetime import datetime, timedelta
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from practices.models import Practice, PracticeText
from seminars.models import Event, ProgrammeItem, Registration
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, authority, region

START = NOW + timedelta(days=21)  # a Monday at 14.00 in Finland, two hours long


class EventFactory(DjangoModelFactory[Event]):
    """A published public regional seminar on site in Pirkanmaa in three weeks, ten places, nobody registered.

    Traits: `draft`, `cancelled`, `past`, `remote`, `hybrid`, `network`. `regions=["06", "15"]`,
    `co_hosts=[authority("07")]` set relations. `registered=3` adds that many confirmed people, and
    `waiting=2` that many in the queue behind them.
    """

    class Meta:
        model = Event
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"ohjausseminaari-{n}-2026")
    kind = Event.Kind.REGIONAL_SEMINAR
    mode = Event.Mode.ON_SITE
    status = Event.Status.PUBLISHED
    host = factory.LazyFunction(authority)
    title_fi = factory.Sequence(lambda n: f"Ohjausseminaari {n}")
    title_sv = factory.Sequence(lambda n: f"Vägledningsseminarium {n}")
    summary_fi = "Tiivistelmä"
    summary_sv = "Sammanfattning"
    place_fi = "Kokoustila Haapa, Tampere"
    starts_at = START
    ends_at = factory.LazyAttribute(lambda event: event.starts_at + timedelta(hours=2))
    capacity = 10
    created_at = NOW - timedelta(days=10)
    updated_at = NOW - timedelta(days=10)
    published_at = NOW - timedelta(days=9)

    class Params:
        draft = factory.Trait(status=Event.Status.DRAFT, published_at=None)
        cancelled = factory.Trait(status=Event.Status.CANCELLED, cancelled_at=NOW - timedelta(days=1))
        past = factory.Trait(starts_at=NOW - timedelta(days=30))
        remote = factory.Trait(mode=Event.Mode.REMOTE, place_fi="", remote_url="https://kokous.example.org/e")
        hybrid = factory.Trait(mode=Event.Mode.HYBRID, remote_url="https://kokous.example.org/h")
        network = factory.Trait(visibility=Event.Visibility.NETWORK)

    @factory.post_generation
    def regions(obj: Event, create: bool, extracted: Any, **_: Any) -> None:
        if create:
            obj.regions.set([region(code) for code in (["06"] if extracted is None else extracted)])

    @factory.post_generation
    def co_hosts(obj: Event, create: bool, extracted: Any, **_: Any) -> None:
        if create and extracted:
            obj.co_hosts.set(extracted)

    @factory.post_generation
    def registered(obj: Event, create: bool, extracted: int | None, **_: Any) -> None:
        if create and extracted:
            RegistrationFactory.create_batch(extracted, event=obj)

    @factory.post_generation
    def waiting(obj: Event, create: bool, extracted: int | None, **_: Any) -> None:
        if create and extracted:
            RegistrationFactory.create_batch(extracted, event=obj, waiting=True)


class RegistrationFactory(DjangoModelFactory[Registration]):
    """A confirmed registration on site, three days ago, at the event's next position.

    Traits: `waiting`, `cancelled`, `remote`.
    """

    class Meta:
        model = Registration

    event = factory.SubFactory(EventFactory)
    person = factory.SubFactory(PersonFactory)
    status = Registration.Status.CONFIRMED
    mode = Registration.Mode.ON_SITE
    position = factory.LazyAttribute(lambda registration: _next_position(registration.event))
    request_key = factory.LazyFunction(uuid.uuid4)
    registered_at = NOW - timedelta(days=3)
    confirmed_at = NOW - timedelta(days=3)

    class Params:
        waiting = factory.Trait(status=Registration.Status.WAITING, confirmed_at=None)
        cancelled = factory.Trait(status=Registration.Status.CANCELLED, cancelled_at=NOW - timedelta(days=1))
        remote = factory.Trait(mode=Registration.Mode.REMOTE)


def _next_position(event: Event) -> int:
    event.next_position += 1
    Event.objects.filter(pk=event.pk).update(next_position=event.next_position)
    return event.next_position - 1


class ProgrammeItemFactory(DjangoModelFactory[ProgrammeItem]):
    """A talk of half an hour when the event begins."""

    class Meta:
        model = ProgrammeItem

    event = factory.SubFactory(EventFactory)
    title_fi = "Avaus"
    title_sv = "Öppning"
    starts_at = factory.LazyAttribute(lambda item: item.event.starts_at)
    ends_at = factory.LazyAttribute(lambda item: item.starts_at + timedelta(minutes=30))


def helsinki(text: str) -> datetime:
    """A moment on the clocks of Finland: helsinki("2026-03-29T09:00")."""
    return timezone.make_aware(datetime.fromisoformat(text))


def practice(slug: str = "etaohjausvuoro", **values: Any) -> Practice:
    """A published public practice with a Finnish title."""
    owner, author = OrganisationFactory(), PersonFactory()
    defaults = {
        "status": Practice.Status.PUBLISHED,
        "published_at": NOW,
        "created_at": NOW,
        "updated_at": NOW,
    }
    made = Practice.objects.create(
        slug=slug, source_language="fi", owner=owner, author=author, **defaults | values
    )
    PracticeText.objects.create(
        practice=made, language="fi", title="Etäohjausvuoro iltaisin", created_at=NOW, updated_at=NOW
    )
    return made
