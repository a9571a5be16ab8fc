"""Registering, changing one's mind, not coming, and all of one's own."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from elo_portal.core.errors import DomainError
from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.kept_input import forget, keeps_input
from elo_portal.core.sent_forms import typed
from seminars import places, queries
from seminars.commands import registrations
from seminars.commands.locking import Busy
from seminars.forms.registrations import RegistrationForm
from seminars.models import Event, Registration
from seminars.views.loading import visible_event

CONFLICT, INVALID, BUSY = 409, 422, 503
Status = Registration.Status
PAST_SHOWN = 50


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: PageRequest, slug: str) -> HttpResponse:
    """The form; whoever is registered already is led to their registration."""
    event = visible_event(request, slug)
    is_post = request.method == "POST"
    form = RegistrationForm(typed(request), event=event)
    if (own := queries.live_registration(event, viewer=request.viewer)) is not None:
        return _lead_to(request, own, form)
    refusal: DomainError | None = registrations.refusal(event, now=timezone.now())
    status = 200
    if is_post and not form.is_valid():
        status = INVALID
    elif is_post:
        try:
            registration = registrations.register(
                event_id=event.pk, actor=request.viewer, now=timezone.now(), **form.cleaned_data
            )
        except registrations.AlreadyRegistered as already:
            messages.info(request, str(already))
            return redirect("seminars:registration", slug=slug)
        except DomainError as reason:
            refusal, status = reason, BUSY if isinstance(reason, Busy) else CONFLICT
        else:
            forget(request)
            _say_result(request, registration)
            return redirect("seminars:detail", slug=slug)
    return _register_page(request, event, form, refusal, status=status)


def _register_page(
    request: PageRequest, event: Event, form: RegistrationForm, refusal: DomainError | None, *, status: int
) -> HttpResponse:
    found = places.of_annotated(event)
    context = {
        "event": event,
        "form": form,
        "refusal": refusal,
        "is_busy": isinstance(refusal, Busy),
        "shows_form": refusal is None or isinstance(refusal, Busy),
        "places": found,
        "would_wait": found.is_full,
        "rule": places.rule(event),
    }
    return render_page(request, "seminars/register.html", context, status=status)


def _lead_to(request: PageRequest, own: Registration, form: RegistrationForm) -> HttpResponseRedirect:
    """The same form posted twice gets the first answer; another one is told of the registration."""
    is_repeated = form.is_bound and form.is_valid() and form.cleaned_data["request_key"] == own.request_key
    forget(request)
    if is_repeated:
        return redirect("seminars:detail", slug=own.event.slug)
    messages.info(request, str(registrations.AlreadyRegistered.message))
    return redirect("seminars:registration", slug=own.event.slug)


def _say_result(request: PageRequest, registration: Registration) -> None:
    if registration.status == Status.CONFIRMED:
        messages.success(request, _("You have a place. A confirmation is on its way to your mail."))
    elif registration.status == Status.WAITING:
        place = queries.place_in_queue(registration)
        text = _(
            "You are on the waiting list, number %(place)s. We will write to you when a place becomes free."
        )
        messages.info(request, text % {"place": place})


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def registration(request: PageRequest, slug: str) -> HttpResponse:
    """One's own registration: change how one takes part, and the note."""
    event = visible_event(request, slug)
    own = queries.live_registration(event, viewer=request.viewer)
    if own is None:
        return redirect("seminars:detail", slug=slug)
    initial = {"mode": own.mode, "note": own.note, "request_key": own.request_key}
    form = RegistrationForm(typed(request), event=event, initial=initial)
    refusal, status = None, 200
    if request.method == "POST" and not form.is_valid():
        status = INVALID
    elif request.method == "POST":
        try:
            registrations.change(
                registration_id=own.pk,
                actor=request.viewer,
                mode=form.cleaned_data["mode"],
                note=form.cleaned_data["note"],
                now=timezone.now(),
            )
        except DomainError as reason:
            refusal, status = reason, BUSY if isinstance(reason, Busy) else CONFLICT
        else:
            forget(request)
            messages.success(request, _("Your registration was saved."))
            return redirect("seminars:detail", slug=slug)
    context = {
        "event": event, "own": own, "form": form, "refusal": refusal, "is_open": event.starts_at > timezone.now(),
        "place_in_queue": queries.place_in_queue(own) if own.status == Status.WAITING else None,
        "link": places.link_for(own), "rule": places.rule(event),
    }  # fmt: skip
    return render_page(request, "seminars/registration.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel_registration(request: PageRequest, slug: str) -> HttpResponse:
    """Asks first; a GET changes nothing. Also for an event that one may no longer see."""
    registered = Registration.objects.filter(event__slug=slug, person=request.viewer.person_id)
    latest = registered.select_related("event__host").order_by("-position")[:1]
    own = get_object_or_404(latest)
    if own.status == Status.CANCELLED:
        return redirect("seminars:mine")
    refusal, status = None, 200
    if request.method == "POST":
        try:
            registrations.cancel(registration_id=own.pk, actor=request.viewer, now=timezone.now())
        except DomainError as reason:
            refusal, status = reason, BUSY if isinstance(reason, Busy) else CONFLICT
        else:
            messages.success(request, _("Your registration has been cancelled."))
            return redirect("seminars:mine")
    context = {"event": own.event, "own": own, "refusal": refusal}
    return render_page(request, "seminars/cancel_registration.html", context, status=status)


@require_safe
def mine(request: PageRequest) -> HttpResponse:
    """Everything that one has registered for."""
    now, person_id = timezone.now(), request.viewer.person_id
    context = {
        "coming": queries.my_registrations(person_id, now=now),
        "past": queries.my_past_registrations(person_id, now=now)[:PAST_SHOWN],
        "now": now,
    }
    return render_page(request, "seminars/mine.html", context)
