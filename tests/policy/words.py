"""The words of the policy table: who asks (audiences), what they are answered, and how a line is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

# Who asks. Each name is a person of world.py. "Here" is Pirkanmaa, where the things of the world belong;
# the people of "there" have the same roles in Pohjanmaa: for them everything is foreign.
NOBODY: frozenset[str] = frozenset()
VISITORS = frozenset({"visitor", "deactivated"})  # not signed in; shut out while signed in
NEWCOMERS = frozenset({"newcomer"})  # signed in, belongs to no organisation
AUTHOR = frozenset({"author"})
OWN_ORGANISATION = frozenset({"author", "colleague", "contact"})
OTHER_ORGANISATION = frozenset({"other_professional", "other_contact"})
CHAIR = frozenset({"chair"})  # of the ELO group here, from another organisation
GROUP = frozenset({"group_member"}) | CHAIR  # of another organisation, with a seat in the ELO group here
PARTICIPANT = frozenset({"participant"})  # of another organisation, registered for the events here
COORDINATOR = frozenset({"coordinator"})
OTHER_COORDINATOR = frozenset({"other_coordinator"})
REVIEWER = frozenset({"reviewer"})
ADMINS = frozenset({"admin"})

MEMBERS = (
    OWN_ORGANISATION | OTHER_ORGANISATION | GROUP | PARTICIPANT
    | COORDINATOR | OTHER_COORDINATOR | REVIEWER | ADMINS
)  # fmt: skip
SIGNED_IN = MEMBERS | NEWCOMERS
EVERYBODY = SIGNED_IN | VISITORS
COORDINATORS = COORDINATOR | OTHER_COORDINATOR | ADMINS  # of any region
CONTACTS = frozenset({"contact", "other_contact"})
DESK = CONTACTS | COORDINATORS | REVIEWER | CHAIR
MANAGERS = CONTACTS | COORDINATORS  # manage the members of some organisation
MANAGERS_HERE = frozenset({"contact"}) | COORDINATOR | ADMINS
MAKERS = OWN_ORGANISATION  # of a practice of the own organisation
JUDGES = COORDINATOR | ADMINS  # of a regional practice here
NATIONAL_JUDGES = REVIEWER | ADMINS
TENDERS = CHAIR | COORDINATOR | ADMINS  # of the ELO group here
ORGANISERS = COORDINATOR | ADMINS  # of an event of the authority here


class Answer(StrEnum):
    OPEN = "opens"  # GET: 200; POST: done, or the form says what is missing
    LEADS = "leads elsewhere"
    SIGN_IN = "asks to sign in"
    FAILED = "401"
    FORBIDDEN = "403"
    NOT_FOUND = "404"
    GONE = "410"
    NOT_TAKEN = "405"


LEADS, FORBIDDEN, HIDDEN, GONE = Answer.LEADS, Answer.FORBIDDEN, Answer.NOT_FOUND, Answer.GONE


@dataclass(frozen=True)
class Id:
    """In the data of a form: the id of this thing of the world."""

    of: str


@dataclass(frozen=True)
class Line:
    """One address, asked about one thing of the world by everybody."""

    name: str
    to: frozenset[str]
    methods: tuple[str, ...]
    of: str = ""  # a thing of things/; gives the arguments of the address
    led: frozenset[str] = NOBODY
    forbidden: frozenset[str] = NOBODY
    visitors: Answer = Answer.SIGN_IN
    others: Answer | None = None  # by default 404 about a thing, 403 for a room
    data: Mapping[str, Any] = field(default_factory=dict)  # what a POST sends
    writes: frozenset[str] | None = None  # exactly whose POST changes something; None: not looked at
    absent: Answer = Answer.NOT_FOUND  # to those let in, about a thing that is not there
    leaves_trace: bool = False  # a GET is written into the audit log

    def expected(self, who: str) -> Answer:
        if who in self.to:
            return Answer.OPEN
        if who in self.led:
            return Answer.LEADS
        if who in self.forbidden:
            return Answer.FORBIDDEN
        if who in VISITORS:
            return self.visitors
        return self.others or (Answer.NOT_FOUND if self.of else Answer.FORBIDDEN)

    def whom(self, answer: Answer) -> frozenset[str]:
        return frozenset(who for who in EVERYBODY if self.expected(who) is answer)

    def __str__(self) -> str:
        thing = f", {self.of}" if self.of else ""
        return f"{'+'.join(self.methods)} {self.name}{thing}{', with data' if self.data else ''}"


def page(name: str, to: frozenset[str], **more: Any) -> Line:
    """Is read, and takes no POST unless another line says so."""
    return Line(name, to, ("GET",), **more)


def form(name: str, to: frozenset[str], **more: Any) -> Line:
    """Is read and posted by the same people."""
    return Line(name, to, ("GET", "POST"), **more)


def button(name: str, to: frozenset[str], **more: Any) -> Line:
    """Is posted only."""
    return Line(name, to, ("POST",), **more)
