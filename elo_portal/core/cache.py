"""Pages for visitors, kept in the memory of each process for as long as nothing has changed.

A view says `@for_visitors` if its page is the same for everybody who is not signed in. A page is found again by its
address, the colours that were chosen, the minute (some pages say what is open now) and the revision of what the
public may see (`changes`): it never outlives a change. Nothing is shared between processes, and nothing is lost
with them.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from threading import Lock
from typing import Generic, Protocol, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import Resolver404, resolve
from django.utils import timezone, translation

from elo_portal.core import changes
from elo_portal.core.context import chosen_theme

GetResponse = Callable[[HttpRequest], HttpResponse]
View = Callable[..., HttpResponse]

MOST_BYTES = 32 * 1024 * 1024  # a process keeps
LONGEST = 512 * 1024  # of one page


def for_visitors(view: View) -> View:
    """Mark a view whose page shows the same to everybody who is not signed in."""
    view.is_for_visitors = True  # type: ignore[attr-defined]
    return view


@dataclass(frozen=True)
class Page:
    content: bytes
    headers: tuple[tuple[str, str], ...]
    etag: str

    @property
    def size(self) -> int:
        return len(self.content)

    def answer(self, request: HttpRequest) -> HttpResponse:
        if request.headers.get("If-None-Match") == self.etag:
            response: HttpResponse = HttpResponseNotModified()
        else:
            response = HttpResponse(self.content)
        for name, value in self.headers:
            response[name] = value
        response["ETag"] = self.etag
        return response


class HasSize(Protocol):
    @property
    def size(self) -> int: ...


P = TypeVar("P", bound=HasSize)


class Kept(Generic[P]):
    """The pages used last, up to a number of bytes. Safe between threads."""

    def __init__(self, most_bytes: int) -> None:
        self._pages: OrderedDict[Hashable, P] = OrderedDict()
        self._most, self._bytes, self._lock = most_bytes, 0, Lock()

    def get(self, key: Hashable) -> P | None:
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: Hashable, page: P) -> None:
        with self._lock:
            old = self._pages.pop(key, None)
            self._pages[key] = page
            self._bytes += page.size - (old.size if old else 0)
            while self._bytes > self._most:
                _key, gone = self._pages.popitem(last=False)
                self._bytes -= gone.size


def pages_for_visitors(get_response: GetResponse) -> GetResponse:
    """Middleware: the kept page, else the page, kept if its view allows it."""
    kept: Kept[Page] = Kept(MOST_BYTES)

    def middleware(request: HttpRequest) -> HttpResponse:
        key = _key(request)
        if key is None:
            return get_response(request)
        page = kept.get(key)
        if page is None:
            response = get_response(request)
            page = _page(response)
            if page is None:
                return response
            kept.put(key, page)
        return page.answer(request)

    return middleware


def _key(request: HttpRequest) -> Hashable | None:
    """None for whoever might be signed in, sends something or asks for a part of a page. One query at most."""
    if request.method != "GET" or "HX-Request" in request.headers or not _is_for_visitors(request.path_info):
        return None
    if request.COOKIES.keys() & {settings.SESSION_COOKIE_NAME, "messages", settings.CSRF_COOKIE_NAME}:
        return None
    return address_now(request)


def address_now(request: HttpRequest) -> Hashable | None:
    """What a page is found by again for as long as it holds; None where that cannot be told. One query."""
    revision = changes.revision()
    if revision is None:
        return None
    minute = timezone.now().replace(second=0, microsecond=0)
    return (
        request.scheme, request.get_host(), request.get_full_path(), chosen_theme(request), minute, revision
    )  # fmt: skip


@lru_cache(4096)
def _is_for_visitors(path: str) -> bool:
    language = translation.get_language_from_path(path)
    if language is None:
        return False
    with translation.override(language):
        try:
            return hasattr(resolve(path).func, "is_for_visitors")
        except Resolver404:
            return False


def _page(response: HttpResponse) -> Page | None:
    if response.status_code != 200 or response.streaming or response.cookies:
        return None
    if len(response.content) > LONGEST:
        return None
    etag = f'"{blake2b(response.content, digest_size=12).hexdigest()}"'
    return Page(response.content, tuple(response.items()), etag)
