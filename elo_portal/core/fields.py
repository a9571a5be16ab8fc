"""Fields of forms: texts, and dates and times as people in Finland write them, or as ISO says.

A date is 1.8.2025, 01.08.2025 or 2025-08-01; a time is 9.00, 9:00, 09.00 or 9.
"""

import re
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from elo_portal.core import markup

DAY = re.compile(r"(?P<day>\d{1,2})\.\s*(?P<month>\d{1,2})\.\s*(?P<year>\d{4})")
ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2}))?")
YEARS = range(1900, 2101)
MONTHS = range(1, 13)
HOURS, MINUTES = range(24), range(60)


class TextField(forms.CharField):
    """A text as it is stored: marks that nobody sees are gone, and a text of nothing else is none."""

    def to_python(self, value: Any) -> str:
        return markup.clean(super().to_python(value) or "")


class DayField(forms.Field):
    """A date in one text field. Its errors say what to do."""

    widget = forms.TextInput
    default_error_messages = {
        "shape": _("Write the date as 1.8.2025."),
        "month": _("Check the date: there is no month %(month)s."),
        "day": _("Check the date: that month has no day %(day)s."),
        "year": _("Check the date: is the year %(year)s right?"),
    }

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "text", "autocomplete": "off", "size": "12"}

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, date):
            return value
        text = str(value or "").strip()
        if not text:
            return None
        match = DAY.fullmatch(text) or ISO_DAY.fullmatch(text)
        if match is None:
            raise self._error("shape")
        year, month, day = (int(match[part]) for part in ("year", "month", "day"))
        if month not in MONTHS:
            raise self._error("month", month=month)
        if year not in YEARS:
            raise self._error("year", year=year)
        try:
            return date(year, month, day)
        except ValueError:
            raise self._error("day", day=day) from None

    def prepare_value(self, value: Any) -> Any:
        return f"{value.day}.{value.month}.{value.year}" if isinstance(value, date) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)

    def _error(self, code: str, **params: int) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=params)


class ClockField(forms.Field):
    """A time of day in one text field."""

    widget = forms.TextInput
    default_error_messages = {
        "shape": _("Write the time as 9.00."),
        "clock": _("Check the time: the clock does not show %(clock)s."),
    }

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "text", "autocomplete": "off", "size": "6"}

    def to_python(self, value: Any) -> time | None:
        if isinstance(value, time):
            return value
        text = str(value or "").strip()
        if not text:
            return None
        match = CLOCK.fullmatch(text)
        if match is None:
            raise ValidationError(self.error_messages["shape"], code="shape")
        hour, minute = int(match["hour"]), int(match["minute"] or 0)
        if hour not in HOURS or minute not in MINUTES:
            raise ValidationError(self.error_messages["clock"], code="clock", params={"clock": text})
        return time(hour, minute)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.hour}.{value:%M}" if isinstance(value, time) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


def moment(day: date, clock: time) -> datetime:
    """Day and time on the clocks of Finland as a moment.

    A time that the clocks skip in spring is one hour later; one that they show twice in autumn is the first.
    """
    return timezone.make_aware(datetime.combine(day, clock))


def day_and_clock(value: datetime | None) -> tuple[date | None, time | None]:
    """The other way: what to write in the two fields."""
    if value is None:
        return None, None
    local = timezone.localtime(value)
    return local.date(), local.time().replace(second=0, microsecond=0)
