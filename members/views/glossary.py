"""The glossary: reading it, proposing, agreeing, discussing, retiring."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from elo_portal.core.cache import for_visitors
from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.kept_input import keeps_input
from elo_portal.core.sent_forms import carry_out, render_form, typed
from members import permissions
from members.commands import glossary as commands
from members.forms.glossary import AgreeForm, CommentForm, RetireForm, WordingForm
from members.models import GlossaryEntry
from members.queries import glossary as queries

PER_PAGE = 60
MOST_CHARACTERS = 60


@for_visitors
@login_not_required
@require_safe
def glossary(request: PageRequest) -> HttpResponse:
    """All entries from A to Ö, narrowed by a word or a letter."""
    text = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:MOST_CHARACTERS]
    every = queries.rows()
    letter = request.GET.get("letter", "")
    found = [row for row in every if row.has(text)] if text else every
    if letter in queries.letters(every) and not text:
        found = [row for row in every if row.letter == letter]
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "text": text,
        "letter": letter,
        "letters": queries.letters(every),
        "may_propose": permissions.can_discuss_glossary(request.viewer),
    }
    return render_page(request, "members/glossary/list.html", context, partial="results")


@for_visitors
@login_not_required
@require_safe
def entry(request: PageRequest, slug: str) -> HttpResponse:
    """An entry in all its languages, who agreed on it, and how groups word it differently."""
    found = _find(slug)
    viewer = request.viewer
    successor, related = queries.neighbours(found)
    is_member = permissions.can_discuss_glossary(viewer)
    is_open = found.retired_on is None
    context = {
        "entry": found,
        "page": queries.page_of(found),
        "term": queries.term_of(found),
        "related": related,
        "successor": successor,
        "comments": queries.comments(found) if is_member else [],
        "may_propose": is_member and is_open,
        "may_agree": is_open and permissions.can_tend_some_group(viewer),
        "may_retire": is_open and permissions.can_retire_entry(viewer),
    }
    return render_page(request, "members/glossary/entry.html", context)


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def entry_new(request: PageRequest) -> HttpResponse:
    """Propose an entry. For members."""
    if not permissions.can_discuss_glossary(request.viewer):
        raise PermissionDenied
    form = WordingForm(typed(request))
    if request.method == "POST" and form.is_valid():
        made = carry_out(
            request,
            form,
            lambda: commands.propose_entry(said=form.said(), actor=request.viewer, now=timezone.now()),
            field="term_fi",
        )
        if made is not None:
            messages.success(request, _("Your proposal is in the glossary. Groups can now agree on it."))
            return redirect("members:entry", made.entry.slug)
    return render_form(request, "members/glossary/form.html", {"form": form, "title": _("Propose a term")})


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def entry_change(request: PageRequest, slug: str) -> HttpResponse:
    """Propose another wording. For members."""
    found = _find_open(slug)
    if not permissions.can_discuss_glossary(request.viewer):
        raise Http404
    leading = queries.page_of(found).leading
    form = WordingForm(typed(request), asks_why=True, initial=WordingForm.initial_of(leading.texts))
    if request.method == "POST" and form.is_valid():
        made = carry_out(
            request,
            form,
            lambda: commands.propose_wording(
                entry_id=found.pk,
                said=form.said(),
                reason=form.cleaned_data["reason"],
                actor=request.viewer,
                now=timezone.now(),
            ),
        )
        if made is not None:
            messages.success(request, _("Your wording stands beside the others. Groups can now agree on it."))
            return redirect("members:entry", found.slug)
    context = {"form": form, "title": _("Propose another wording"), "entry": found}
    return render_form(request, "members/glossary/form.html", context | {"term": queries.term_of(found)})


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def entry_agree(request: PageRequest, slug: str, wording_id: int) -> HttpResponse:
    """Record that a group has agreed on a wording. For those who tend a group."""
    found = _find_open(slug)
    groups = queries.groups_tended(request.viewer)
    wording = next((one for one in found.wordings.all() if one.pk == wording_id), None)
    if not groups or wording is None:
        raise Http404
    form = AgreeForm(typed(request), groups=groups, initial={"agreed_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        made = carry_out(
            request,
            form,
            lambda: commands.agree(
                wording_id=wording_id, decided=form.decided(), actor=request.viewer, now=timezone.now()
            ),
            field={commands.NotAgreedYet: "agreed_on"},
        )
        if made is not None:
            messages.success(
                request, _("The decision is recorded. The search knows these words from now on.")
            )
            return redirect("members:entry", found.slug)
    context = {
        "form": form,
        "title": _("Record a decision"),
        "entry": found,
        "texts": wording.ordered_texts(),
    }
    return render_form(request, "members/glossary/form.html", context | {"term": queries.term_of(found)})


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def entry_retire(request: PageRequest, slug: str) -> HttpResponse:
    """Say that a term is no longer used. For national reviewers and administrators."""
    found = _find_open(slug)
    if not permissions.can_retire_entry(request.viewer):
        raise Http404
    rows = [row for row in queries.rows() if row.slug != slug and row.retired_on is None]
    form = RetireForm(typed(request), rows=rows)
    if request.method == "POST" and form.is_valid():
        chosen = GlossaryEntry.objects.filter(slug=form.cleaned_data["successor"]).first()
        done = carry_out(
            request,
            form,
            lambda: commands.retire(
                entry_id=found.pk,
                successor_id=chosen.pk if chosen else None,
                reason=form.cleaned_data["reason"],
                actor=request.viewer,
                now=timezone.now(),
            ),
            field={commands.OwnSuccessor: "successor"},
        )
        if done is not None:
            messages.success(request, _("The term is marked as no longer used. Its page stays."))
            return redirect("members:entry", found.slug)
    context = {"form": form, "title": _("Retire the term"), "entry": found}
    return render_form(request, "members/glossary/form.html", context | {"term": queries.term_of(found)})


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def entry_discussion(request: PageRequest, slug: str) -> HttpResponse:
    """What members say about the entry, and a field to say something. For members."""
    found = _find(slug)
    if not permissions.can_discuss_glossary(request.viewer):
        raise Http404
    form = CommentForm(typed(request))
    if request.method == "POST" and form.is_valid():
        made = carry_out(
            request,
            form,
            lambda: commands.comment(
                entry_id=found.pk, text=form.cleaned_data["text"], actor=request.viewer, now=timezone.now()
            ),
            field="text",
        )
        if made is not None:
            messages.success(request, _("Your comment stands in the discussion."))
            return redirect("members:entry", found.slug)
    context = {"form": form, "title": _("Discussion"), "entry": found, "shows_comments": True}
    context["comments"] = queries.comments(found)
    return render_form(request, "members/glossary/form.html", context | {"term": queries.term_of(found)})


def _find(slug: str) -> GlossaryEntry:
    return get_object_or_404(queries.entries(), slug=slug)


def _find_open(slug: str) -> GlossaryEntry:
    found = _find(slug)
    if found.retired_on is not None:
        raise Http404
    return found
