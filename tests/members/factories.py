"""People and organisations for tests. Regions, authorities, groups and terms are the reference rows of the migrations."""

from datetime import date, timedelta
from typing import Any

import factory
from allauth.account.models import EmailAddress
from factory.django import DjangoModelFactory

from elo_portal.core import viewers
from elo_portal.core.models import Term
from elo_portal.core.viewers import Viewer
from members.models import (
    Account,
    Authority,
    Group,
    Invitation,
    Mandate,
    Meeting,
    Membership,
    Organisation,
    Person,
    Project,
    Region,
    RoleGrant,
    Seat,
    Service,
)
from tests.factories import NOW

TODAY = date(2026, 3, 2)  # of NOW, in Finland
YESTERDAY = TODAY - timedelta(days=1)
LAST_YEAR = date(2025, 1, 1)
PASSWORD = "pitka-salasana-2026"


def region(code: str = "06") -> Region:
    """A region by its code; Pirkanmaa."""
    return Region.objects.get(code=code)


def authority(code: str = "04", kind: str = "evk") -> Authority:
    """An authority; Sisä-Suomi, which covers Pirkanmaa (06) and Kanta-Häme (05)."""
    return Authority.objects.get(kind=kind, code=code)


def group(slug: str = "pirkanmaa") -> Group:
    """An ELO group; that of Pirkanmaa."""
    return Group.objects.get(slug=slug)


def term(vocabulary: str, slug: str) -> Term:
    """A word of a vocabulary."""
    return Term.objects.get(vocabulary=vocabulary, slug=slug)


class OrganisationFactory(DjangoModelFactory[Organisation]):
    """An Ohjaamo of Pirkanmaa, a member. `regions=["15"]` puts it elsewhere."""

    class Meta:
        model = Organisation
        skip_postgeneration_save = True

    name_fi = factory.Sequence(lambda n: f"Ohjaamo {n}")
    name_sv = factory.Sequence(lambda n: f"Navigatorn {n}")
    name_en = factory.Sequence(lambda n: f"Ohjaamo centre {n}")
    type = factory.LazyFunction(lambda: term("organisation_type", "ohjaamo"))
    languages = ["fi"]

    class Params:
        suspended = factory.Trait(state=Organisation.State.SUSPENDED)

    @factory.post_generation
    def regions(obj: Organisation, create: bool, extracted: Any, **_: Any) -> None:
        if create:
            obj.regions.set([region(code) for code in (extracted or ["06"])])


class ServiceFactory(DjangoModelFactory[Service]):
    """Guidance in the evening for adults, the first of its organisation."""

    class Meta:
        model = Service
        skip_postgeneration_save = True

    organisation = factory.SubFactory(OrganisationFactory)
    order = 0
    name_fi = "Iltaohjaus"
    when_fi = "Kun asiakas ei pääse päivällä."
    languages = ["fi"]
    updated_at = NOW

    @factory.post_generation
    def terms(obj: Service, create: bool, extracted: Any, **_: Any) -> None:
        if create:
            obj.terms.set(extracted or [term("target_group", "adults")])


class AccountFactory(DjangoModelFactory[Account]):
    """A login with a confirmed address and the password PASSWORD."""

    class Meta:
        model = Account
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"tili{n}@example.org")
    date_joined = NOW

    @classmethod
    def _create(cls, model_class: type[Account], *args: Any, **kwargs: Any) -> Account:
        account = Account.objects.create_user(password=kwargs.pop("password", PASSWORD), **kwargs)
        EmailAddress.objects.create(user=account, email=account.email, primary=True, verified=True)
        return account


