"""Describing a practice: start, six steps, submit; take back, begin anew, throw away."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import trigger_client_event

from elo_portal.core import kept_input
from elo_portal.core.errors import DomainError
from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.kept_input import keeps_input
from elo_portal.core.names import LANGUAGES
from elo_portal.core.sent_forms import render_form
from practices import permissions
from practices.cards import Card, card
from practices.commands import drafts, submission, variants
from practices.fields import STEPS, step_of
from practices.forms.starting import StartForm
from practices.forms.steps import form_for
from practices.models import Practice, PracticeText
from practices.queries import alike, attachments, choices, published, reading, remarks
from practices.views import drafting

LAST = len(STEPS)


def say_signed_out(request: PageRequest, sign_in_url: str, is_kept: bool) -> HttpResponse:
    """The answer to an autosave after the session has ended."""
    return render(request, "practices/_signed_out.html", {"sign_in_url": sign_in_url, "is_kept": is_kept})


@keeps_input()
@require_http_methods(["GET", "POST"])
def propose(request: PageRequest) -> HttpResponse:
    """Organisation, language, name: then the draft is there. Those without an organisation are told why not."""
    owners = choices.owners(viewer=request.viewer)
    if not owners:
        return render_page(request, "practices/propose.html", {"form": None, "original": None})
    kept = kept_input.kept(request)
    data = request.POST if request.method == "POST" else kept
    form = StartForm(
        data,
        owners=owners,
        initial={"language": request.viewer.language, "based_on": request.GET.get("based_on", "")},
    )
    original = _original(request, form)
    if request.method == "POST" and form.is_valid():
        practice = drafts.start(
            owner_id=form.cleaned_data["owner_id"],
            language=form.cleaned_data["language"],
            title=form.cleaned_data["title"],
            based_on_id=original.pk if original else None,
            actor=request.viewer,
            now=timezone.now(),
        )
        kept_input.forget(request)
        return redirect("practices:edit", practice.pk, 1)
    context = {"form": form, "original": original, "alike": _alike_of_start(request, form, original)}
    return render_form(request, "practices/propose.html", context)


def _alike_of_start(request: PageRequest, form: StartForm, original: Card | None) -> alike.Alike:
    """Of the title in the form; what was chosen already need not be offered."""
    title, language = str(form["title"].value() or ""), str(form["language"].value() or "")
    found = alike.alike(title, language=language, viewer=request.viewer, now=timezone.now())
    return alike.Alike(cards=[one for one in found.cards if original is None or one.pk != original.pk])


@require_safe
def alike_to(request: PageRequest) -> HttpResponse:
    """While a title is typed: what there is already. `practice` is the draft that is written, if there is one."""
    number = request.GET.get("practice", "")
    seen = Practice.objects.visible_to(request.viewer)
    practice = get_object_or_404(seen, pk=int(number)) if number.isdecimal() else None
    found = alike.alike(
        request.GET.get("title", ""),
        language=request.GET.get("language", ""),
        viewer=request.viewer,
        now=timezone.now(),
        practice=practice,
    )
    return render(request, "practices/_alike.html", {"alike": found})


def _original(request: PageRequest, form: StartForm) -> Card | None:
    """The published practice that this will be a variant of, if the viewer may see it."""
    slug = str(form["based_on"].value() or "")
    found = Practice.objects.visible_to(request.viewer).published().filter(slug=slug) if slug else None
    return next(iter(published.cards(found)), None) if found is not None else None


@keeps_input(when_signed_out=say_signed_out)
@require_http_methods(["GET", "POST"])
def edit(request: PageRequest, practice_id: int, number: int) -> HttpResponse:
    """One step in one language (`?language=sv`): saves what is in order, says what is not, loses nothing."""
    draft = _open(request, practice_id, number)
    if request.method == "POST":
        return _posted(request, draft)
    if draft.practice.status not in permissions.WRITABLE:
        return redirect("practices:detail", draft.practice.slug)
    kept = kept_input.kept(request)
    form = form_for(number, kept, **draft.form_options)
    return _page(request, draft.with_form(form), is_restored=kept is not None)


def _open(request: PageRequest, practice_id: int, number: int) -> drafting.Draft:
    """Somebody else's draft does not exist for them."""
    practice = get_object_or_404(
        remarks.with_remarks(reading.readable(viewer=request.viewer)), pk=practice_id
    )
    language = request.GET.get("language") or practice.source_language
    if (
        not permissions.is_maker(request.viewer, practice)
        or language not in LANGUAGES
        or not 1 <= number <= LAST
    ):
        raise Http404
    by_language = {text.language: text for text in practice.texts.all()}
    return drafting.Draft(
        practice=practice,
        number=number,
        text=by_language.get(language) or PracticeText(practice=practice, language=language),
        source=by_language[practice.source_language],
        choices=choices.Choices(practice, viewer=request.viewer, now=timezone.now()),
        remarks=remarks.open_by_field(practice),
    )


