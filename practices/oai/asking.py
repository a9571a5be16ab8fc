"""What a harvester asks, checked as the protocol says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.core import signing
from django.http import QueryDict

from practices.queries.harvest import Stretch

FORMAT = "oai_dc"
SALT = "practices.oai"

# Verb -> (arguments that must be there, those that may be).
LISTING = (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"}))
VERBS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "Identify": (frozenset(), frozenset()),
    "ListMetadataFormats": (frozenset(), frozenset({"identifier"})),
    "ListSets": (frozenset(), frozenset()),
    "GetRecord": (frozenset({"identifier", "metadataPrefix"}), frozenset()),
    "ListIdentifiers": LISTING,
    "ListRecords": LISTING,
}
RESUMABLE = frozenset({"ListSets", "ListIdentifiers", "ListRecords"})


class Refusal(Exception):
    """An error of the protocol: its code, and words for people."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code


@dataclass(frozen=True)
class Token:
    """Where a list goes on: nothing is kept here between two questions."""

    stretch: Stretch
    seen: int


def arguments(data: QueryDict) -> dict[str, str]:
    """The verb and its arguments, each once. Raises Refusal."""
    verbs = data.getlist("verb")
    if len(verbs) != 1 or verbs[0] not in VERBS:
        raise Refusal("badVerb", "The verb is missing, unknown or repeated.")
    verb = verbs[0]
    if repeated := [name for name, values in data.lists() if len(values) > 1]:
        raise Refusal("badArgument", f"Repeated: {', '.join(repeated)}.")
    asked = {name: str(value) for name, value in data.items()}
    given, (required, optional) = asked.keys() - {"verb"}, VERBS[verb]
    if "resumptionToken" in given and verb in RESUMABLE:
        required, optional = frozenset({"resumptionToken"}), frozenset()
    if unknown := given - required - optional:
        raise Refusal("badArgument", f"Not taken here: {', '.join(sorted(unknown))}.")
    if missing := required - given:
        raise Refusal("badArgument", f"Missing: {', '.join(sorted(missing))}.")
    return asked


def require_known_format(asked: Mapping[str, str]) -> None:
    if asked.get("metadataPrefix", FORMAT) != FORMAT:
        raise Refusal("cannotDisseminateFormat", f"Only {FORMAT} can be had.")


def token(asked: Mapping[str, str], *, targets: frozenset[str]) -> Token:
    """Which records are asked for, from where on. Raises Refusal."""
    if "resumptionToken" in asked:
        return _resumed(asked["resumptionToken"], asked["verb"])
    since, until = asked.get("from", ""), asked.get("until", "")
    if since and until and len(since) != len(until):
        raise Refusal("badArgument", "from and until must have the same granularity.")
    stretch = Stretch(
        since=_moment(since, "from") if since else None,
        until=_moment(until, "until", is_end=True) if until else None,
        target=asked.get("set", ""),
    )
    if stretch.since and stretch.until and stretch.since > stretch.until:
        raise Refusal("badArgument", "from is later than until.")
    if stretch.target and stretch.target not in targets:
        raise Refusal("noRecordsMatch", "There is no such set.")
    return Token(stretch, seen=0)


def written(going_on: Token, verb: str) -> str:
    stretch = going_on.stretch
    moments = [stretch.since, stretch.until, stretch.after[0] if stretch.after else None]
    value = [
        verb,
        *(moment.isoformat() if moment else None for moment in moments),
        stretch.after[1] if stretch.after else None,
        stretch.target,
        going_on.seen,
    ]
    return signing.dumps(value, salt=SALT, compress=True)


def _resumed(text: str, verb: str) -> Token:
    try:
        of, since, until, stamp, pk, target, seen = signing.loads(text, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Refusal("badResumptionToken", "The token is not one of ours.") from error
    if of != verb:
        raise Refusal("badResumptionToken", "The token belongs to another verb.")
    moments = [datetime.fromisoformat(one) if one else None for one in (since, until, stamp)]
    after = (moments[2], pk) if moments[2] else None
    return Token(Stretch(since=moments[0], until=moments[1], target=target, after=after), seen=seen)


def _moment(text: str, name: str, *, is_end: bool = False) -> datetime:
    """A day or a second, in UTC."""
    try:
        if len(text) == len("2026-01-01"):
            day = date.fromisoformat(text)
            return datetime.combine(day, time(23, 59, 59) if is_end else time.min, tzinfo=UTC)
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError as error:
        raise Refusal("badArgument", f"{name} is not a day or a second of UTC.") from error
