"""A network that grows: so and so many rows of everything that a page lists, written in bulk."""

import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Model

from elo_portal.core.models import OutboxMessage, OutgoingMail, SearchEntry, Term
from members.models import Group, Invitation, Membership, Organisation, Person, RoleGrant, Seat
from practices import indexing
from practices.models import Adoption, Partner, Practice, PracticeText, Transition
from seminars.models import Event, ProgrammeItem, Registration
from tests.factories import NOW
from tests.members.factories import (
    LAST_YEAR,
    InvitationFactory,
    OrganisationFactory,
    PersonFactory,
    authority,
    group,
    region,
)
from tests.practices.factories import PracticeFactory, PracticeTextFactory
from tests.seminars.factories import START, EventFactory

TERMS = (("development_target", "competence"), ("target_group", "upper-sec"), ("theme", "quality"))
DAY = timedelta(days=1)


@dataclass
class World:
    """`viewer` coordinates, reviews, writes and goes to events; `admin` administers. Both may see all that grows.

    What pages of one thing list hangs on `practice`, `draft`, `event`, `draft_event` and `home`.
    """

    size: int = 0
    home: Organisation = field(default_factory=OrganisationFactory)
    viewer: Person = field(init=False)
    admin: Person = field(init=False)
    practice: Practice = field(init=False)
    draft: Practice = field(init=False)
    event: Event = field(init=False)

    def __post_init__(self) -> None:
        here = {"coordinator_of": authority("04"), "seat_in": group()}
        self.viewer = PersonFactory(login=True, contact_of=self.home, is_reviewer=True, **here)
        self.admin = PersonFactory(login=True, is_admin=True, member_of=OrganisationFactory())
        self.practice = PracticeFactory(terms=TERMS)
        PracticeTextFactory(practice=self.practice, language="sv")
        self.draft = PracticeFactory(owner=self.home, author=self.viewer, returned=True, terms=TERMS)
        self.event = EventFactory(capacity=1000)

    def grow(self, *, to: int) -> None:
        """Rows of everything, until there are as many of each."""
        numbers = range(self.size, to)
        self.size = to
        organisations, people = self._members(numbers)
        for name, status in (("p", "published"), ("s", "submitted")):
            self._practices(numbers, name, status, organisations, people)
        self._practices(numbers, "m", "returned", [self.home] * len(numbers), [self.viewer] * len(numbers))
        self._events(numbers, people)
        self._machinery(numbers)

    def _members(self, numbers: range) -> tuple[list[Organisation], list[Person]]:
        template = OrganisationFactory.build(type=self.home.type)
        organisations = Organisation.objects.bulk_create(
            copied(template, name_fi=f"Org {n}") for n in numbers
        )
        relate(Organisation.regions, organisations, region("05"), region("06"))
        people = Person.objects.bulk_create(
            PersonFactory.build(last_name=f"Koski{n}", email=f"koski{n}@example.org") for n in numbers
        )
        memberships = []
        for person, organisation in zip(people, organisations, strict=True):
            approved = {"state": Membership.State.APPROVED, "decided_at": NOW, "starts_on": LAST_YEAR}
            memberships += [
                membership(person, organisation, **approved),
                membership(person, self.home, **approved),
                membership(self.viewer, organisation, state=Membership.State.PENDING),
                membership(self.admin, organisation, state=Membership.State.PENDING),
            ]
        Membership.objects.bulk_create(memberships)
        grant = {"role": RoleGrant.Role.CONTACT, "starts_on": LAST_YEAR}
        RoleGrant.objects.bulk_create(
            RoleGrant(person=person, organisation=organisation, **grant)
            for person, organisation in zip(people, organisations, strict=True)
        )
        Seat.objects.bulk_create(
            Seat(group=place, organisation=organisation, person=person, starts_on=LAST_YEAR)
            for person, organisation in zip(people, organisations, strict=True)
            for place in (group(), Group.objects.get(kind=Group.Kind.NATIONAL))
        )
        Invitation.objects.bulk_create(
            InvitationFactory.build(
                organisation=organisation, invited_by=self.viewer, email=f"k{n}@example.org"
            )
            for n, organisation in zip(numbers, organisations, strict=True)
        )
        return organisations, people

    def _practices(self, numbers: range, name: str, status: str, owners: Any, authors: Any) -> None:
        """Published ones are variants, presented, adopted and found; every practice has been returned once."""
        is_out = status == "published"
        made = Practice.objects.bulk_create(
            copied(
                self.practice,
                slug=f"{name}-{n}",
                status=status,
                owner=owner,
                author=author,
                contact=author,
                based_on=self.practice if is_out else None,
                published_at=NOW - DAY if is_out else None,
            )
            for n, owner, author in zip(numbers, owners, authors, strict=True)
        )
        relate(Practice.regions, made, region("05"), region("06"))
        relate(Practice.terms, made, *(Term.objects.get(vocabulary=v, slug=slug) for v, slug in TERMS))
        PracticeText.objects.bulk_create(
            copied(text, practice=one) for text in self.practice.texts.all() for one in made
        )
        Transition.objects.bulk_create(
            Transition(practice=one, to_status="returned", actor=author, at=NOW - DAY, comment="Tarkenna.")
            for practice, author in zip(made, authors, strict=True)
            for one in (practice, self.practice, self.draft)
        )
        if is_out:
            self._used(made, owners, authors)

    def _used(self, made: list[Practice], organisations: list[Organisation], people: list[Person]) -> None:
        indexing.put(self.practice)
        entries = SearchEntry.objects.filter(object_id=self.practice.pk)
        SearchEntry.objects.bulk_create(copied(entry, object_id=one.pk) for entry in entries for one in made)
        Partner.objects.bulk_create(
            Partner(practice=practice, organisation=organisation)
            for practice in (self.practice, self.draft)
            for organisation in organisations
        )
        adoption = {"version": 1, "region": region(), "language": "fi", "started_on": NOW.date()}
        adoption |= {"state": Adoption.State.IN_USE, "created_at": NOW, "updated_at": NOW}
        Adoption.objects.bulk_create(
            Adoption(practice=practice, organisation=organisation, owner=person, **adoption)
            for organisation, person, one in zip(organisations, people, made, strict=True)
            for practice, organisation, person in (
                (self.practice, organisation, person),
                (one, self.home, self.viewer),
            )
        )
        ProgrammeItem.objects.bulk_create(
            ProgrammeItem(
                event=self.event, practice=practice, title_fi="Esitys", starts_at=START, ends_at=START + DAY
            )
            for one in made
            for practice in (one, self.practice)
        )

    def _events(self, numbers: range, people: list[Person]) -> None:
        """Of each kind: drafts, coming and past ones, where the viewer has a place; people at `event`."""
        template = self.event
        made = Event.objects.bulk_create(
            copied(template, slug=f"{name}-{n}-2026", **values)
            for n in numbers
            for name, values in {
                "draft": {"status": "draft", "published_at": None},
                "coming": {},
                "past": {"starts_at": NOW - 30 * DAY, "ends_at": NOW - 29 * DAY},
            }.items()
        )
        relate(Event.regions, made, region("05"), region("06"))
        relate(Event.co_hosts, made, authority("07"))
        relate(Event.terms, made, Term.objects.get(vocabulary="development_target", slug="competence"))
        own = [registration(one, self.viewer, 1) for one in made if one.status != "draft"]
        others = [registration(self.event, one, n + 1) for n, one in zip(numbers, people, strict=True)]
        waiting = {"status": Registration.Status.WAITING, "confirmed_at": None}
        queue = [registration(one, self.admin, 2, **waiting) for one in made if one.status != "draft"]
        Registration.objects.bulk_create(own + others + queue)

    def _machinery(self, numbers: range) -> None:
        dead = {"kind": "members.sign_in", "stream": 0, "state": "dead", "language": "fi", "not_before": NOW}
        OutgoingMail.objects.bulk_create(
            OutgoingMail(address="aino@example.org", dedupe_key=f"d{n}", message_id=f"m{n}", **dead)
            for n in numbers
        )
        OutboxMessage.objects.bulk_create(
            OutboxMessage(topic="members.left", handler="nobody", payload={}, attempts=100) for _ in numbers
        )


def copied(template: Model, **changes: Any) -> Any:
    """An unsaved row like this one."""
    names = [one.attname for one in template._meta.concrete_fields if not one.primary_key]
    row = type(template)(**{name: getattr(template, name) for name in names})
    for name, value in changes.items():
        setattr(row, name, value)
    return row


def relate(relation: Any, owners: list[Any], *rows: Model) -> None:
    through, field = relation.through, relation.field
    through.objects.bulk_create(
        through(**{f"{field.m2m_field_name()}_id": one.pk, f"{field.m2m_reverse_field_name()}_id": row.pk})
        for one in owners
        for row in rows
    )


def membership(person: Person, organisation: Organisation, **values: Any) -> Membership:
    return Membership(
        person=person, organisation=organisation, **{"asked_at": NOW, "starts_on": NOW.date()} | values
    )


def registration(event: Event, person: Person, position: int, **values: Any) -> Registration:
    defaults = {
        "status": Registration.Status.CONFIRMED,
        "mode": Registration.Mode.ON_SITE,
        "confirmed_at": NOW,
    }
    return Registration(
        event=event, person=person, position=position, request_key=uuid.uuid4(), registered_at=NOW,
        **defaults | values,
    )  # fmt: skip