def _posted(request: PageRequest, draft: drafting.Draft) -> HttpResponse:
    if request.POST.get("go") == "forget":
        kept_input.forget(request)
        return redirect(request.get_full_path())
    draft = draft.with_form(form_for(draft.number, request.POST, **draft.form_options))
    outcome = drafting.store(draft, viewer=request.viewer, now=timezone.now())
    if request.htmx:
        context = {"outcome": outcome, "draft": draft, "now": timezone.now()}
        return _read(render(request, "practices/_autosaved.html", context), outcome, draft)
    if draft.form.errors:
        return _page(request, draft, outcome=outcome, status=422)
    kept_input.forget(request)
    if outcome.changed_by_others:
        messages.info(request, outcome.others_said)
    for one in draft.warned:
        messages.warning(request, one.plain)
    return _go_on(request, draft)


def _read(response: HttpResponse, outcome: drafting.Outcome, draft: drafting.Draft) -> HttpResponse:
    """The form has been read: the browser may let go of what it kept; of all that was in order, when it is stored."""
    trigger_client_event(response, "draft:read", after="settle")
    if outcome.is_saved and not draft.form.errors:
        trigger_client_event(response, "draft:stored", after="settle")
    return response


def _go_on(request: PageRequest, draft: drafting.Draft) -> HttpResponse:
    """Where the button leads that was pressed."""
    if "based_on" in request.POST and draft.practice.status in permissions.SUBMITTABLE:
        return _base_on(request, draft)
    match request.POST.get("go"):
        case "add":
            return redirect(f"{request.get_full_path()}#more")
        case "later":
            messages.success(request, _("Saved. You can go on whenever you like."))
            return redirect("practices:mine")
        case "files":
            return redirect("practices:attachments", draft.practice.pk)
        case "submit":
            return _submit(request, draft)
        case _ if draft.practice.status == Practice.Status.PUBLISHED:
            messages.success(request, _("Saved. What you changed is visible now."))
            return redirect("practices:detail", draft.practice.slug)
        case _:
            return redirect(draft.url(min(draft.number + 1, LAST)))


def _base_on(request: PageRequest, draft: drafting.Draft) -> HttpResponse:
    try:
        variants.base_on(
            practice_id=draft.practice.pk,
            original=request.POST["based_on"],
            actor=request.viewer,
            now=timezone.now(),
        )
    except Practice.DoesNotExist:
        messages.error(request, _("That practice is not published any more."))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{request.get_full_path()}#alike")


def _submit(request: PageRequest, draft: drafting.Draft) -> HttpResponse:
    try:
        practice = submission.submit(
            practice_id=draft.practice.pk,
            actor=request.viewer,
            now=timezone.now(),
            has_checked=bool(request.POST.get("has_checked")),
        )
    except submission.Incomplete:
        messages.error(request, _("Not submitted yet: something is still missing. See the list below."))
        return redirect(draft.url(LAST))
    except submission.LooksPersonal as refusal:
        messages.error(request, str(refusal))
        return redirect(f"{draft.url(LAST)}#checked")
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("practices:mine")
    messages.success(request, _("Submitted. You will get an answer within 21 days."))
    return redirect("practices:detail", practice.slug)


def _page(
    request: PageRequest,
    draft: drafting.Draft,
    *,
    outcome: drafting.Outcome | None = None,
    is_restored: bool = False,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "draft": draft,
        "card": card(draft.practice),
        "outcome": outcome,
        "is_restored": is_restored,
        "asked": reading.words_of_return(draft.practice),
        "others": drafting.last_change_by_others(draft, viewer=request.viewer),
        "alike": drafting.alike(draft, viewer=request.viewer, now=timezone.now()),
        "similar": drafting.similar(draft, viewer=request.viewer),
        "parts": draft.parts(outcome),
        "files": attachments.of_practice(draft.practice, viewer=request.viewer)
        if draft.number == step_of("links")
        else None,
        "may_discard": permissions.can_discard(request.viewer, draft.practice),
        "may_submit": permissions.can_submit(request.viewer, draft.practice),
    }
    return render_page(request, "practices/edit.html", context, status=status)


@require_POST
def take_back(request: PageRequest, practice_id: int) -> HttpResponse:
    """Out of review, to be changed."""
    practice = _own(request, practice_id)
    try:
        submission.take_back(practice_id=practice.pk, actor=request.viewer, now=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("practices:mine")
    messages.success(request, _("Taken back. Submit it again when it is ready."))
    return redirect("practices:edit", practice.pk, 1)


@require_POST
def reopen(request: PageRequest, practice_id: int) -> HttpResponse:
    """A withdrawn practice becomes a draft again."""
    practice = _own(request, practice_id)
    try:
        drafts.reopen(practice_id=practice.pk, actor=request.viewer, now=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("practices:mine")
    return redirect("practices:edit", practice.pk, 1)


@require_POST
def discard(request: PageRequest, practice_id: int) -> HttpResponse:
    """Throw away a draft that was never submitted."""
    practice = _own(request, practice_id)
    try:
        drafts.discard(practice_id=practice.pk, actor=request.viewer)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The draft was thrown away."))
    return redirect(reverse("practices:mine"))


def _own(request: PageRequest, practice_id: int) -> Practice:
    practice = get_object_or_404(Practice.objects.visible_to(request.viewer), pk=practice_id)
    if not permissions.is_maker(request.viewer, practice):
        raise PermissionDenied
    return practice
