"""Dates and times as they are written in Finland: in Finnish, in Swedish, in English. Plain text.

fi  ti 9.2.2027    9.–10.2.2027         klo 9.00–15.30
sv  tis 9.2.2027   9–10.2.2027          kl. 9.00–15.30
en  Tue 9 February 2027   9–10 February 2027   9.00–15.30
"""

from datetime import date, datetime

from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import get_language, gettext, ngettext

NO_BREAK = "\N{NO-BREAK SPACE}"
DASH = "\N{EN DASH}"

WEEKDAYS = {
    "fi": ("ma", "ti", "ke", "to", "pe", "la", "su"),
    "sv": ("mån", "tis", "ons", "tors", "fre", "lör", "sön"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
AT = {"fi": f"klo{NO_BREAK}", "sv": f"kl.{NO_BREAK}", "en": ""}


def language() -> str:
    """The language of the page, one of those in which dates can be written."""
    code = (get_language() or "fi")[:2]
    return code if code in WEEKDAYS else "en"


def local(value: datetime) -> datetime:
    """The same moment on the clocks of Finland."""
    return timezone.localtime(value)


def on_day(value: date) -> date:
    """The day in Finland; a day stays what it is."""
    return local(value).date() if isinstance(value, datetime) else value


def weekday(value: date) -> str:
    return WEEKDAYS[language()][on_day(value).weekday()]


def day(value: date, *, weekday: bool = True, year: bool = True) -> str:
    """ti 9.2.2027"""
    moment = on_day(value)
    written = _day(moment, year=year)
    return f"{WEEKDAYS[language()][moment.weekday()]}{NO_BREAK}{written}" if weekday else written


def _day(value: date, *, year: bool) -> str:
    if language() == "en":
        return f"{value.day}{NO_BREAK}{MONTHS[value.month]}" + (f"{NO_BREAK}{value.year}" if year else "")
    # Finnish ends an ordinal with a full stop, Swedish does not.
    end = "." if language() == "fi" or year else ""
    return f"{value.day}.{value.month}{end}" + (str(value.year) if year else "")


def day_range(start: date, end: date, *, year: bool = True) -> str:
    """9.–10.2.2027; one day alone when it ends on the day it starts."""
    first, last = on_day(start), on_day(end)
    if first == last:
        return _day(first, year=year)
    if first.year != last.year:
        return _joined(_day(first, year=True), _day(last, year=True))
    if first.month != last.month:
        return _joined(_day(first, year=False), _day(last, year=year))
    ordinal = "." if language() == "fi" else ""
    return f"{first.day}{ordinal}{DASH}{_day(last, year=year)}"


def _joined(first: str, last: str) -> str:
    return f"{first} {DASH} {last}" if NO_BREAK in first else f"{first}{DASH}{last}"


def clock(value: datetime) -> str:
    """9.00"""
    return f"{local(value).hour}.{local(value):%M}"


def at(value: datetime) -> str:
    """klo 9.00"""
    return AT[language()] + clock(value)


def clock_range(start: datetime, end: datetime) -> str:
    """klo 9.00–15.30"""
    return f"{at(start)}{DASH}{clock(end)}"


def moment(value: datetime, *, weekday: bool = True) -> str:
    """ti 9.2.2027 klo 10.00"""
    separator = ", " if language() == "en" else " "
    return f"{day(value, weekday=weekday)}{separator}{at(value)}"


def period(start: datetime, end: datetime) -> str:
    """ti 9.2.2027 klo 10.00–12.00, or from moment to moment over several days."""
    if on_day(start) == on_day(end):
        return f"{moment(start)}{DASH}{clock(end)}"
    return f"{moment(start)} {DASH} {moment(end)}"


def month(value: date) -> str:
    """helmikuu 2027"""
    return f"{MONTHS[on_day(value).month]} {on_day(value).year}"


def until(value: date, *, today: date) -> str:
    """How far off a day is: 3 days late, today, tomorrow, then the day itself."""
    left = (on_day(value) - today).days
    if left < 0:
        return ngettext("%(count)s day late", "%(count)s days late", -left) % {"count": -left}
    if left == 0:
        return gettext("today")
    if left == 1:
        return gettext("tomorrow")
    return day(value, year=on_day(value).year != today.year)
