"""What an event must have before it is published, as data; and what is only warned of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from members.models import Authority, Region
from seminars.models import Event

Kind, Mode = Event.Kind, Event.Mode
REGIONS_OF_A_FORUM = 2


@dataclass(frozen=True)
class Facts:
    """An event with what the rules ask about. No query."""

    event: Event
    host: Authority
    regions: Sequence[Region]

    @property
    def day(self) -> date:
        return timezone.localdate(self.event.starts_at)

    def has(self, field: str, *languages: str) -> bool:
        """Whether the text is written in at least one of the languages."""
        return any(getattr(self.event, f"{field}_{language}").strip() for language in languages)

    @property
    def has_title_and_summary(self) -> bool:
        return any(self.has("title", language) and self.has("summary", language) for language in ("fi", "sv"))

    @property
    def host_is_valid(self) -> bool:
        until = self.host.valid_until
        return self.host.valid_from <= self.day and (until is None or self.day <= until)


@dataclass(frozen=True)
class Rule:
    """`is_met` or `message`, shown beside `field` of the form; `kinds` None: every kind."""

    code: str
    field: str
    message: Promise
    is_met: Callable[[Facts], bool]
    kinds: frozenset[str] | None = None


RULES = (
    Rule(
        "texts", "title_fi",
        _("Write the title and the summary in Finnish or in Swedish."),
        lambda facts: facts.has_title_and_summary,
    ),
    Rule(
        "ends", "ends_on",
        _("The end is before the beginning."),
        lambda facts: facts.event.ends_at > facts.event.starts_at,
    ),
    Rule(
        "place", "place_fi",
        _("Write the place: people can come on site."),
        lambda facts: facts.event.mode == Mode.REMOTE or facts.has("place", "fi", "sv", "en"),
    ),
    Rule(
        "link", "remote_url",
        _("Give the link for remote participants. Only they will see it."),
        lambda facts: facts.event.mode == Mode.ON_SITE or bool(facts.event.remote_url),
    ),
    Rule(
        "regions", "regions",
        _("Choose at least two regions: a peer forum is arranged together."),
        lambda facts: len(facts.regions) >= REGIONS_OF_A_FORUM,
        frozenset({Kind.PEER_FORUM}),
    ),
    Rule(
        "host", "host",
        _("The host must be an authority that exists on the day of the seminar."),
        lambda facts: facts.host_is_valid,
        frozenset({Kind.TNO_SEMINAR}),
    ),
    Rule(
        "national", "national_representation_fi",
        _("Name who represents the national ELO group, or write why it is not represented."),
        lambda facts: facts.has("national_representation", "fi", "sv", "en"),
        frozenset({Kind.TNO_SEMINAR}),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Problem:
    """A rule that is not met."""

    code: str
    field: str
    message: Promise


def problems(facts: Facts) -> list[Problem]:
    """What still stops publishing, in the order of the form."""
    kind = facts.event.kind
    applying = (rule for rule in RULES if rule.kinds is None or kind in rule.kinds)
    return [Problem(rule.code, rule.field, rule.message) for rule in applying if not rule.is_met(facts)]


def missing_languages(facts: Facts) -> list[str]:
    """Finnish or Swedish, when the event's regions need both and the title or the summary lacks one.

    Needed in bilingual regions, and when no region is named: the event is then for the whole country.
    Publishing is still possible, when one says so.
    """
    needs_both = not facts.regions or any(region.is_bilingual for region in facts.regions)
    if not needs_both:
        return []
    return [
        language
        for language in ("fi", "sv")
        if not (facts.has("title", language) and facts.has("summary", language))
    ]
