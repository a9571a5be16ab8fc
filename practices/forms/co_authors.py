"""Whom to name as a further author."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from practices.queries.choices import Pairs


class CoAuthorForm(forms.Form):
    """One of the people of the organisations that make the practice."""

    person_id = forms.TypedChoiceField(
        label=_("Who has written it with you?"),
        help_text=_("People of your organisation and of the partners. They may write on it, and get a mail."),
        coerce=int,
        error_messages={"required": _("Choose a person.")},
    )
    use_required_attribute = False

    def __init__(self, data: Any = None, *, people: Pairs) -> None:
        super().__init__(data)
        self.fields["person_id"].choices = [("", _("Choose")), *people]  # type: ignore[attr-defined]
