"""Fields that several forms share."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _


class DayField(forms.DateField):
    """A day as it is written in Finland, in every language of the portal; ISO works too."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(input_formats=["%d.%m.%Y", "%Y-%m-%d"], **kwargs)
        self.error_messages["invalid"] = _("Check the date: write it as day.month.year, such as 31.12.2026.")

    def prepare_value(self, value: Any) -> Any:
        return f"{value.day}.{value.month}.{value.year}" if isinstance(value, date) else value


class ChoiceOf(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the rows that the form gives later."""

    def __init__(self, *, model: type[Model], **kwargs: Any) -> None:
        none: QuerySet[Any] = model._default_manager.none()
        super().__init__(queryset=none, empty_label=_("Not chosen"), **kwargs)
