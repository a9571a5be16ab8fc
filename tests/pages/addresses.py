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

from elo_portal.core.models import Synonym
from members import subscriptions, tokens
from members.models import Membership, Organisation, Person
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
    "members:group": lambda: [("pirkanmaa",), ("valtakunnallinen",)],
    "members:invitation": _invitation,
    "members:organisation": lambda: Organisation.objects.order_by("pk").values_list("pk")[:3],
    "members:person": lambda: Person.objects.order_by("pk").values_list("pk")[:6],
    "members:unsubscribe": lambda: [(Signer(salt=subscriptions.SALT).sign("1"),)],
    "mfa_edit_webauthn": lambda: [(1,)],
    "mfa_remove_webauthn": lambda: [(1,)],
    "openid_connect_callback": lambda: [("oidc",)],
    "openid_connect_login": lambda: [("oidc",)],
    "pages:region": lambda: [("pirkanmaa",), ("ahvenanmaa",)],
    "pages:synonym": lambda: Synonym.objects.order_by("pk").values_list("pk")[:1],
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
