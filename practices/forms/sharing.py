"""What a group decides, why it ends, and what an organisation promises."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from elo_portal.core.fields import DayField
from members.models import Organisation
from practices.commands.sharing import Decision
from practices.models import SharedPractice
from practices.queries.adoptions import Pairs

MAX_WORDS = 4000
DAY_HELP = _("For example 1.8.2025.")


class DecisionForm(forms.Form):
    """With one practice there is nothing to choose: it is not asked."""

    practice_id = forms.TypedChoiceField(
        label=_("Which practice becomes the shared one?"), coerce=int, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("What was decided and why?"),
        help_text=_("Two or three sentences: what is done the same way from now on, and what may differ."),
        max_length=MAX_WORDS,
        widget=forms.Textarea({"rows": 6}),
    )
    decided_on = DayField(label=_("When was it decided?"), help_text=DAY_HELP)
    valid_from = DayField(label=_("In force from"), help_text=DAY_HELP)
    review_on = DayField(
        label=_("When is it looked at again?"),
        help_text=_("The chair and the coordinators get a reminder 30 days before and on the day."),
    )
    minutes_url = forms.URLField(
        label=_("Link to the minutes"),
        help_text=_("If the minutes are on the web."),
        required=False,
        max_length=500,
        assume_scheme="https",
    )
    use_required_attribute = False

    def __init__(self, data: Any = None, *, practices: Pairs, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["practice_id"]
        field.choices = practices  # type: ignore[attr-defined]
        if len(practices) == 1:
            field.widget, field.initial = forms.HiddenInput(), practices[0][0]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts, looked_at = cleaned.get("valid_from"), cleaned.get("review_on")
        if starts and looked_at and looked_at <= starts:
            self.add_error(
                "review_on", _("The day to look at it again must be after the day it comes into force.")
            )
        return cleaned

    def decision(self) -> Decision:
        """What `commands.sharing.decide` takes."""
        return Decision(**self.cleaned_data)

    @staticmethod
    def initial_of(shared: SharedPractice) -> dict[str, Any]:
        """What the form shows before anything is typed."""
        known = {
            name: getattr(shared, name) for name in ("decided_on", "valid_from", "review_on", "minutes_url")
        }
        return known | {"practice_id": shared.practice_id, "words": shared.decision}


class EndForm(forms.Form):
    reason = forms.CharField(
        label=_("Why does it end?"),
        help_text=_("Others learn from this. It stands beside the practice."),
        max_length=MAX_WORDS,
        widget=forms.Textarea({"rows": 4}),
    )
    use_required_attribute = False


class CommitForm(forms.Form):
    """With one organisation there is nothing to choose: it is not asked."""

    organisation_id = forms.TypedChoiceField(
        label=_("Which organisation commits itself?"), coerce=int, widget=forms.RadioSelect
    )
    starts_on = DayField(label=_("From which day?"), help_text=DAY_HELP)
    note = forms.CharField(
        label=_("Note"),
        help_text=_("For example which units, or whom to ask. Everybody who sees the practice sees it."),
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
    )
    use_required_attribute = False

    def __init__(self, data: Any = None, *, organisations: list[Organisation], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["organisation_id"]
        field.choices = [(one.pk, one.name) for one in organisations]  # type: ignore[attr-defined]
        if len(organisations) == 1:
            field.widget, field.initial = forms.HiddenInput(), organisations[0].pk
