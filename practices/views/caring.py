"""Keeping a practice in order: does it still hold, who wrote it, do the translations match."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from elo_portal.core.errors import DomainError
from elo_portal.core.http import PageRequest, render_page
from practices import permissions
from practices.cards import card
from practices.care import care_of
from practices.commands import co_authors as author_commands
from practices.commands import freshness as commands
from practices.commands import translations as translation_commands
from practices.forms.co_authors import CoAuthorForm
from practices.models import Practice
from practices.queries import co_authors, reading

Status = Practice.Status


@require_http_methods(["GET", "POST"])
def fresh(request: PageRequest, slug: str) -> HttpResponse:
    """Where the yearly mail leads: one button says that it still holds, or brings an archived one back."""
    practice = get_object_or_404(reading.readable(viewer=request.viewer), slug=slug)
    viewer = request.viewer
    if not (permissions.is_maker(viewer, practice) or permissions.is_judge(viewer, practice)):
        raise Http404
    if practice.status not in {Status.PUBLISHED, Status.ARCHIVED}:
        return redirect("practices:detail", practice.slug)
    if request.method == "POST":
        return _answered(request, practice)
    context = {
        "practice": practice,
        "card": card(practice),
        "care": care_of(practice, authors=[]),
        "may_write": permissions.can_write(viewer, practice),
    }
    return render_page(request, "practices/fresh.html", context)


def _answered(request: PageRequest, practice: Practice) -> HttpResponse:
    is_renewal = request.POST.get("answer") == "renew"
    command = commands.renew if is_renewal else commands.confirm
    try:
        command(practice_id=practice.pk, actor=request.viewer, now=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        thanks = (
            _("It is back in the library.") if is_renewal else _("Thank you. You are asked again in a year.")
        )
        messages.success(request, thanks)
    return redirect("practices:detail", practice.slug)


@require_http_methods(["GET", "POST"])
def authors(request: PageRequest, practice_id: int) -> HttpResponse:
    """Who has written it: name one more, or remove a name."""
    practice = get_object_or_404(reading.readable(viewer=request.viewer), pk=practice_id)
    if not permissions.can_name_authors(request.viewer, practice):
        raise Http404
    today = timezone.localdate()
    is_naming = request.method == "POST" and "remove" not in request.POST
    form = CoAuthorForm(request.POST if is_naming else None, people=co_authors.choices(practice, today=today))
    if request.method == "POST" and not is_naming:
        return _removed(request, practice)
    if is_naming and form.is_valid():
        try:
            author_commands.add(
                practice_id=practice.pk,
                person_id=form.cleaned_data["person_id"],
                actor=request.viewer,
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error("person_id", str(refusal))
        else:
            messages.success(request, _("Named as an author."))
            return redirect("practices:co_authors", practice.pk)
    context = {
        "practice": practice,
        "card": card(practice),
        "form": form,
        "named": co_authors.named(practice),
    }
    return render_page(request, "practices/authors.html", context, status=422 if is_naming else 200)


def _removed(request: PageRequest, practice: Practice) -> HttpResponse:
    person_id = request.POST["remove"]
    if person_id.isascii() and person_id.isdigit():
        author_commands.remove(practice_id=practice.pk, person_id=int(person_id), actor=request.viewer)
        messages.success(request, _("The name was removed."))
    still_may = Practice.objects.visible_to(request.viewer).filter(pk=practice.pk).exists()
    return redirect(reverse("practices:co_authors", args=[practice.pk]) if still_may else "practices:mine")


@require_POST
def check_translation(request: PageRequest, practice_id: int, language: str) -> HttpResponse:
    """The translation still matches its source."""
    practice = get_object_or_404(reading.readable(viewer=request.viewer), pk=practice_id)
    if not permissions.can_write(request.viewer, practice):
        raise Http404
    if language == practice.source_language or language not in practice.readable_texts:
        raise Http404
    translation_commands.confirm(
        practice_id=practice.pk, language=language, actor=request.viewer, now=timezone.now()
    )
    messages.success(request, _("Noted: the translation matches its source."))
    if practice.status == Status.PUBLISHED:
        return redirect("practices:detail", practice.slug)
    return redirect(f"{reverse('practices:edit', args=[practice.pk, 1])}?language={language}")
