"""What is coming, what has been, one event, and the same as calendar files."""

from dataclasses import replace

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from elo_portal.core.cache import for_visitors
from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.markup import to_html
from elo_portal.core.shared_pages import for_members
from elo_portal.core.viewers import Insiders
from members.targets import TARGET_MARKS
from practices.queries import insiders
from seminars import calendar_files, linked_data, permissions, places, queries
from seminars.commands import registrations
from seminars.forms.registrations import EventFilterForm
from seminars.models import Event
from seminars.views.loading import visible_event

PER_PAGE = 50
NOT_YET = registrations.RegistrationNotYetOpen
CALENDAR = "text/calendar; charset=utf-8"


@for_visitors
@for_members
@login_not_required
@require_safe
def event_list(request: PageRequest) -> HttpResponse:
    """What is coming, by month."""
    now, viewer = timezone.now(), request.viewer
    form = EventFilterForm(request.GET)
    wanted = form.wanted()
    events = queries.upcoming(viewer=viewer, now=now, wanted=wanted)
    page = Paginator(events, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "is_narrowed": wanted.is_narrowed,
        "page": page,
        "months": queries.by_month(page.object_list),
        "years": queries.past_years(viewer=viewer, now=now),
        "can_schedule": permissions.can_schedule_something(viewer),
    }
    return render_page(request, "seminars/list.html", context, partial="results", insiders=Insiders)


@for_visitors
@login_not_required
@require_safe
def archive(request: PageRequest, year: int | None = None) -> HttpResponse:
    """What has been, a year at a time; without a year, the latest."""
    now, viewer = timezone.now(), request.viewer
    years = queries.past_years(viewer=viewer, now=now)
    shown = year if year is not None else (years[0] if years else timezone.localdate(now).year)
    if year is not None and year not in years:
        raise Http404
    page = Paginator(queries.past(viewer=viewer, now=now, year=shown), PER_PAGE)
    context = {"years": years, "year": shown, "page": page.get_page(request.GET.get("page"))}
    return render_page(request, "seminars/archive.html", context)


@for_visitors
@for_members
@login_not_required
@require_safe
def event_detail(request: PageRequest, slug: str) -> HttpResponse:
    """Facts, programme, places, and the viewer's own place."""
    event = visible_event(request, slug)
    return render_page(
        request, "seminars/detail.html", detail_context(request, event), insiders=lambda: _insiders(event)
    )


def _insiders(event: Event) -> Insiders:
    """Who has a place or waits for one, and who sees practices in the programme that others do not. Two queries."""
    coming = event.registrations.live().values_list("person", flat=True)
    lists = insiders.of_lists()
    return replace(lists, person_ids=lists.person_ids.union(coming))


def detail_context(request: PageRequest, event: Event) -> dict[str, object]:
    """What the page of one event shows."""
    now, viewer = timezone.now(), request.viewer
    own = queries.live_registration(event, viewer=viewer)
    refusal = registrations.refusal(event, now=now)
    is_waiting = own is not None and own.status == own.Status.WAITING
    return {
        "event": event,
        "linked": linked_data.of_event(event),
        "description": to_html(event.description),
        "targets": _targets(event),
        "days": queries.programme(event, viewer=viewer),
        "places": places.of_annotated(event),
        "limited_label": _("Remote places") if event.mode == Event.Mode.REMOTE else _("Places on site"),
        "rule": places.rule(event),
        "own": own,
        "place_in_queue": queries.place_in_queue(own) if own is not None and is_waiting else None,
        "link": places.link_for(own) if own is not None else "",
        "refusal": refusal,
        "opens_at": event.registration_opens_at if isinstance(refusal, NOT_YET) else None,
        "is_over": event.ends_at <= now,
        "can_cancel": own is not None and event.starts_at > now and event.status == Event.Status.PUBLISHED,
        "can_edit": permissions.can_edit(viewer, event),
    }


def _targets(event: Event) -> list[tuple[int, str]]:
    """Number and name of the development targets, for the marks."""
    terms = [term for term in event.terms.all() if term.vocabulary == "development_target"]
    return sorted((TARGET_MARKS[term.slug].number, term.name) for term in terms if term.slug in TARGET_MARKS)


@login_not_required
@require_safe
def event_file(request: PageRequest, slug: str) -> HttpResponse:
    """One event as a calendar file, in the reader's language, without the remote link."""
    event = visible_event(request, slug)
    return _file(calendar_files.published([event], name="", now=timezone.now()), f"{event.slug}.ics")


@login_not_required
@require_safe
def feed(request: PageRequest) -> HttpResponse:
    """All public events that are coming: calendars read it again and again."""
    now = timezone.now()
    content = calendar_files.published(queries.public_feed(now=now), name=_("ELO network: events"), now=now)
    return _file(content, "elo-portaali.ics")


def _file(content: bytes, name: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=CALENDAR, headers={"Content-Disposition": disposition})
