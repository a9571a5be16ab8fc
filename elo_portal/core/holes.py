"""What is one's own on a page that is otherwise the same for many.

A page that several people share (`shared_pages`) is made with holes in it: `hole("place", event.pk, otherwise)`. Before
it leaves, those of one kind are filled at once: `@fills("place")` marks the function that gets whoever looks and the
keys, and says what stands there for whom it is not `otherwise`.
"""

import re
from collections.abc import Callable, Mapping
from secrets import token_hex
from typing import NamedTuple

from django.utils.safestring import SafeString

from elo_portal.core.viewers import Viewer

Fill = Callable[[Viewer, list[int]], Mapping[int, SafeString]]

SECRET = token_hex(16)  # of this process: no text that somebody wrote is ever taken for a hole
TOKEN = f"token-{SECRET}"  # stands for the token of the forms
NAME = f"name-{SECRET}"
_HOLE = re.compile(rf"<!--{SECRET}:(\w+):(\d+)-->(.*?)<!--{SECRET}-->".encode(), re.DOTALL)
_fills: dict[str, Fill] = {}


def fills(kind: str) -> Callable[[Fill], Fill]:
    """Mark what fills the holes of this kind: it may ask one query, however many there are."""

    def mark(fill: Fill) -> Fill:
        _fills[kind] = fill
        return fill

    return mark


def hole(kind: str, key: int, otherwise: SafeString) -> SafeString:
    """Where something of one's own may stand; `otherwise` for everybody else."""
    return SafeString(f"<!--{SECRET}:{kind}:{key}-->{otherwise}<!--{SECRET}-->")


class Hole(NamedTuple):
    kind: str
    key: int
    otherwise: bytes


def pieces(content: bytes) -> tuple[bytes | Hole, ...]:
    """The page cut at its holes."""
    cut: list[bytes | Hole] = []
    end = 0
    for found in _HOLE.finditer(content):
        kind, key, otherwise = found.groups()
        cut += [content[end : found.start()], Hole(kind.decode(), int(key), otherwise)]
        end = found.end()
    return (*cut, content[end:])


def filled(page: tuple[bytes | Hole, ...], viewer: Viewer) -> bytes:
    """The page for this viewer. As many queries as there are kinds of holes."""
    if len(page) == 1 and isinstance(page[0], bytes):
        return page[0]
    keys: dict[str, list[int]] = {}
    for one in page:
        if isinstance(one, Hole):
            keys.setdefault(one.kind, []).append(one.key)
    own = {kind: _fills[kind](viewer, found) for kind, found in keys.items()}
    return b"".join(one if isinstance(one, bytes) else _own(one, own) for one in page)


def _own(one: Hole, own: Mapping[str, Mapping[int, SafeString]]) -> bytes:
    said = own[one.kind].get(one.key)
    return one.otherwise if said is None else said.encode()
