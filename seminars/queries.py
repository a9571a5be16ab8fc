"""Reads that cross models or feed one page."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, ExtractYear
from django.utils import timezone

from elo_portal.core.joined import Relations, joined
from elo_portal.core.models import Term
from elo_portal.core.viewers import Viewer
from members.models import Authority, Group, Membership, Organisation, Region
from practices.models import Practice, PracticeText
from seminars.models import Event, ProgrammeItem, Registration

Status = Registration.Status
IN_ROWS = Relations(Event, regions=Region.objects.order_by("code"))
ON_ITS_PAGE = Relations(
    Event,
    co_hosts=Authority.objects.order_by("pk"),
    organisers=Organisation.objects.order_by("pk"),
    terms=Term.objects.order_by("pk"),
)
A_YEAR = timedelta(days=366)
MOST_ON_A_CLOCK = 40
LEFT_OPEN = "left open"  # the own status, on a page that several people share


@dataclass(frozen=True)
class Wanted:
    """What a list of events is narrowed to; None: everything."""

    kind: str | None = None
    region: str | None = None  # slug
    mode: str | None = None  # of attendance: hybrid events answer to both

    @property
    def is_narrowed(self) -> bool:
        return any((self.kind, self.region, self.mode))


def with_places(events: QuerySet[Event]) -> QuerySet[Event]:
    """Annotate `places_taken` and `places_waiting` of the limited mode (see `places`), by subqueries."""
    limited = Q(event__mode=Event.Mode.REMOTE, mode=Registration.Mode.REMOTE) | (
        ~Q(event__mode=Event.Mode.REMOTE) & Q(mode=Registration.Mode.ON_SITE)
    )
    registrations = Registration.objects.filter(limited, event=OuterRef("pk"))
    return events.annotate(
        places_taken=_count(registrations.filter(status=Status.CONFIRMED)),
        places_waiting=_count(registrations.filter(status=Status.WAITING)),
    )


def _count(rows: QuerySet[Registration]) -> Any:
    counted = rows.order_by().values("event").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def for_rows(events: QuerySet[Event], *, viewer: Viewer) -> QuerySet[Event]:
    """Whatever `seminars/_row.html` shows: host, regions, places, and the viewer's own status. One query."""
    rows = with_places(events).annotate(own_status=_own_status(viewer))
    return IN_ROWS.of(rows.select_related("host"))


def _own_status(viewer: Viewer) -> Any:
    if viewer.is_stranger:
        return Value(LEFT_OPEN)
    own = Registration.objects.live().filter(event=OuterRef("pk"), person=viewer.person_id)
    return Subquery(own.values("status")[:1])


def own_statuses(event_ids: Iterable[int], *, viewer: Viewer) -> dict[int, str]:
    """Event id -> the viewer's live registration there, if any. One query."""
    own = Registration.objects.live().filter(event__in=event_ids, person=viewer.person_id)
    return dict(own.values_list("event", "status"))


def upcoming(
    *, viewer: Viewer, now: datetime, wanted: Wanted | None = None, limit: int | None = None
) -> QuerySet[Event]:
    """What is coming or going on, the nearest first; drafts are on the managing page. One query."""
    events = Event.objects.visible_to(viewer).exclude(status=Event.Status.DRAFT).upcoming(now=now)
    rows = for_rows(_narrowed(events, wanted or Wanted()), viewer=viewer).order_by("starts_at", "pk")
    return rows[:limit] if limit else rows


def past(*, viewer: Viewer, now: datetime, year: int) -> QuerySet[Event]:
    """What ended, of the year in which it began, the latest first. One query."""
    events = Event.objects.visible_to(viewer).published().past(now=now).filter(starts_at__year=year)
    return for_rows(events, viewer=viewer).order_by("-starts_at", "pk")


def past_years(*, viewer: Viewer, now: datetime) -> list[int]:
    """The years of which the archive holds events, the latest first. One query."""
    events = Event.objects.visible_to(viewer).published().past(now=now).order_by()
    years = events.annotate(year=ExtractYear("starts_at")).values_list("year", flat=True).distinct()
    return sorted(years, reverse=True)


def between(
    *, viewer: Viewer, wanted: Wanted, start: datetime, end: datetime | None = None
) -> QuerySet[Event]:
    """Published and cancelled ones that are not over at `start` and begin by `end`, the nearest first. Three queries."""
    events = _narrowed(for_exchange(viewer=viewer), wanted).filter(ends_at__gt=start)
    return (events.filter(starts_at__lte=end) if end else events).order_by("starts_at", "pk")