class PersonFactory(DjangoModelFactory[Person]):
    """An active person who speaks Finnish, without login, organisation or roles.

    `member_of=organisation` adds an approved membership; `contact_of=organisation` also makes a contact
    person; `coordinator_of=authority("04")`, `is_reviewer=True`, `is_admin=True` grant roles;
    `seat_in=group()` a seat; `login=True` an account with the password PASSWORD.
    """

    class Meta:
        model = Person
        skip_postgeneration_save = True

    first_name = "Aino"
    last_name = factory.Sequence(lambda n: f"Virtanen{n}")
    email = factory.Sequence(lambda n: f"aino{n}@example.org")
    language = "fi"
    joined_at = NOW - timedelta(days=400)

    class Params:
        login = factory.Trait(
            account=factory.SubFactory(AccountFactory, email=factory.SelfAttribute("..email"))
        )

    @factory.post_generation
    def member_of(obj: Person, create: bool, extracted: Organisation | None, **_: Any) -> None:
        if create and extracted:
            MembershipFactory(person=obj, organisation=extracted)

    @factory.post_generation
    def contact_of(obj: Person, create: bool, extracted: Organisation | None, **_: Any) -> None:
        if create and extracted:
            MembershipFactory(person=obj, organisation=extracted)
            RoleGrantFactory(person=obj, role=RoleGrant.Role.CONTACT, organisation=extracted)

    @factory.post_generation
    def coordinator_of(obj: Person, create: bool, extracted: Authority | None, **_: Any) -> None:
        if create and extracted:
            RoleGrantFactory(person=obj, role=RoleGrant.Role.COORDINATOR, authority=extracted)

    @factory.post_generation
    def is_reviewer(obj: Person, create: bool, extracted: bool, **_: Any) -> None:
        if create and extracted:
            RoleGrantFactory(person=obj, role=RoleGrant.Role.REVIEWER)

    @factory.post_generation
    def is_admin(obj: Person, create: bool, extracted: bool, **_: Any) -> None:
        if create and extracted:
            RoleGrantFactory(person=obj, role=RoleGrant.Role.ADMIN)

    @factory.post_generation
    def seat_in(obj: Person, create: bool, extracted: Group | None, **_: Any) -> None:
        if create and extracted:
            SeatFactory(person=obj, group=extracted)

    @factory.post_generation
    def seat_role(obj: Person, create: bool, extracted: str | None, **_: Any) -> None:
        if create and extracted:
            obj.seats.update(role=extracted)


class MembershipFactory(DjangoModelFactory[Membership]):
    """An approved membership since last year. `pending=True`: asked yesterday, waits."""

    class Meta:
        model = Membership

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    title = "opinto-ohjaaja"
    state = Membership.State.APPROVED
    asked_at = NOW - timedelta(days=1)
    decided_at = NOW - timedelta(days=1)
    starts_on = LAST_YEAR

    class Params:
        pending = factory.Trait(state=Membership.State.PENDING, decided_at=None, starts_on=YESTERDAY)
        ended = factory.Trait(ends_on=YESTERDAY)


class RoleGrantFactory(DjangoModelFactory[RoleGrant]):
    """A reviewer's role since last year, without end."""

    class Meta:
        model = RoleGrant

    person = factory.SubFactory(PersonFactory)
    role = RoleGrant.Role.REVIEWER
    starts_on = LAST_YEAR

    class Params:
        ended = factory.Trait(ends_on=YESTERDAY)


class SeatFactory(DjangoModelFactory[Seat]):
    """A member's seat in the group of Pirkanmaa since last year."""

    class Meta:
        model = Seat

    group = factory.LazyFunction(group)
    organisation = factory.SubFactory(OrganisationFactory)
    starts_on = LAST_YEAR


class MandateFactory(DjangoModelFactory[Mandate]):
    """Of the group of Pirkanmaa for last year and this year, given by the authority of Pirkanmaa."""

    class Meta:
        model = Mandate

    group = factory.LazyFunction(group)
    authority = factory.LazyFunction(authority)
    starts_on = LAST_YEAR
    ends_on = date(2026, 12, 31)
    language = "fi"
    scope = "Sovittaa yhteen alueen ohjauspalvelut."


class MeetingFactory(DjangoModelFactory[Meeting]):
    """Of the group of Pirkanmaa, held yesterday for two hours; its minutes are not written."""

    class Meta:
        model = Meeting

    group = factory.LazyFunction(group)
    language = "fi"
    title = "Kevätkokous"
    starts_at = NOW - timedelta(days=1)
    ends_at = factory.LazyAttribute(lambda meeting: meeting.starts_at + timedelta(hours=2))
    place = "Tampere"
    updated_at = NOW - timedelta(days=9)


class ProjectFactory(DjangoModelFactory[Project]):
    """Runs this year and the next."""

    class Meta:
        model = Project

    group = factory.LazyFunction(group)
    name = "Ohjauksen silta"
    funder = "ESR+"
    first_year = 2026
    last_year = 2027


class InvitationFactory(DjangoModelFactory[Invitation]):
    """An open invitation of yesterday; its token is unknown (use commands.invitations.invite for one)."""

    class Meta:
        model = Invitation

    email = factory.Sequence(lambda n: f"kutsuttu{n}@example.org")
    organisation = factory.SubFactory(OrganisationFactory)
    invited_by = factory.LazyAttribute(lambda invitation: PersonFactory(contact_of=invitation.organisation))
    token_hash = factory.Sequence(lambda n: f"{n:064x}")
    created_at = NOW - timedelta(days=1)
    expires_at = NOW + timedelta(days=13)


def viewer_of(person: Person) -> Viewer:
    """The viewer that this person is at NOW."""
    return viewers.of_person(person.pk, now=NOW)
