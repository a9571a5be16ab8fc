"""The vocabularies, for administrators."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from elo_portal.core import terms
from elo_portal.core.errors import DomainError
from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.models import Term
from elo_portal.core.sent_forms import carry_out, render_form, typed
from elo_portal.pages import vocabularies
from elo_portal.pages.forms import MergeForm, TermForm
from elo_portal.pages.views.synonyms import admins_only

DONE: dict[str, tuple[Callable[..., Any], Any]] = {
    "retire": (terms.retire, lambda: _("The word may not be chosen any more. It stays where it is used.")),
    "bring_back": (terms.bring_back, lambda: _("The word may be chosen again.")),
    "delete": (terms.delete, lambda: _("The word was deleted. Nothing had used it.")),
}


@admins_only
@require_safe
def vocabulary_list(request: PageRequest) -> HttpResponse:
    """Which vocabularies there are."""
    return render_page(request, "pages/vocabularies.html", {"vocabularies": vocabularies.vocabularies()})


@admins_only
@require_safe
def vocabulary(request: PageRequest, slug: str) -> HttpResponse:
    """The words of one, and how often each is used."""
    found = _vocabulary(slug)
    return render_page(
        request, "pages/vocabulary.html", {"vocabulary": found, "rows": vocabularies.rows(found.slug)}
    )


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def term_new(request: PageRequest, slug: str) -> HttpResponse:
    """Add a word."""
    found = _vocabulary(slug)
    if found.is_fixed:
        raise Http404
    form = TermForm(typed(request))
    if request.method == "POST" and form.is_valid():
        added = carry_out(
            request,
            form,
            lambda: terms.add(vocabulary=found.slug, values=form.cleaned_data, actor=request.viewer),
            field="name_fi",
        )
        if added is not None:
            messages.success(request, _("The word was added."))
            return redirect("pages:vocabulary", found.slug)
    return render_form(request, "pages/term.html", {"vocabulary": found, "term": None, "form": form})


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def term(request: PageRequest, term_id: int) -> HttpResponse:
    """Rename a word, and what else may be done with it."""
    stored = _term(term_id)
    initial = {name: getattr(stored, name) for name in terms.FIELDS}
    form = TermForm(typed(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        saved = carry_out(
            request,
            form,
            lambda: terms.change(term_id=stored.pk, values=form.cleaned_data, actor=request.viewer),
            field="name_fi",
        )
        if saved is not None:
            messages.success(request, _("The word was saved."))
            return redirect("pages:vocabulary", stored.vocabulary)
    return _term_page(request, stored, form)


@admins_only
@require_POST
def term_state(request: PageRequest, term_id: int) -> HttpResponse:
    """Retire it, bring it back, or delete what was never used."""
    stored = _term(term_id)
    command, said = DONE.get(request.POST.get("do", ""), (None, None))
    if command is None:
        return redirect("pages:term", stored.pk)
    try:
        command(term_id=stored.pk, actor=request.viewer)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("pages:term", stored.pk)
    messages.success(request, said())
    return redirect("pages:vocabulary", stored.vocabulary)


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def term_merge(request: PageRequest, term_id: int) -> HttpResponse:
    """Say into which, see what that means, do it."""
    stored = _term(term_id)
    if stored.vocabulary in terms.FIXED:
        raise Http404
    form = MergeForm(typed(request), others=vocabularies.others(stored))
    if request.method == "POST" and form.is_valid():
        into = carry_out(
            request,
            form,
            lambda: terms.merge(term_id=stored.pk, into_id=form.cleaned_data["into"], actor=request.viewer),
            field="into",
        )
        if into is not None:
            said = _("“%(term)s” is now “%(into)s”, wherever it was used.")
            messages.success(request, said % {"term": stored.name, "into": into.name})
            return redirect("pages:vocabulary", stored.vocabulary)
    context = {
        "vocabulary": _vocabulary(stored.vocabulary),
        "term": stored,
        "uses": terms.uses(stored),
        "form": form,
    }
    return render_form(request, "pages/term_merge.html", context)


def _vocabulary(slug: str) -> vocabularies.Vocabulary:
    found = next((one for one in vocabularies.vocabularies() if one.slug == slug), None)
    if found is None:
        raise Http404
    return found


def _term(term_id: int) -> Term:
    return get_object_or_404(Term.objects.standing(), pk=term_id)


def _term_page(request: PageRequest, stored: Term, form: TermForm) -> HttpResponse:
    context = {
        "vocabulary": _vocabulary(stored.vocabulary),
        "term": stored,
        "uses": terms.uses(stored),
        "form": form,
    }
    return render_form(request, "pages/term.html", context)
