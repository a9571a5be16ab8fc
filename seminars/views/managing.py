"""Coordinators make events: list, new, edit, publish, cancel."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from elo_portal.core.errors import DomainError
from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.kept_input import forget, keeps_input
from elo_portal.core.sent_forms import render_form, typed
from seminars import permissions, places, queries, rules
from seminars.commands import events, publishing
from seminars.forms.events import EventForm
from seminars.forms.kinds import KIND_DEFAULTS
from seminars.forms.registrations import CancelEventForm, PublishForm
from seminars.models import Event
from seminars.views.loading import managed_event

CONFLICT, INVALID = 409, 422


@require_safe
def manage(request: PageRequest) -> HttpResponse:
    """The events of the viewer's authorities: drafts, coming, past."""
    if not permissions.can_schedule_something(request.viewer):
        raise PermissionDenied
    now = timezone.now()
    found = list(queries.managed_by(viewer=request.viewer))
    is_draft = Event.Status.DRAFT
    context = {
        "drafts": [event for event in found if event.status == is_draft],
        "coming": [event for event in found if event.status != is_draft and event.ends_at > now],
        "past": [event for event in reversed(found) if event.status != is_draft and event.ends_at <= now],
    }
    return render_page(request, "seminars/manage.html", context)


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PageRequest, kind: str | None = None) -> HttpResponse:
    """First the kind, then the form with what is usual for it."""
    if not permissions.can_schedule_something(request.viewer):
        raise PermissionDenied
    if kind is None:
        return render_page(request, "seminars/new.html", {"kinds": KIND_DEFAULTS})
    if kind not in KIND_DEFAULTS:
        raise Http404
    now = timezone.now()
    initial = KIND_DEFAULTS[kind].values | {"kind": kind}
    form = EventForm(typed(request), viewer=request.viewer, today=timezone.localdate(now), initial=initial)
    if request.method == "POST" and form.is_valid():
        host_id = form.host_id
        if host_id is None:
            raise PermissionDenied
        event = events.draft(actor=request.viewer, host_id=host_id, values=form.values(), now=now)
        forget(request)
        messages.success(request, _("The draft was saved. Add the programme, then publish."))
        return redirect("seminars:programme", slug=event.slug)
    context = {"form": form, "kind": KIND_DEFAULTS[kind], "event": None}
    return render_form(request, "seminars/edit.html", context)


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PageRequest, slug: str) -> HttpResponse:
    """Change an event; a published one tells everybody when its time or place changes."""
    event = managed_event(request, slug)
    now = timezone.now()
    today = timezone.localdate(now)
    form = EventForm(typed(request), viewer=request.viewer, event=event, today=today)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            saved = events.change(
                actor=request.viewer, event_id=event.pk, host_id=form.host_id, values=form.values(), now=now
            )
        except publishing.NotReady as missing:
            form.add_problems(missing)
        except DomainError as reason:
            refusal = reason
        else:
            forget(request)
            messages.success(request, _saved_text(event, saved))
            return redirect("seminars:edit", slug=saved.slug)
    context = {"form": form, "event": event, "refusal": refusal, "places": places.of_annotated(event)}
    return render_form(request, "seminars/edit.html", context)


def _saved_text(before: Event, saved: Event) -> str:
    if saved.sequence > before.sequence:
        return _("The event was saved. Those who have registered get a message about the new time or place.")
    return _("The event was saved.")


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: PageRequest, slug: str) -> HttpResponse:
    """What is still missing, or the button."""
    event = managed_event(request, slug)
    facts = publishing.facts_of(event)
    form, refusal, status = PublishForm(typed(request)), None, 200
    if request.method == "POST":
        form.is_valid()
        try:
            publishing.publish(
                actor=request.viewer,
                event_id=event.pk,
                accepts_one_language=form.cleaned_data["accepts_one_language"],
                now=timezone.now(),
            )
        except publishing.NotReady:
            status = CONFLICT  # the page lists what is missing
        except DomainError as reason:
            refusal, status = reason, CONFLICT
        else:
            messages.success(request, _("The event is published, and registration works."))
            return redirect("seminars:detail", slug=slug)
    context: dict[str, Any] = {
        "event": event,
        "form": form,
        "refusal": refusal,
        "problems": rules.problems(facts),
        "missing": rules.missing_languages(facts),
        "now": timezone.now(),
    }
    return render_page(request, "seminars/publish.html", context, status=status)


@keeps_input()
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: PageRequest, slug: str) -> HttpResponse:
    """Call a published event off, or throw a draft away: asks first."""
    event = managed_event(request, slug)
    form, refusal, status = CancelEventForm(typed(request)), None, 200
    if request.method == "POST" and not form.is_valid():
        status = INVALID
    elif request.method == "POST":
        try:
            done = _call_off(request, event, message=form.cleaned_data["message"])
        except DomainError as reason:
            refusal, status = reason, CONFLICT
        else:
            forget(request)
            messages.success(request, done)
            return redirect("seminars:manage")
    context = {"event": event, "form": form, "refusal": refusal, "places": places.of_annotated(event)}
    return render_page(request, "seminars/cancel.html", context, status=status)


def _call_off(request: PageRequest, event: Event, *, message: str) -> str:
    """Do it, and return what to say."""
    now = timezone.now()
    if event.status == Event.Status.DRAFT:
        events.discard(actor=request.viewer, event_id=event.pk, now=now)
        return _("The draft was deleted.")
    publishing.cancel(actor=request.viewer, event_id=event.pk, message=message, now=now)
    return _("The event was cancelled. Everybody who had registered gets a message.")
