"""Organisations, people, roles and seats of the demo network. What is there stays as it is."""

from datetime import UTC, date, datetime
from typing import Any

from allauth.account.models import EmailAddress

from elo_portal.core.models import Term
from elo_portal.pages.demo import groups, meetings, papers
from elo_portal.pages.demo.files import rows
from members.models import (
    Account,
    Authority,
    Group,
    Membership,
    Municipality,
    Organisation,
    Person,
    Region,
    RoleGrant,
    Seat,
)

BEGAN = datetime(2025, 1, 7, 7, 0, tzinfo=UTC)
PASSWORD = "demo-portaali-2026"  # noqa: S105 - printed in README.md, for the demo only
SOURCE = ""  # no import has it: none ever updates what the demo laid

ORGANISATION_FIELDS = (
    "business_id", "name_fi", "name_sv", "name_en", "languages", "website", "contact_email",
    "email_domains", "description_fi", "description_sv", "description_en",
)  # fmt: skip


def load() -> None:
    """Everything but practices and events."""
    _load_organisations()
    _load_people()
    groups.load()
    _load_seats()
    meetings.load()
    papers.load()


def _load_organisations() -> None:
    regions = {region.code: region for region in Region.objects.all()}
    municipalities = {municipality.code: municipality for municipality in Municipality.objects.all()}
    terms = {(term.vocabulary, term.slug): term for term in Term.objects.all()}
    for row in rows("organisations", "organisation"):
        values = {
            name: row.get(name, "" if name not in {"languages", "email_domains"} else [])
            for name in ORGANISATION_FIELDS
        }
        values |= {"type": terms["organisation_type", row["type"]]}
        organisation, is_new = Organisation.objects.get_or_create(
            source=SOURCE, key=row["key"], defaults=values
        )
        if is_new:
            organisation.regions.set(regions[code] for code in row["regions"])
            organisation.municipalities.set(municipalities[code] for code in row.get("municipalities", []))
            organisation.sectors.set(terms["sector", slug] for slug in row["sectors"])


def _load_people() -> None:
    organisations = {
        organisation.key: organisation for organisation in Organisation.objects.filter(source=SOURCE)
    }
    authorities = {authority.key: authority for authority in Authority.objects.all()}
    for row in rows("people", "person"):
        person, is_new = Person.objects.get_or_create(
            source=SOURCE,
            key=row["key"],
            defaults={
                "first_name": row["first_name"],
                "last_name": row["last_name"],
                "email": row["email"],
                "language": row["language"],
                "digest": row.get("digest", Person.Digest.WEEKLY),
                "joined_at": BEGAN,
            },
        )
        if is_new:
            _give_login(person, has_login=row.get("login", False))
            _give_membership(person, organisations[row["organisation"]], row)
            _give_roles(person, row.get("roles", []), organisations, authorities)


def _give_login(person: Person, *, has_login: bool) -> None:
    if not has_login:
        return
    person.account = Account.objects.create_user(person.email, PASSWORD)
    EmailAddress.objects.create(user=person.account, email=person.email, verified=True, primary=True)
    person.save(update_fields=["account"])


def _give_membership(person: Person, organisation: Organisation, row: dict[str, Any]) -> None:
    is_pending = row.get("membership") == "pending"
    Membership.objects.create(
        person=person,
        organisation=organisation,
        title=row.get("title", ""),
        state=Membership.State.PENDING if is_pending else Membership.State.APPROVED,
        asked_at=BEGAN,
        decided_at=None if is_pending else BEGAN,
        starts_on=BEGAN.date(),
    )


def _give_roles(
    person: Person,
    roles: list[dict[str, str]],
    organisations: dict[str | None, Organisation],
    authorities: dict[str, Authority],
) -> None:
    for role in roles:
        RoleGrant.objects.create(
            person=person,
            role=role["role"],
            authority=authorities[role["authority"]] if "authority" in role else None,
            organisation=organisations[role["organisation"]] if "organisation" in role else None,
            starts_on=BEGAN.date(),
        )


def _load_seats() -> None:
    if Seat.objects.exists():
        return
    people = {person.key: person for person in Person.objects.filter(source=SOURCE)}
    organisations = {
        organisation.key: organisation for organisation in Organisation.objects.filter(source=SOURCE)
    }
    by_code = groups_by_region_code()
    for row in rows("seats", "seat"):
        Seat.objects.create(
            group=by_code[row["group"]],
            organisation=organisations[row["organisation"]],
            person=people.get(row.get("person")),
            deputy=people.get(row.get("deputy")),
            role=row.get("role", Seat.Role.MEMBER),
            starts_on=_day(row["starts_on"]),
            ends_on=_day(row["ends_on"]) if "ends_on" in row else None,
        )


def groups_by_region_code() -> dict[str, Group]:
    """Regional groups by the code of their region, the national one as "national", sub-groups by their slug."""
    found: dict[str, Group] = {}
    for group in Group.objects.prefetch_related("regions"):
        regions = [region.code for region in group.regions.all()]
        codes = [group.slug] if group.kind == Group.Kind.SUB else regions or ["national"]
        found |= dict.fromkeys(codes, group)
    return found


def _day(value: date | datetime | str) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(value)
