"""Starting a practice: for which organisation, in which language, what it is called."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from practices.fields import TEXT_LENGTHS
from practices.queries.choices import Pairs


class StartForm(forms.Form):
    """With one organisation there is nothing to choose: it is not asked."""

    owner_id = forms.TypedChoiceField(
        label=_("For which organisation?"),
        help_text=_("It answers for the practice, and your colleagues there may write with you."),
        coerce=int,
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(
        label=_("In which language do you write?"),
        help_text=_("You can add other languages afterwards."),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )
    title = forms.CharField(
        label=_("Name of the practice"),
        help_text=_("Short and plain: what it is, for whom."),
        max_length=TEXT_LENGTHS["title"],
    )
    based_on = forms.SlugField(required=False, widget=forms.HiddenInput)
    use_required_attribute = False

    def __init__(self, data: Any = None, *, owners: Pairs, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["owner_id"]
        field.choices = owners  # type: ignore[attr-defined]
        if len(owners) == 1:
            field.widget = forms.HiddenInput()
            field.initial = owners[0][0]
