"""Bookmarks and collections."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from elo_portal.core.cache import for_visitors
from elo_portal.core.errors import DomainError
from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.sent_forms import render_form, typed
from practices import permissions
from practices.cards import card
from practices.commands import collecting as commands
from practices.forms.collections import CollectionForm, NoteForm
from practices.models import Collection, Practice
from practices.queries import collections as queries
from practices.queries import published


@require_POST
def bookmark(request: PageRequest, slug: str) -> HttpResponse:
    practice = get_object_or_404(Practice.objects.visible_to(request.viewer), slug=slug)
    if commands.bookmark(practice_id=practice.pk, actor=request.viewer, now=timezone.now()):
        messages.success(request, _("Kept. You find it on your own page."))
    return redirect("practices:detail", slug)


@require_safe
def bookmarks(request: PageRequest) -> HttpResponse:
    """What the viewer keeps."""
    cards = queries.bookmarked(viewer=request.viewer)
    return render_page(request, "practices/bookmarks.html", {"cards": cards})


@for_visitors
@login_not_required
@require_safe
def collection_list(request: PageRequest) -> HttpResponse:
    """Public collections, and one's own before them."""
    found = list(queries.listed(viewer=request.viewer))
    context = {
        "own": [one for one in found if permissions.can_arrange(request.viewer, one)],
        "others": [one for one in found if not permissions.can_arrange(request.viewer, one)],
    }
    return render_page(request, "practices/collections.html", context)


@for_visitors
@login_not_required
@require_safe
def collection(request: PageRequest, slug: str) -> HttpResponse:
    """A collection with the practices that the viewer may see; its owner arranges it here."""
    return render_page(request, "practices/collection.html", _context(request, _visible(request, slug)))


def _context(request: PageRequest, found: Collection) -> dict[str, Any]:
    return {
        "collection": found,
        "entries": queries.entries(found, viewer=request.viewer),
        "may_arrange": permissions.can_arrange(request.viewer, found),
        "note_form": None,
        "noted_id": None,
    }


@require_http_methods(["GET", "POST"])
def begin_collection(request: PageRequest) -> HttpResponse:
    """A new collection; with `?practice=slug` that practice is its first."""
    form = CollectionForm(typed(request), initial={"language": request.viewer.language})
    if request.method == "POST" and form.is_valid():
        found = commands.collect(**form.cleaned_data, actor=request.viewer, now=timezone.now())
        first = (
            Practice.objects.visible_to(request.viewer)
            .published()
            .filter(slug=request.GET.get("practice", ""))
        )
        for practice in first:
            _put(request, found, practice)
        return redirect("practices:collection", found.slug)
    return _form_page(request, {"form": form, "collection": None})


@require_http_methods(["GET", "POST"])
def edit_collection(request: PageRequest, slug: str) -> HttpResponse:
    found = _own(request, slug)
    form = CollectionForm(typed(request), initial=CollectionForm.initial_of(found))
    if request.method == "POST" and form.is_valid():
        commands.describe(
            collection_id=found.pk, **form.cleaned_data, actor=request.viewer, now=timezone.now()
        )
        messages.success(request, _("Saved."))
        return redirect("practices:collection", found.slug)
    return _form_page(request, {"form": form, "collection": found})


@require_POST
def throw_collection_away(request: PageRequest, slug: str) -> HttpResponse:
    commands.throw_away(collection_id=_own(request, slug).pk, actor=request.viewer, now=timezone.now())
    messages.success(request, _("The collection is gone. The practices are not."))
    return redirect("practices:collections")


@require_http_methods(["GET", "POST"])
def put_into_collection(request: PageRequest, slug: str) -> HttpResponse:
    """Choose one of one's own collections for a practice; `collection` names it when posted."""
    visible = published.for_cards(Practice.objects.visible_to(request.viewer).published())
    practice = get_object_or_404(visible, slug=slug)
    if request.method != "POST":
        context = {"card": card(practice), "collections": queries.open_to(practice, viewer=request.viewer)}
        return render_page(request, "practices/put_into.html", context)
    found = _own(request, request.POST.get("collection", ""))
    _put(request, found, practice)
    return redirect("practices:collection", found.slug)


@require_POST
def arrange(request: PageRequest, slug: str, practice_id: int) -> HttpResponse:
    """One practice of a collection: `do` is up, down, out or note."""
    found, now = _own(request, slug), timezone.now()
    wanted: dict[str, Any] = {"collection_id": found.pk, "practice_id": practice_id, "actor": request.viewer}
    match request.POST.get("do"):
        case "up" | "down" as way:
            commands.move(**wanted, up=way == "up", now=now)
        case "out":
            commands.take_out(**wanted, now=now)
        case "note":
            form = NoteForm(request.POST, auto_id=f"id_%s_{practice_id}")
            if not form.is_valid():
                sent = {"note_form": form, "noted_id": practice_id}
                return render_form(request, "practices/collection.html", _context(request, found) | sent)
            commands.note(**wanted, text=form.cleaned_data["note"], now=now)
        case _unknown:
            raise Http404
    return redirect(f"{reverse('practices:collection', args=[slug])}#p{practice_id}")


def _put(request: PageRequest, found: Collection, practice: Practice) -> None:
    try:
        commands.put_into(
            collection_id=found.pk, practice_id=practice.pk, actor=request.viewer, now=timezone.now()
        )
    except DomainError as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, _("Added to the collection."))


def _visible(request: PageRequest, slug: str) -> Collection:
    visible = Collection.objects.visible_to(request.viewer).select_related("owner")
    return get_object_or_404(visible, slug=slug)


def _own(request: PageRequest, slug: str) -> Collection:
    found = _visible(request, slug)
    if not permissions.can_arrange(request.viewer, found):
        raise Http404
    return found


def _form_page(request: PageRequest, context: dict[str, Any]) -> HttpResponse:
    return render_form(request, "practices/collection_form.html", context)
