"""The list of synonyms, for administrators."""

from collections.abc import Callable
from copy import copy
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.models import Synonym
from elo_portal.core.search import synonyms
from elo_portal.core.sent_forms import carry_out, render_form, typed
from elo_portal.pages.forms import SynonymForm

PER_PAGE = 50
MOST_CHARACTERS = 60


def admins_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 403 to everybody but administrators."""

    @wraps(view)
    def guarded(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.viewer.is_admin:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@admins_only
@require_safe
def synonym_list(request: PageRequest) -> HttpResponse:
    """All pairs, narrowed by a word."""
    text = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:MOST_CHARACTERS]
    found = Synonym.objects.containing(text).order_by("word", "language", "meaning", "pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render_page(request, "pages/synonyms.html", {"page": page, "text": text}, partial="results")


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def synonym_new(request: PageRequest) -> HttpResponse:
    """Add a pair."""
    form = SynonymForm(typed(request))
    if request.method == "POST" and form.is_valid():
        added = carry_out(
            request,
            form,
            lambda: synonyms.add(values=form.values(), actor=request.viewer),
            field="meaning",
        )
        if added is not None:
            messages.success(request, _("The pair was added. It holds from the next search on."))
            return redirect("pages:synonyms")
    return _form_page(request, form, synonym=None)


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def synonym(request: PageRequest, synonym_id: int) -> HttpResponse:
    """Change a pair."""
    stored = get_object_or_404(Synonym, pk=synonym_id)
    form = SynonymForm(typed(request), instance=copy(stored))  # the form writes into it
    if request.method == "POST" and form.is_valid():
        saved = carry_out(
            request,
            form,
            lambda: synonyms.change(synonym_id=stored.pk, values=form.values(), actor=request.viewer),
            field="meaning",
        )
        if saved is not None:
            messages.success(request, _("The pair was saved. It holds from the next search on."))
            return redirect("pages:synonyms")
    return _form_page(request, form, synonym=stored)


@admins_only
@require_POST
def synonym_remove(request: PageRequest, synonym_id: int) -> HttpResponse:
    """Take a pair out."""
    get_object_or_404(Synonym, pk=synonym_id)
    synonyms.remove(synonym_id=synonym_id, actor=request.viewer)
    messages.success(request, _("The pair was removed."))
    return redirect("pages:synonyms")


def _form_page(request: PageRequest, form: SynonymForm, *, synonym: Synonym | None) -> HttpResponse:
    return render_form(request, "pages/synonym.html", {"form": form, "synonym": synonym})
