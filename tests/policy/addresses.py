"""Every named address of the portal, with the arguments that it takes; addresses for a line of the table."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from tests.policy.words import Line
from tests.policy.world import World

ABSENT = {"IntConverter": 2_000_000_000, "UUIDConverter": UUID(int=0)}
ABSENT_TEXT = "ei-ole-2026"


class Address(NamedTuple):
    """A name may stand for several addresses: their arguments tell them apart."""

    name: str
    arguments: Mapping[str, str]  # name: kind of converter

    @property
    def key(self) -> tuple[str, frozenset[str]]:
        return self.name, frozenset(self.arguments)

    @property
    def file(self) -> str:
        """Where its lines stand."""
        app = self.name.partition(":")[0]
        if app in {"members", "practices", "seminars"}:
            return f"{app}.py"
        return "accounts.py" if app.startswith(("account_", "mfa_", "social", "openid")) else "pages.py"

    def __str__(self) -> str:
        return f"{self.name} ({', '.join(self.arguments) or 'no arguments'})"


@cache
def all_addresses() -> list[Address]:
    return [address for address in _walk(get_resolver().url_patterns, "", {}) if address.name]


def _walk(patterns: Any, namespace: str, outer: Mapping[str, str]) -> Iterator[Address]:
    for pattern in patterns:
        converters = {name: type(one).__name__ for name, one in pattern.pattern.converters.items()}
        groups = dict.fromkeys(pattern.pattern.regex.groupindex, "StringConverter")  # of an address by regex
        arguments = {**outer, **groups, **converters}
        if isinstance(pattern, URLResolver):
            inner = ":".join(part for part in (namespace, pattern.namespace) if part)
            yield from _walk(pattern.url_patterns, inner, arguments)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield Address(":".join(part for part in (namespace, pattern.name) if part), arguments)


def address_of(line: Line, world: World) -> Address:
    """Which of the addresses of this name the thing of the line fits: the one that takes most of its arguments."""
    given = _given(line, world)
    fitting = [
        address
        for address in all_addresses()
        if address.name == line.name and address.arguments.keys() <= given.keys()
    ]
    assert fitting, (
        f"{line}: its thing has {sorted(given)}, and that is not enough for any of "
        f"{[str(one) for one in all_addresses() if one.name == line.name]}. Name another thing with `of=`, or "
        "return what is missing from the thing's function in tests/policy/things/."
    )
    return max(fitting, key=lambda address: len(address.arguments))


def url(line: Line, world: World, *, is_absent: bool = False) -> str:
    """The path in Finnish, about the line's thing or about one that there is not."""
    address = address_of(line, world)
    given = _given(line, world)
    values = {
        name: ABSENT.get(kind, ABSENT_TEXT) if is_absent else given[name]
        for name, kind in address.arguments.items()
    }
    with translation.override("fi"):
        return reverse(line.name, kwargs=values)


def _given(line: Line, world: World) -> Mapping[str, Any]:
    assert not line.of or line.of in world.things, (
        f"{line}: tests/policy/things/ makes no {line.of!r}. Write a function marked @thing({line.of!r}) there "
        "that makes the rows and returns Thing({argument of the address: value}, row)."
    )
    return world.things[line.of].arguments if line.of else {}
