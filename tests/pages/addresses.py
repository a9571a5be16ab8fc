"""Every address of the portal, and something to open at those that need to be told what.

A new page is found by itself. One that needs arguments gets them from `ARGUMENTS`; an address that only takes a
POST needs none.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus

from django.core.signing import Signer
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from elo_portal.core.models import Synonym, Term
from members import subscriptions, tokens
from members.models import (
    ActionPlan,
    AgendaItem,
    ClockItem,
    Decision,
    Document,
    GlossaryEntry,
    Mandate,
    Measure,
    Meeting,
    Membership,
    Organisation,
    Person,
    PlanVersion,
    Project,
    Seat,
    Service,
    Strategy,
    Wording,
)
from practices.models import (
    Adoption,
    Assignment,
    Attachment,
    Collection,
    Enquiry,
    FileImport,
    Practice,
    SavedSearch,
    SharedPractice,
    Version,
)
from seminars.models import Event, ProgrammeItem
from tests.members.factories import InvitationFactory

Arguments = tuple[object, ...]
OFTEN_ENOUGH = 2


@dataclass(frozen=True, order=True)
class Address:
    """A name with the names of its arguments."""

    name: str
    parameters: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name}({', '.join(self.parameters)})"


@dataclass(frozen=True)
class Visit:
    """What came of opening an address."""

    address: Address
    path: str
    status: int
    queries: int


def addresses() -> list[Address]:
    """All that have a name, in the order of their names."""
    return sorted(set(_below(get_resolver(), (), ())))


def _below(resolver: URLResolver, spaces: tuple[str, ...], outer: tuple[str, ...]) -> Iterator[Address]:
    for one in resolver.url_patterns:
        parameters = (*outer, *one.pattern.regex.groupindex)
        if isinstance(one, URLResolver):
            yield from _below(one, (*spaces, one.namespace) if one.namespace else spaces, parameters)
        elif isinstance(one, URLPattern) and one.name:
            yield Address(":".join((*spaces, one.name)), parameters)


def _plans() -> list[Arguments]:
    """Open ones first: the forms of the others are gone."""
    return list(ActionPlan.objects.order_by("closed_on", "pk").values_list("group__slug", "year"))


def _strategies() -> list[Arguments]:
    return list(Strategy.objects.order_by("pk").values_list("group__slug", "pk"))


def _measures() -> list[Arguments]:
    rows = Measure.objects.filter(plan__state=ActionPlan.State.ADOPTED).order_by("pk")
    return list(rows.values_list("plan__group__slug", "plan__year", "pk"))


def _kept_plans() -> list[Arguments]:
    return list(PlanVersion.objects.order_by("pk").values_list("plan__group__slug", "plan__year", "number"))


def _slugs() -> list[Arguments]:
    return list(Event.objects.order_by("pk").values_list("slug"))


def _practices() -> list[Arguments]:
    return list(Practice.objects.order_by("pk").values_list("pk"))


def _published() -> list[Arguments]:
    return list(Practice.objects.published().order_by("pk").values_list("slug"))


def _adoptions() -> list[Arguments]:
    return list(Adoption.objects.order_by("pk").values_list("pk"))


def _collections() -> list[Arguments]:
    return list(Collection.objects.order_by("pk").values_list("slug"))


def _files() -> list[Arguments]:
    return list(Attachment.objects.order_by("pk").values_list("pk"))


def _shared() -> list[Arguments]:
    return list(SharedPractice.objects.order_by("pk").values_list("pk"))


def _versions() -> list[Arguments]:
    """Those that have been followed by another, first."""
    return list(Version.objects.order_by("-number", "pk").values_list("practice__slug", "number"))


def _terms() -> list[Arguments]:
    return list(Term.objects.of("theme").values_list("pk")[:2])


def _seats() -> list[Arguments]:
    """Those of Pirkanmaa, the vacant ones first."""
    found = Seat.objects.filter(group__slug="pirkanmaa").order_by("-person", "pk")
    return list(found.values_list("group__slug", "pk")[:3])


def _documents() -> list[Arguments]:
    return list(Document.objects.order_by("pk").values_list("group__slug", "pk"))


def _meetings() -> list[Arguments]:
    found = Meeting.objects.filter(group__slug="pirkanmaa").order_by("pk")
    return list(found.values_list("group__slug", "pk"))


def _organisations() -> list[Arguments]:
    """Those that have described services first."""
    with_services = Organisation.objects.filter(services__isnull=False).distinct().order_by("pk")
    return list(with_services.values_list("pk"))


def _entries() -> list[Arguments]:
    """Agreed, worded differently, proposed and retired ones."""
    slugs = ("elinikainen-ohjaus", "hyva-kaytanto", "urasuunnittelutaidot", "te-toimisto")
    return list(GlossaryEntry.objects.filter(slug__in=slugs).order_by("pk").values_list("slug"))


def _invitation() -> list[Arguments]:
    token = tokens.new_token()
    InvitationFactory(token_hash=tokens.digest(token), expires_at=timezone.now() + timedelta(days=1))
    return [(token,)]


def file_import() -> list[Arguments]:
    """Read, and ready to be confirmed by the administrator who brought it."""
    now = timezone.now()
    found = FileImport.objects.create(
        person=Person.objects.get(email="yllapito@example.org"), file="imports/nowhere", name="rivit.xlsx", size=10,
        source="addresses", language="fi", state="ready", due_at=now, created_at=now, updated_at=now,
    )  # fmt: skip
    return [(found.pk,)]


# What a name is opened with. Several, so that each role finds something that it may see, and each state is there.
ARGUMENTS: dict[str, Callable[[], Iterable[Arguments]]] = {
    "api:elsewhere": lambda: [("kaytannot/1",)],
    "api:event": _slugs,
    "api:practice": _published,
    "members:decline_membership": lambda: Membership.objects.pending().order_by("pk").values_list("pk"),
    "members:entry": _entries,
    "members:entry_agree": lambda: Wording.objects.order_by("pk").values_list("entry__slug", "pk")[:3],
    "members:entry_change": _entries,
    "members:entry_discussion": _entries,
    "members:entry_retire": _entries,
    "members:group": lambda: [("pirkanmaa",), ("valtakunnallinen",)],
    "members:group_archive": lambda: [("pirkanmaa", 2026)],
    "members:group_correction": _meetings,
    "members:group_decision": lambda: Decision.objects.order_by("pk").values_list(
        "group__slug", "meeting", "pk"
    )[:3],
    "members:group_document": _documents,
    "members:group_download": lambda: [(*one, 1) for one in _documents()],
    "members:group_edit_document": _documents,
    "members:group_edit_meeting": _meetings,
    "members:group_end_seat": _seats,
    "members:group_expected": lambda: [("pirkanmaa",)],
    "members:group_item": lambda: AgendaItem.objects.order_by("pk").values_list(
        "meeting__group__slug", "meeting", "pk"
    )[:3],
    "members:group_mandate": lambda: Mandate.objects.order_by("pk").values_list("group__slug", "pk")[:3],
    "members:group_meeting": _meetings,
    "members:group_meeting_calendar": _meetings,
    "members:group_meetings": lambda: [("pirkanmaa",)],
    "members:group_minutes": _meetings,
    "members:group_new_decision": _meetings,
    "members:group_new_document": lambda: [("pirkanmaa",)],
    "members:group_new_item": _meetings,
    "members:group_new_meeting": lambda: [("pirkanmaa",)],
    "members:group_new_mandate": lambda: [("pirkanmaa",)],
    "members:group_new_project": lambda: [("pirkanmaa",)],
    "members:group_new_seat": lambda: [("pirkanmaa",)],
    "members:group_new_version": _documents,
    "members:group_project": lambda: Project.objects.order_by("pk").values_list("group__slug", "pk")[:3],
    "members:group_purpose": lambda: [("pirkanmaa",)],
    "members:group_resources": lambda: [("pirkanmaa", 2026)],
    "members:group_seat": _seats,
    "members:group_sub_group": lambda: [("pirkanmaa",)],
    "members:plans": lambda: [("pirkanmaa",), ("valtakunnallinen",)],
    "members:new_plan": lambda: [("pirkanmaa",)],
    "members:new_strategy": lambda: [("pirkanmaa",)],
    "members:strategy": _strategies,
    "members:edit_strategy": _strategies,
    "members:plan": _plans,
    "members:plan_pdf": _plans,
    "members:edit_plan": _plans,
    "members:adopt_plan": _plans,
    "members:new_measure": _plans,
    "members:plan_version": _kept_plans,
    "members:measure": _measures,
    "members:edit_measure": _measures,
    "members:update_measure": _measures,
    "members:effects": _measures,
    "practices:measure_practices": _measures,
    "members:clock": lambda: [("pirkanmaa", 2026), ("valtakunnallinen", 2030)],
    "members:clock_feed": lambda: [("pirkanmaa",)],
    "members:new_clock_item": lambda: [("pirkanmaa", 2026)],
    "members:clock_item": lambda: list(ClockItem.objects.order_by("pk").values_list("group__slug", "pk")),
    "members:national_goal": lambda: list(Term.objects.of("national_goal").values_list("pk")),
    "members:invitation": _invitation,
    "members:organisation": lambda: Organisation.objects.order_by("pk").values_list("pk")[:3],
    "members:edit_profile": _organisations,
    "members:new_service": _organisations,
    "members:profile": _organisations,
    "members:service": lambda: Service.objects.order_by("pk").values_list("pk"),
    "members:person": lambda: Person.objects.order_by("pk").values_list("pk")[:6],
    "members:unsubscribe": lambda: [(Signer(salt=subscriptions.SALT).sign("1"),)],
    "mfa_edit_webauthn": lambda: [(1,)],
    "mfa_remove_webauthn": lambda: [(1,)],
    "openid_connect_callback": lambda: [("oidc",)],
    "openid_connect_login": lambda: [("oidc",)],
    "pages:region": lambda: [("pirkanmaa",), ("ahvenanmaa",)],
    "pages:synonym": lambda: Synonym.objects.order_by("pk").values_list("pk")[:1],
    "pages:term": _terms,
    "pages:term_merge": _terms,
    "pages:term_new": lambda: [("theme",)],
    "pages:vocabulary": lambda: [("theme",), ("development_target",)],
    "pages:target": lambda: [("competence",)],
    "practices:adopt": _published,
    "practices:adoption": _adoptions,
    "practices:attachment": _files,
    "practices:attachments": _practices,
    "pages:principle": lambda: [("equality",)],
    "practices:compare_versions": _published,
    "practices:brought": file_import,
    "practices:co_authors": _practices,
    "practices:decline": lambda: Assignment.objects.open().order_by("pk").values_list("pk"),
    "practices:fields": _practices,
    "practices:fresh": _published,
    "practices:hide_version": _versions,
    "practices:national": _practices,
    "practices:standing": _practices,
    "practices:version": _versions,
    "practices:versions": _published,
    "practices:ask": _published,
    "practices:collection": _collections,
    "practices:detail": lambda: Practice.objects.exclude(slug=None).order_by("pk").values_list("slug"),
    "practices:discussion": _published,
    "practices:download": _files,
    "practices:commit": _shared,
    "practices:decide_shared": _shared,
    "practices:end_shared": _shared,
    "practices:edit": lambda: [(*one, step) for one in _practices() for step in (1, 3, 6)],
    "practices:edit_collection": _collections,
    "practices:enquiry": lambda: Enquiry.objects.order_by("pk").values_list("pk"),
    "practices:pdf": _published,
    "practices:put_into": _published,
    "practices:review": _practices,
    "practices:saved_search": lambda: SavedSearch.objects.order_by("pk").values_list("pk"),
    "practices:seen": _published,
    "practices:shared": _shared,
    "practices:tell": _adoptions,
    "practices:withdraw": _practices,
    "practices:word_template": lambda: [("sv",)],
    "seminars:archive": lambda: [(2026,)],
    "seminars:calendar": _slugs,
    "seminars:cancel": _slugs,
    "seminars:cancel_registration": _slugs,
    "seminars:detail": _slugs,
    "seminars:edit": _slugs,
    "seminars:item": lambda: ProgrammeItem.objects.order_by("-pk").values_list("event__slug", "pk")[:30],
    "seminars:new": lambda: [(kind,) for kind in Event.Kind.values],
    "seminars:participants": _slugs,
    "seminars:participants_file": _slugs,
    "seminars:programme": _slugs,
    "seminars:publish": _slugs,
    "seminars:register": _slugs,
    "seminars:registration": _slugs,
}


def missing_arguments(client: Client) -> list[str]:
    """Addresses that nobody can open here: not those that only take a POST."""
    return [
        str(address)
        for address in addresses()
        if address.parameters and address.name not in ARGUMENTS and not _takes_only_post(client, address)
    ]


def _takes_only_post(client: Client, address: Address) -> bool:
    try:
        path = reverse(address.name, args=[1] * len(address.parameters))
    except NoReverseMatch:
        return False
    return client.get(path).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def visits(client: Client) -> Iterator[Visit]:
    """Open each address, with its arguments until it has been shown a few times."""
    for address in addresses():
        known = iter(ARGUMENTS.get(address.name, list)() if address.parameters else [()])
        times_shown = 0
        while times_shown < OFTEN_ENOUGH and (arguments := next(known, None)) is not None:
            visit = opened(client, address, arguments)
            times_shown += visit.status == HTTPStatus.OK
            yield visit


def opened(client: Client, address: Address, arguments: Arguments) -> Visit:
    path = reverse(address.name, args=arguments)
    statements = Statements()
    with connection.execute_wrapper(statements):
        status = client.get(path).status_code
    return Visit(address, path, status, statements.count)


class Statements:
    """Counts what is sent to the database: queries, savepoints and all."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute, sql, parameters, many, context):
        self.count += 1
        return execute(sql, parameters, many, context)
