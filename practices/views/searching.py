"""Saved searches of one's own, and wishes for what is not there yet."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from elo_portal.core.errors import DomainError
from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.sent_forms import typed
from practices import permissions
from practices.commands import searches as commands
from practices.forms.searches import SavedSearchForm, WishForm
from practices.queries import browsing, saved_searches, wanting, wishes

PER_PAGE = 20


@require_safe
def saved_search_list(request: PageRequest) -> HttpResponse:
    """The viewer's own: open, rename, remove. At most ten queries."""
    found = saved_searches.listed(viewer=request.viewer)
    is_silent = any(one.search.in_digest for one in found) and not saved_searches.gets_digest(
        viewer=request.viewer
    )
    return render_page(request, "practices/saved_searches.html", {"saved": found, "is_silent": is_silent})


@require_http_methods(["GET", "POST"])
def save_search(request: PageRequest) -> HttpResponse:
    """Keep what the address asks for (`?q=...&region=...`, as of the list) under a name."""
    query, words, name = _asked(request)
    gets_digest = saved_searches.gets_digest(viewer=request.viewer)
    form = SavedSearchForm(
        typed(request),
        gets_digest=gets_digest,
        initial={"name": name[:100], "in_digest": gets_digest, "query": query},
    )
    if request.method == "POST" and form.is_valid():
        try:
            commands.save(
                name=form.cleaned_data["name"],
                query=query,
                in_digest=form.cleaned_data["in_digest"],
                actor=request.viewer,
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("The search was saved."))
            return redirect("practices:saved_searches")
    return _form_page(request, "practices/saved_search.html", {"form": form, "query": query, "words": words})


@require_http_methods(["GET", "POST"])
def saved_search(request: PageRequest, search_id: int) -> HttpResponse:
    """Another name, and the tick. Somebody else's does not exist."""
    search = get_object_or_404(saved_searches.own(viewer=request.viewer), pk=search_id)
    gets_digest = saved_searches.gets_digest(viewer=request.viewer)
    form = SavedSearchForm(
        typed(request),
        gets_digest=gets_digest,
        initial=SavedSearchForm.initial_of(search, gets_digest=gets_digest),
    )
    if request.method == "POST" and form.is_valid():
        commands.change(
            search_id=search.pk,
            name=form.cleaned_data["name"],
            in_digest=form.cleaned_data["in_digest"],
            actor=request.viewer,
        )
        messages.success(request, _("Saved."))
        return redirect("practices:saved_searches")
    options = browsing.load_options()
    words = wanting.in_words(wanting.read(search.query, options), options)
    context = {"form": form, "query": search.query, "words": words, "search": search}
    return _form_page(request, "practices/saved_search.html", context)


@require_POST
def remove_search(request: PageRequest, search_id: int) -> HttpResponse:
    search = get_object_or_404(saved_searches.own(viewer=request.viewer), pk=search_id)
    commands.remove(search_id=search.pk, actor=request.viewer)
    messages.success(request, _("The saved search was removed."))
    return redirect("practices:saved_searches")


@require_http_methods(["GET", "POST"])
def wish(request: PageRequest) -> HttpResponse:
    """Tell that what the address asks for (`?q=...&region=...`) is missing from the library."""
    query, words, _name = _asked(request)
    form = WishForm(typed(request), initial={"query": query})
    if request.method == "POST" and form.is_valid():
        try:
            commands.wish(
                query=query,
                text=form.cleaned_data["text"],
                language=request.viewer.language,
                actor=request.viewer,
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Thank you. The coordinators see your wish, without your name."))
            return redirect(wanting.list_url(query))
    return _form_page(request, "practices/wish.html", {"form": form, "query": query, "words": words})


@require_safe
def wish_list(request: PageRequest) -> HttpResponse:
    """What was wished for, the most wished first. At most ten queries."""
    if not permissions.can_see_wishes(request.viewer):
        raise PermissionDenied
    page = Paginator(wishes.grouped(viewer=request.viewer), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "wishes": list(wishes.in_words(page.object_list, viewer=request.viewer)),
        "may_propose": permissions.can_create(request.viewer),
    }
    return render_page(request, "practices/wishes.html", context)


def _asked(request: PageRequest) -> tuple[str, str, str]:
    """What is asked for, posted or else as the address says: query string, in words, as a name. Two queries."""
    options = browsing.load_options()
    sought = wanting.read(request.POST.get("query") or request.GET.urlencode(), options)
    return wanting.written(sought), wanting.in_words(sought, options), wanting.as_name(sought, options)


def _form_page(request: PageRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render_page(request, template, context, status=422 if request.method == "POST" else 200)
