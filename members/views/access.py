"""Who may open a page; what may be done there is decided by the commands."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from elo_portal.core.http import PageRequest
from members import permissions

View = Callable[..., HttpResponse]


def admins_only(view: View) -> View:
    """Answer 403 to everybody but administrators."""

    @wraps(view)
    def guarded(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not permissions.can_administer(request.viewer):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def managers_only(view: View) -> View:
    """Answer 403 to those who manage nobody's membership."""

    @wraps(view)
    def guarded(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not permissions.can_manage_some_members(request.viewer):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
