"""The weekly digest: new practices and events, on Mondays at 8 in Finland, one for a week, never empty."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from elo_portal.core import mail
from elo_portal.core.mail import ledger
from elo_portal.core.models import OutgoingMail
from elo_portal.core.viewers import Viewer
from members import subscriptions
from members.models import Person
from practices import queries as practice_queries
from practices.queries import saved_searches
from seminars import queries as seminar_queries

SHOWN = 8  # of each sort; the rest is a number and a link
TOO_LATE = timedelta(days=3)


@mail.kind
class Digest(mail.Kind[Person]):
    """About the person who gets it; `params` hold the week's window as ISO times."""

    name = "pages.digest"
    stream = OutgoingMail.Stream.DIGEST
    model = Person
    template = "pages/mail/digest"

    def still_due(self, person: Person, *, now: datetime) -> bool:
        return person.digest == Person.Digest.WEEKLY

    def may_receive(self, viewer: Viewer, person: Person) -> bool:
        return viewer.is_authenticated

    def context(
        self, person: Person, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any] | None:
        """What is new and visible to this person at this moment; None when there is nothing.

        Practices that the person's saved searches find stand under these, and not among the others. Two queries;
        where there are new practices one more, and five where the person has saved searches, however many.
        """
        start, end = (datetime.fromisoformat(params[name]) for name in ("start", "end"))
        practices = list(practice_queries.published_between(viewer=viewer, start=start, end=end))
        events = list(seminar_queries.published_between(viewer=viewer, start=start, end=end, now=now))
        if not practices and not events:
            return None
        news = saved_searches.news(practices, viewer=viewer)
        told = {novelty.card.pk for one in news for novelty in one.novelties}
        others = [practice for practice in practices if practice.pk not in told]
        return {
            "news": news,
            "practices": others[:SHOWN],
            "more_practices": len(others) - len(others[:SHOWN]),
            "events": events[:SHOWN],
            "more_events": len(events) - len(events[:SHOWN]),
            "practice_count": len(practices),
            "event_count": len(events),
            "start": start,
            "end": end,
        }

    def unsubscribe_url(self, *, viewer: Viewer) -> str:
        return subscriptions.unsubscribe_url(viewer.person_id) if viewer.person_id else ""


def monday_at_eight(now: datetime) -> datetime:
    """The latest Monday 8.00 in Finland that is not in the future."""
    local = timezone.localtime(now)
    monday = local.date() - timedelta(days=local.weekday())
    moment = timezone.make_aware(datetime.combine(monday, time(8)))
    return moment if moment <= now else timezone.make_aware(datetime.combine(monday - timedelta(7), time(8)))


def queue_digests(*, now: datetime) -> int:
    """Queue this week's digest for everybody who wants one and has none; return how many. Two queries.

    After three days a digest is too late and is not made. The window is the week before Monday 8.00.
    """
    end = monday_at_eight(now)
    if now >= end + TOO_LATE:
        return 0
    start = timezone.make_aware(datetime.combine(timezone.localtime(end).date() - timedelta(days=7), time(8)))
    week = "{0.year}-W{0.week:02}".format(timezone.localtime(end).isocalendar())
    has_one = OutgoingMail.objects.filter(kind=Digest.name, created_at__gte=end).values("recipient_id")
    people = (
        Person.objects.active()
        .filter(digest=Person.Digest.WEEKLY, account__is_active=True, joined_at__lt=end)
        .exclude(pk__in=has_one)
        .order_by("pk")
    )
    rows = [
        ledger.row_for(
            Digest,
            to=person,
            about=person,
            dedupe_key=f"digest:{week}:person:{person.pk}",
            now=now,
            params={"start": start.isoformat(), "end": end.isoformat()},
            expires_at=end + TOO_LATE,
        )
        for person in people
    ]
    ledger.queue_many(rows)
    return len(rows)