def for_exchange(*, viewer: Viewer) -> QuerySet[Event]:
    """Published and cancelled ones with all that other systems may read of them: no people. Three queries."""
    events = Event.objects.visible_to(viewer).exclude(status=Event.Status.DRAFT)
    return events.select_related("host").prefetch_related(
        Prefetch("regions", queryset=Region.objects.order_by("code")), "terms"
    )


def of_region(region: Region, *, viewer: Viewer, now: datetime, limit: int | None = None) -> QuerySet[Event]:
    """What is coming in a region. One query."""
    return upcoming(viewer=viewer, now=now, wanted=Wanted(region=region.slug), limit=limit)


def of_groups(group_ids: Collection[int], *, viewer: Viewer, now: datetime) -> QuerySet[Event]:
    """What was or is in the regions of these groups, a year back and a year on, with `group_ids`. One query."""
    near = Group.regions.through.objects.filter(group__in=group_ids, region__events=OuterRef("pk"))
    found = (
        Event.objects.visible_to(viewer)
        .published()
        .annotate(group_ids=ArraySubquery(near.order_by("group").values("group_id").distinct()))
    )
    found = found.filter(Exists(near), starts_at__range=(now - A_YEAR, now + A_YEAR))
    with_targets = joined(found, terms=Term.objects.filter(vocabulary="development_target").order_by("order"))
    return with_targets.order_by("starts_at", "pk")[:MOST_ON_A_CLOCK]


def with_term(term: Term, *, viewer: Viewer, now: datetime, limit: int | None = None) -> QuerySet[Event]:
    """What is coming on a theme or for a development target. One query."""
    tagged = Event.terms.through.objects.filter(term=term).values("event_id")
    rows = upcoming(viewer=viewer, now=now).filter(pk__in=tagged)
    return rows[:limit] if limit else rows


def published_between(*, viewer: Viewer, start: datetime, end: datetime, now: datetime) -> QuerySet[Event]:
    """What was published in [start, end), visible and not begun yet: news for a digest. One query."""
    events = Event.objects.visible_to(viewer).published()
    news = events.filter(published_at__gte=start, published_at__lt=end, starts_at__gt=now)
    return for_rows(news, viewer=viewer).order_by("starts_at", "pk")


def managed_by(*, viewer: Viewer) -> QuerySet[Event]:
    """Events of the viewer's authorities, as host or co-host, drafts too; all of them for an admin.

    One query.
    """
    events = Event.objects.all()
    if not viewer.is_admin:
        shared = Event.co_hosts.through.objects.filter(authority__in=viewer.authority_ids).values("event_id")
        events = events.filter(Q(host__in=viewer.authority_ids) | Q(pk__in=shared))
    return for_rows(events, viewer=viewer).order_by("starts_at", "pk")


def public_feed(*, now: datetime) -> QuerySet[Event]:
    """Public events that are coming, cancelled ones too, so that subscribers see it. One query."""
    events = Event.objects.exclude(status=Event.Status.DRAFT).filter(visibility=Event.Visibility.PUBLIC)
    return events.upcoming(now=now).select_related("host").order_by("starts_at", "pk")


def with_people_waiting_for_free_places(*, now: datetime) -> list[int]:
    """Events where somebody waits although a place is free: none, unless something went wrong. One query."""
    events = with_places(Event.objects.published().filter(starts_at__gt=now))
    is_free = Q(capacity__isnull=True) | Q(places_taken__lt=F("capacity"))
    someone_waits = Exists(Registration.objects.waiting().filter(event=OuterRef("pk")))
    return list(events.filter(is_free, someone_waits).order_by("pk").values_list("pk", flat=True))


def by_month(events: Iterable[Event]) -> list[tuple[date, list[Event]]]:
    """The first day of each month with its events, in the order given. No query."""
    return [(month, list(found)) for month, found in groupby(events, key=_month_of)]


def _month_of(event: Event) -> date:
    return timezone.localdate(event.starts_at).replace(day=1)


def _narrowed(events: QuerySet[Event], wanted: Wanted) -> QuerySet[Event]:
    if wanted.kind:
        events = events.filter(kind=wanted.kind)
    if wanted.region:
        there = Event.regions.through.objects.filter(region__slug=wanted.region)
        events = events.filter(pk__in=there.values("event_id"))
    if wanted.mode:
        events = events.filter(mode__in=[wanted.mode, Event.Mode.HYBRID])
    return events


