"""When an adopter is asked how it goes: 3, 6 and 12 months after the adoption was recorded."""

import calendar
from collections.abc import Collection
from datetime import date

MONTHS = (3, 6, 12)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def due(recorded_on: date, answered: Collection[int], *, today: date) -> int | None:
    """The latest question whose day has come, in months; None when it, or a later one, is answered."""
    come = [months for months in MONTHS if months_after(recorded_on, months) <= today]
    if not come or any(months >= come[-1] for months in answered):
        return None
    return come[-1]


def upcoming(recorded_on: date, answered: Collection[int], *, today: date) -> date | None:
    """The day of the next question that has not come yet; None after the last."""
    last = max(answered, default=0)
    days = (months_after(recorded_on, months) for months in MONTHS if months > last)
    return next((day for day in days if day > today), None)
