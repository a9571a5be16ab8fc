"""Dates and times in templates, each as <time datetime="...">; see elo_portal.core.dates for how they read."""

from datetime import date, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from elo_portal.core import dates

register = template.Library()


def _stamp(value: date) -> str:
    if isinstance(value, datetime):
        return dates.local(value).isoformat(timespec="minutes")
    return value.isoformat()


@register.simple_tag
def day(value: date, *, weekday: bool = False, year: bool = True) -> SafeString:
    """9.2.2027, with the weekday or without the year if asked."""
    text = dates.day(value, weekday=weekday, year=year)
    return format_html('<time datetime="{}">{}</time>', dates.on_day(value).isoformat(), text)


@register.simple_tag
def date_range(start: date, end: date, *, year: bool = True) -> SafeString:
    """9.–10.2.2027"""
    first, last = dates.on_day(start), dates.on_day(end)
    text = dates.day_range(first, last, year=year)
    # HTML knows no range of days: the machine reads where it begins.
    return format_html('<time datetime="{}">{}</time>', first.isoformat(), text)


@register.simple_tag
def clock(value: datetime) -> SafeString:
    """klo 9.00"""
    return format_html('<time datetime="{}">{}</time>', _stamp(value), dates.at(value))


@register.simple_tag
def clock_range(start: datetime, end: datetime) -> SafeString:
    """klo 9.00–15.30"""
    return format_html('<time datetime="{}">{}</time>', _stamp(start), dates.clock_range(start, end))


@register.simple_tag
def moment(value: datetime, *, weekday: bool = False) -> SafeString:
    """9.2.2027 klo 10.00"""
    return format_html('<time datetime="{}">{}</time>', _stamp(value), dates.moment(value, weekday=weekday))


@register.simple_tag
def period(start: datetime, end: datetime, *, zone: bool = False) -> SafeString:
    """ti 9.2.2027 klo 10.00–12.00; `zone` adds that it is Finnish time, for guests from elsewhere."""
    text = dates.period(start, end)
    if zone:
        finnish_time = _("Finnish time")
        text = f"{text} ({finnish_time})"
    return format_html('<time datetime="{}">{}</time>', _stamp(start), text)


@register.simple_tag
def month(value: date) -> SafeString:
    """helmikuu 2027"""
    return format_html('<time datetime="{}">{}</time>', f"{dates.on_day(value):%Y-%m}", dates.month(value))


@register.simple_tag
def due(value: date, *, today: date) -> SafeString:
    """3 days late, today, tomorrow, then the day."""
    return format_html(
        '<time datetime="{}">{}</time>', dates.on_day(value).isoformat(), dates.until(value, today=today)
    )


@register.simple_tag
def event_date(start: datetime, end: datetime, *, is_past: bool = False) -> SafeString:
    """The block with the date beside an event: 3.12. to, or 9.–10.2. ti–ke. Its colour is the element's around it."""
    first, last = dates.on_day(start), dates.on_day(end)
    one_day = first == last
    weekdays = dates.weekday(first) if one_day else f"{dates.weekday(first)}{dates.DASH}{dates.weekday(last)}"
    return format_html(
        '<div class="date{}{}"><b>{}</b><span>{}</span></div>',
        "" if one_day else " range",
        " past" if is_past else "",
        _figures(first, last),
        weekdays,
    )


def _figures(first: date, last: date) -> SafeString:
    """Figures only: a month's name would not fit in the block."""
    dot = "." if dates.language() == "fi" else ""
    if first == last:
        text = f"{first.day}.{first.month}{dot}"
    elif first.month == last.month:
        text = f"{first.day}{dot}{dates.DASH}{last.day}.{last.month}{dot}"
    else:
        text = f"{first.day}.{first.month}{dot}{dates.DASH}{last.day}.{last.month}{dot}"
    return format_html('<time datetime="{}">{}</time>', first.isoformat(), text)
