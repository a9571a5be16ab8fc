"""What a person typed before the session ended, kept until they have signed in again.

When a form is posted by someone who is signed out (the session ended) or with a token of an earlier sign-in
(403, see `keep`), its fields are put into the session under the form's address, at most MAX_BYTES of them for
a day. Signing in keeps the session's contents and leads to that address. A view that shows the form itself is
marked with `@keeps_input`, asks for `kept(request)` and fills the form with it. An address that only takes
what is sent shows it once more, to be sent with one button (`SignInFirst`).
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode

from elo_portal.core.http import PageRequest

SESSION_KEY = "kept_input"
MAX_BYTES = 200_000  # of one form, encoded
MAX_FORMS = 3
KEPT_FOR = timedelta(days=1)
NEVER_KEPT = {"csrfmiddlewaretoken", "password", "password1", "password2", "code"}
SHORT = 12  # what is longer, or has a space, was typed and not chosen

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
    """Nothing is kept of what signing in itself asks, of a form of another site or of one that is too large."""
    if request.method != "POST" or not _is_ours(request) or not _is_from_here(request):
        return False
    fields = {name: values for name, values in request.POST.lists() if name not in NEVER_KEPT}
    encoded = urlencode(fields, doseq=True)
    if len(encoded) > MAX_BYTES:
        return False
    forms = _forms(request, now=timezone.now())
    forms.pop(request.get_full_path(), None)
    while len(forms) >= MAX_FORMS:
        forms.pop(next(iter(forms)))
    forms[request.get_full_path()] = {
        "fields": encoded,
        "at": timezone.now().isoformat(),
        "page": urlsplit(request.headers.get("Referer", "")).path,
    }
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


class SignInFirst(LoginRequiredMiddleware):
    """Asks those to sign in who have not; keeps what they have sent, and has it sent once more afterwards."""

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        _keep(request)
        return super().handle_no_permission(request, view_func)

    def process_response(self, request: PageRequest, response: HttpResponseBase) -> HttpResponseBase:
        was_done = request.method == "POST" and response.status_code == HTTPStatus.FOUND
        only_takes = request.method == "GET" and response.status_code == HTTPStatus.METHOD_NOT_ALLOWED
        # Asked for these two only: while the database is away, who is looking takes as long again to learn.
        if not (was_done or only_takes) or not request.user.is_authenticated:
            return response
        if was_done:
            forget(request)
            return response
        fields = kept(request)
        return response if fields is None else _send_again(request, fields)


def _send_again(request: HttpRequest, fields: QueryDict) -> HttpResponse:
    """A page with what was sent, and the button that sends it. Sent or not, it stays kept for its day."""
    sent = [(name, value) for name, values in fields.lists() for value in values]
    texts = [value for _name, value in sent if " " in value.strip() or len(value) > SHORT]
    page = _forms(request, now=timezone.now())[request.get_full_path()].get("page")
    context = {"sent": sent, "texts": texts, "back_url": page or "/", "action": request.get_full_path()}
    return render(request, "layout/send_again.html", context)


def _forms(request: HttpRequest, *, now: datetime) -> dict[str, dict[str, str]]:
    forms = request.session.get(SESSION_KEY, {})
    return {path: form for path, form in forms.items() if datetime.fromisoformat(form["at"]) > now - KEPT_FOR}


def _sign_in_url(request: HttpRequest) -> str:
    return redirect_to_login(request.get_full_path(), settings.LOGIN_URL).url


def _is_ours(request: HttpRequest) -> bool:
    """A view that asks to sign in, itself or by the middleware, of one of our apps; it gets no file."""
    match = request.resolver_match
    if match is None:
        return False
    if getattr(match.func, "keeps_input", False):
        return True
    return bool(match.namespace) and getattr(match.func, "login_required", True) and not request.FILES


def _is_from_here(request: HttpRequest) -> bool:
    """A page of another site must not be able to fill our forms, even if they are not saved."""
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return not origin or urlsplit(origin).netloc == request.get_host()
