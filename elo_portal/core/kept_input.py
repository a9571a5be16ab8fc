"""What a person typed before the session ended, kept until they have signed in again.

A view that takes long texts is marked with `@keeps_input`. When such a form is posted by someone who is
signed out (the session ended) or with a token of an earlier sign-in (403, see `keep`), its fields are
put into the session under the form's address, at most MAX_BYTES of them for a day. Signing in keeps the
session's contents; the view then asks for `kept(request)` and fills the form with it.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.http import urlencode

from elo_portal.core.http import PageRequest

SESSION_KEY = "kept_input"
MAX_BYTES = 200_000  # of one form, encoded
MAX_FORMS = 3
KEPT_FOR = timedelta(days=1)
NEVER_KEPT = {"csrfmiddlewaretoken", "password", "password1", "password2", "code"}

View = Callable[..., HttpResponse]


def keeps_input(*, when_signed_out: View | None = None) -> Callable[[View], View]:
    """Mark a view: a signed-out person is asked to sign in, and what they posted is kept.

    `when_signed_out(request, sign_in_url, is_kept)` answers a POST made by htmx, which cannot follow a
    redirect to another page in place; everything else is redirected to the sign-in page.
    """

    def mark(view: View) -> View:
        @login_not_required
        @wraps(view)
        def guarded(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.viewer.is_authenticated:
                return view(request, *args, **kwargs)
            is_kept = _keep(request)
            if when_signed_out is not None and request.method == "POST" and request.htmx:
                return when_signed_out(request, _sign_in_url(request), is_kept)
            return redirect_to_login(request.get_full_path())

        guarded.keeps_input = True  # type: ignore[attr-defined]
        return guarded

    return mark


def keep(request: HttpRequest) -> bool:
    """For the answer to a failed CSRF check: keep the posted fields; return whether they are safe.

    Only in a session that is there already, so that nobody can fill the table with forged posts.
    """
    return not request.session.is_empty() and _keep(request)


def _keep(request: HttpRequest) -> bool:
    """Nothing is kept of a view that is not marked, of a form of another site or of one that is too large."""
    match = request.resolver_match
    if request.method != "POST" or match is None or not getattr(match.func, "keeps_input", False):
        return False
    if not _is_from_here(request):
        return False
    fields = {name: values for name, values in request.POST.lists() if name not in NEVER_KEPT}
    encoded = urlencode(fields, doseq=True)
    if len(encoded) > MAX_BYTES:
        return False
    forms = _forms(request, now=timezone.now())
    forms.pop(request.get_full_path(), None)
    while len(forms) >= MAX_FORMS:
        forms.pop(next(iter(forms)))
    forms[request.get_full_path()] = {"fields": encoded, "at": timezone.now().isoformat()}
    request.session[SESSION_KEY] = forms
    return True


def kept(request: HttpRequest) -> QueryDict | None:
    """What was kept for this address, as it was posted; it stays until `forget`."""
    form = _forms(request, now=timezone.now()).get(request.get_full_path())
    return QueryDict(form["fields"]) if form else None


def forget(request: HttpRequest) -> None:
    """The form was saved, or its text thrown away: nothing is kept for this address any more."""
    forms = _forms(request, now=timezone.now())
    if forms.pop(request.get_full_path(), None) is not None:
        request.session[SESSION_KEY] = forms


def _forms(request: HttpRequest, *, now: datetime) -> dict[str, dict[str, str]]:
    forms = request.session.get(SESSION_KEY, {})
    return {path: form for path, form in forms.items() if datetime.fromisoformat(form["at"]) > now - KEPT_FOR}


def _sign_in_url(request: HttpRequest) -> str:
    return redirect_to_login(request.get_full_path(), settings.LOGIN_URL).url


def _is_from_here(request: HttpRequest) -> bool:
    """A page of another site must not be able to fill our forms, even if they are not saved."""
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return not origin or urlsplit(origin).netloc == request.get_host()