def for_detail(events: QuerySet[Event], *, viewer: Viewer) -> QuerySet[Event]:
    """What the page of one event shows of it, besides the programme. One query."""
    return ON_ITS_PAGE.of(for_rows(events, viewer=viewer).select_related("group"))


@dataclass(frozen=True)
class Slot:
    """What begins at the same time: one item, or several side by side."""

    starts_at: datetime
    ends_at: datetime
    items: list[ProgrammeItem]

    @property
    def is_parallel(self) -> bool:
        return len(self.items) > 1


@dataclass(frozen=True)
class Day:
    """The slots of one day."""

    day: date
    slots: list[Slot]


def programme(event: Event, *, viewer: Viewer) -> list[Day]:
    """The programme by day; each item's `shown_practice` is the linked practice if the viewer sees it.

    One query or two.
    """
    items = list(event.programme.order_by("starts_at", "ends_at", "pk"))
    practices = _practices({item.practice_id for item in items if item.practice_id}, viewer=viewer)
    for item in items:
        item.shown_practice = practices.get(item.practice_id)  # type: ignore[attr-defined]
    return [Day(day, _slots(found)) for day, found in groupby(items, key=_day_of)]


def _day_of(item: ProgrammeItem) -> date:
    return timezone.localdate(item.starts_at)


def days_of(event: Event) -> list[date]:
    """The days that the event touches. No query."""
    first, last = timezone.localdate(event.starts_at), timezone.localdate(event.ends_at)
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _slots(items: Iterable[ProgrammeItem]) -> list[Slot]:
    slots = []
    for starts_at, together in groupby(items, key=lambda item: item.starts_at):
        side_by_side = list(together)
        slots.append(Slot(starts_at, max(item.ends_at for item in side_by_side), side_by_side))
    return slots


def _practices(ids: set[int], *, viewer: Viewer) -> Mapping[int | None, Practice]:
    if not ids:
        return {}
    seen = Practice.objects.visible_to(viewer).published().filter(pk__in=ids)
    texts = PracticeText.objects.only("practice", "language", "title")
    return {practice.pk: practice for practice in joined(seen, texts=texts)}


def live_registration(event: Event, *, viewer: Viewer) -> Registration | None:
    """The viewer's own place or place in the queue. One query."""
    if not viewer.is_authenticated:
        return None
    own = event.registrations.live().filter(person=viewer.person_id).first()
    if own is not None:
        own.event = event
    return own


def place_in_queue(registration: Registration) -> int:
    """1 for who is next. One query."""
    waiting = Registration.objects.waiting().filter(event=registration.event_id)
    return waiting.filter(position__lt=registration.position).count() + 1


def my_registrations(person_id: int | None, *, now: datetime) -> QuerySet[Registration]:
    """One's own live registrations for what is coming, the nearest first, `queue` before each. One query."""
    ahead = Registration.objects.waiting().filter(event=OuterRef("event"), position__lte=OuterRef("position"))
    own = Registration.objects.live().filter(person=person_id, event__ends_at__gt=now)
    return own.annotate(queue=_count(ahead)).select_related("event__host").order_by("event__starts_at", "pk")


def my_past_registrations(person_id: int | None, *, now: datetime) -> QuerySet[Registration]:
    """Where one had a place, and what one cancelled, the latest first. One query."""
    own = Registration.objects.filter(person=person_id).filter(
        Q(event__ends_at__lte=now, status=Status.CONFIRMED) | Q(status=Status.CANCELLED)
    )
    return own.select_related("event__host").order_by("-event__starts_at", "-pk")


def participants(event: Event, *, now: datetime) -> QuerySet[Registration]:
    """Everyone who ever registered, with person and organisations of today. Three queries."""
    today = timezone.localdate(now)
    memberships = Membership.objects.valid_on(today).select_related("organisation").order_by("pk")
    rows = event.registrations.select_related("person").order_by("position")
    return rows.prefetch_related(Prefetch("person__memberships", memberships, to_attr="memberships_now"))


def presentations(practice_ids: Iterable[int], *, viewer: Viewer) -> QuerySet[ProgrammeItem]:
    """Where practices were or will be presented, at events that the viewer sees, the latest first. One query."""
    seen = Event.objects.visible_to(viewer).published()
    items = ProgrammeItem.objects.filter(practice__in=list(practice_ids), event__in=seen)
    return items.select_related("event").order_by("-starts_at", "pk")
