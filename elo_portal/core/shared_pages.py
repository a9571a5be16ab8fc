"""Pages for those who are signed in, kept in each process and shared by all who see the same.

Two members of the network read the same library; only the name at the top and the token in the forms differ. Such a
page is made for a *stranger*: the viewer's roles and groups, without a name, a person or an organisation, so that
nothing of one's own can stand on it, save where a hole was left for it (`holes`). For whom it would be another page (the makers of a practice, those who have
registered) the view says: the *insiders* get one of their own, always.

As with the pages for visitors a page lives for as long as the revision of what it shows (`changes`), a minute at
the most, and never leaves the process.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.utils.html import escape

from elo_portal.core import holes
from elo_portal.core.cache import LONGEST, MOST_BYTES, Kept, address_now
from elo_portal.core.http import PageRequest, PageResponse
from elo_portal.core.viewers import Insiders

NAME, TOKEN = holes.NAME.encode(), holes.TOKEN.encode()
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class SharedPage:
    """Cut at its holes. `size`: bytes."""

    pieces: tuple[bytes | holes.Hole, ...]
    size: int
    headers: tuple[tuple[str, str], ...]
    insiders: Insiders

    def answer(self, request: PageRequest) -> HttpResponse:
        """The page with this person's name and token in it."""
        content = holes.filled(self.pieces, request.viewer)
        content = content.replace(NAME, escape(request.viewer.name).encode())
        response = HttpResponse(content.replace(TOKEN, get_token(request).encode()))
        for name, value in self.headers:
            response[name] = value
        return response


_kept: Kept[SharedPage] = Kept(MOST_BYTES)


def for_members(view: View) -> View:
    """Mark a view whose page is the same for all with the same roles and groups who are not its insiders.

    The view names the insiders with `render_page(..., insiders=...)`; a page without them is not kept. It must take
    whoever looks from `request.viewer` only.
    """

    @wraps(view)
    def shared(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = _key(request)
        if key is None:
            return view(request, *args, **kwargs)
        page = _kept.get(key)
        if page is None:
            page = _made(view, request, args, kwargs)
            if page is not None:
                _kept.put(key, page)
        if page is None or page.insiders.include(request.viewer):
            return view(request, *args, **kwargs)
        return page.answer(request)

    shared.is_for_members = True  # type: ignore[attr-defined]
    return shared


def _key(request: PageRequest) -> Hashable | None:
    """None for a part of a page, for those outside the network, and where something is to be said once. One query at most."""
    if request.method != "GET" or request.htmx or not request.viewer.is_member:
        return None
    if len(get_messages(request)):
        return None
    address = address_now(request)
    return None if address is None else (address, request.viewer.as_stranger(holes.NAME))


def _made(view: View, request: PageRequest, args: Any, kwargs: Any) -> SharedPage | None:
    """What a stranger would get, if it may be kept."""
    own = request.viewer, request.user
    request.viewer, request.user = request.viewer.as_stranger(holes.NAME), AnonymousUser()
    request.is_shared = True
    try:
        response = view(request, *args, **kwargs)
        if not isinstance(response, PageResponse) or response.insiders is None:
            return None
        content, insiders = response.render().content, response.insiders()
    except (Http404, PermissionDenied):
        return None
    finally:
        request.viewer, request.user = own
        del request.is_shared
    if response.status_code != 200 or response.cookies or len(content) > LONGEST:
        return None
    return SharedPage(holes.pieces(content), len(content), tuple(response.items()), insiders)
