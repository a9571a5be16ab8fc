"""Taking a practice up elsewhere, telling how it goes, confirming what that says of its maturity."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from elo_portal.core import kept_input
from elo_portal.core.errors import DomainError
from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.kept_input import keeps_input
from elo_portal.core.sent_forms import render_form, typed
from practices import follow_ups, permissions
from practices.cards import card
from practices.commands import adoptions as commands
from practices.commands import maturity as maturity_commands
from practices.forms.adoptions import AdoptForm, TellForm
from practices.models import Adoption, Practice
from practices.queries import adoptions as queries
from practices.queries import reading


@keeps_input()
@require_http_methods(["GET", "POST"])
def adopt(request: PageRequest, slug: str) -> HttpResponse:
    """Say that one's organisation takes the practice up. A second time leads to the adoption that is there."""
    practice = get_object_or_404(
        reading.readable(viewer=request.viewer), slug=slug, status=Practice.Status.PUBLISHED
    )
    if not permissions.can_adopt(request.viewer, practice):
        return render_page(request, "practices/adopt.html", {"card": card(practice), "form": None})
    organisations, regions = queries.choices(practice, viewer=request.viewer)
    form = AdoptForm(
        typed(request),
        organisations=organisations,
        regions=regions,
        initial={"started_on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            adoption = commands.adopt(
                practice_id=practice.pk,
                organisation_id=form.cleaned_data["organisation_id"],
                region_id=form.cleaned_data["region_id"],
                started_on=form.cleaned_data["started_on"],
                told=form.told(),
                actor=request.viewer,
                now=timezone.now(),
            )
        except commands.NotOfTheRegion as refusal:
            form.add_error("region_id", str(refusal))
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            kept_input.forget(request)
            messages.success(request, _("Recorded. The makers are told by mail."))
            return redirect("practices:adoption", adoption.pk)
    context = {
        "card": card(practice),
        "form": form,
        "going_on": queries.live_of(practice, viewer=request.viewer),
    }
    return render_form(request, "practices/adopt.html", context)


@require_safe
def adoption(request: PageRequest, adoption_id: int) -> HttpResponse:
    """The life of one adoption. For the network: what is public of it stands on the practice's page."""
    if not request.viewer.is_member:
        raise Http404
    found = get_object_or_404(queries.readable(viewer=request.viewer), pk=adoption_id)
    today, recorded = timezone.localdate(), timezone.localdate(found.created_at)
    context = {
        "adoption": found,
        "text": found.practice.text,
        "may_tell": permissions.can_tell(request.viewer, found) and found.state != Adoption.State.ENDED,
        "asked": queries.asked_now(found, today=today),
        "asked_next": follow_ups.upcoming(recorded, queries.answered(found), today=today),
    }
    return render_page(request, "practices/adoption.html", context)


@keeps_input()
@require_http_methods(["GET", "POST"])
def tell(request: PageRequest, adoption_id: int) -> HttpResponse:
    """The form of two minutes: also where the follow-up mail leads."""
    found = get_object_or_404(queries.readable(viewer=request.viewer), pk=adoption_id)
    if not permissions.can_tell(request.viewer, found):
        raise Http404
    if found.state == Adoption.State.ENDED:
        return redirect("practices:adoption", found.pk)
    posted = typed(request)
    form = TellForm(posted, initial=TellForm.initial_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            commands.tell(adoption_id=found.pk, told=form.told(), actor=request.viewer, now=timezone.now())
        except commands.BeforeItBegan as refusal:
            form.add_error("ended_on", str(refusal))
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            kept_input.forget(request)
            messages.success(request, _("Thank you. This helps the makers and those who consider it."))
            return redirect("practices:adoption", found.pk)
    context = {
        "adoption": found,
        "text": found.practice.text,
        "form": form,
        "asked": queries.asked_now(found, today=timezone.localdate()),
    }
    return render_form(request, "practices/tell.html", context)


@require_safe
def my_adoptions(request: PageRequest) -> HttpResponse:
    """What the viewer's organisations have taken up, and which questions wait for an answer."""
    today = timezone.localdate()
    rows = [
        {"adoption": one, "text": one.practice.text, "asked": queries.asked_now(one, today=today)}
        for one in queries.mine(viewer=request.viewer)
    ]
    return render_page(request, "practices/my_adoptions.html", {"rows": rows})


@require_POST
def confirm_maturity(request: PageRequest, practice_id: int, maturity: int) -> HttpResponse:
    """A reviewer agrees with what the adoptions propose."""
    practice = get_object_or_404(Practice.objects.visible_to(request.viewer).published(), pk=practice_id)
    try:
        maturity_commands.confirm_maturity(
            practice_id=practice.pk, maturity=maturity, actor=request.viewer, now=timezone.now()
        )
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The maturity is confirmed."))
    return redirect("practices:detail", practice.slug)
