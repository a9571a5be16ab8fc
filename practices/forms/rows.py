"""Form fields of several rows: steps, links, partners. One more is added without a script: save, and there it is."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from elo_portal.core.fields import DayField

MONTH = re.compile(r"(?P<month>\d{1,2})/(?P<year>\d{4})")
YEAR = re.compile(r"\d{4}")


class Rows(forms.Widget):
    """Reads every value of its name. The template draws the rows."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return data.getlist(name) if isinstance(data, MultiValueDict) else data.get(name, [])

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False


class RowsField(forms.Field):
    """Several texts; empty rows are left out."""

    widget = Rows
    default_error_messages = {
        "too_long": _("Row %(number)s is too long: at most %(longest)s characters."),
        "too_many": _("At most %(most)s rows fit in here."),
    }

    def __init__(self, *, longest: int, most: int, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.longest, self.most = longest, most

    def clean(self, value: Iterable[str] | None) -> list[str]:
        rows = [row.strip() for row in value or []]
        for number, row in enumerate(rows, start=1):
            if len(row) > self.longest:
                params = {"number": number, "longest": self.longest}
                raise ValidationError(self.error_messages["too_long"], code="too_long", params=params)
        filled = [row for row in rows if row]
        if len(filled) > self.most:
            raise ValidationError(
                self.error_messages["too_many"], code="too_many", params={"most": self.most}
            )
        return filled


class CellsField(RowsField):
    """As rows, but empty ones stay: another column stands beside them."""

    def clean(self, value: Iterable[str] | None) -> list[str]:
        super().clean(value)
        return [row.strip() for row in value or []]


class LinksField(RowsField):
    """Addresses of pages."""

    def clean(self, value: Iterable[str] | None) -> list[str]:
        given = [row.strip() for row in value or []]
        rows = super().clean([row if "://" in row or not row else f"https://{row}" for row in given])
        check = URLValidator(schemes=["http", "https"])
        for number, row in enumerate(rows, start=1):
            try:
                check(row)
            except ValidationError:
                message = _("Check link %(number)s: it should look like https://example.org/page.")
                raise ValidationError(message, code="link", params={"number": number}) from None
        return rows


class RoughDayField(DayField):
    """A day, or only a month (8/2025) or a year (2025): then the first day of it."""

    def to_python(self, value: Any) -> date | None:
        text = str(value or "").strip()
        if YEAR.fullmatch(text):
            return super().to_python(f"1.1.{text}")
        if match := MONTH.fullmatch(text):
            return super().to_python(f"1.{match['month']}.{match['year']}")
        return super().to_python(value)
