"""The way of a practice: presented, taken up, changed, shared, given up; in the order of time, and as figures."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from practices.cards import Card, Words
from practices.models import Adoption
from practices.queries.adoptions import IN_USE, Overview
from practices.queries.sharing import Shared
from practices.slots import TrailItem

State = Adoption.State
FEW = 4  # stops that stand beside each other


@dataclass(frozen=True)
class Trail:
    """`words`: the figures as parts of one sentence."""

    stops: list[TrailItem]
    words: list[str]

    @property
    def is_long(self) -> bool:
        return len(self.stops) > FEW


def trail(
    presented: Iterable[TrailItem], use: Overview, variants: Iterable[Card], shared: Iterable[Shared], *,
    is_member: bool, region_count: int, today: date,
) -> Trail:  # fmt: skip
    """No query. Without `region_count` the sentence says nothing of regions."""
    shown, cards, decisions = list(presented), list(variants), list(shared)
    stops = [*shown, *_taken_up(use.adoptions, is_member=is_member)]
    stops += [*_described(cards), *(stop for one in decisions for stop in _decided(one))]
    past = sum(stop.day <= today for stop in shown)
    return Trail(
        stops=sorted(stops, key=lambda stop: stop.day),
        words=list(_words(past, use, len(cards), decisions, region_count)),
    )


def _words(presented: int, use: Overview, variants: int, shared: list[Shared], regions: int) -> Iterator[str]:
    if presented:
        yield ngettext("presented in %(count)s forum", "presented in %(count)s forums", presented) % {
            "count": presented
        }
    if use.regions and regions:
        yield ngettext(
            "in use in %(count)s of %(all)s region", "in use in %(count)s of %(all)s regions", use.regions
        ) % {"count": use.regions, "all": regions}
    in_force = len({pk for one in shared if one.is_in_force for pk in one.region_ids})
    if in_force:
        yield ngettext(
            "shared practice of %(count)s region", "shared practice of %(count)s regions", in_force
        ) % {"count": in_force}
    if variants:
        yield ngettext("%(count)s variant", "%(count)s variants", variants) % {"count": variants}
    if use.ended:
        yield ngettext("%(count)s has given it up", "%(count)s have given it up", use.ended) % {
            "count": use.ended
        }


def _taken_up(adoptions: Iterable[Adoption], *, is_member: bool) -> Iterator[TrailItem]:
    for one in adoptions:
        if one.state == State.INTERESTED:
            continue
        url = reverse("practices:adoption", args=[one.pk]) if is_member else ""
        where = {"title": one.organisation.name, "url": url, "place": one.region.name}
        label, tone = (
            (pgettext_lazy("trail", "Taken into use"), "full")
            if one.state in {*IN_USE, State.ENDED}
            else (_("Begun"), "")
        )
        yield TrailItem(label=label, day=one.started_on, icon="check", tone=tone, **where)
        if one.ended_on:
            yield TrailItem(label=_("Given up"), day=one.ended_on, icon="minus", tone="end", **where)


def _described(variants: Iterable[Card]) -> Iterator[TrailItem]:
    label: Words = _("Variant")
    for card in variants:
        if card.published_at:
            yield TrailItem(
                label=label,
                title=card.title,
                url=card.url,
                day=timezone.localdate(card.published_at),
                place=card.place,
                icon="shuffle",
                language=card.language,
                tone="full",
            )


def _decided(one: Shared) -> Iterator[TrailItem]:
    where = {"title": one.group, "url": reverse("practices:shared", args=[one.pk])}
    if one.since:
        yield TrailItem(
            label=_("Shared practice of the region"), day=one.since, icon="users", tone="full", **where
        )
    if one.ended_on:
        label = _("No longer the shared practice of the region")
        yield TrailItem(label=label, day=one.ended_on, icon="minus", tone="end", **where)
