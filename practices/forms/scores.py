"""Points with a reason on each criterion of the national review."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from practices.commands.national import Points
from practices.models import Score

REASON_LENGTH = 2000
POINTS: tuple[tuple[str, str | Promise], ...] = (
    ("0", _("0 – not at all")),
    ("1", _("1 – in part")),
    ("2", _("2 – well")),
    ("3", _("3 – very well")),
)
HELP: dict[str, str | Promise] = {
    Score.Criterion.RELEVANCE: _("Does it answer a need that is described and shared by others?"),
    Score.Criterion.CLARITY: _("Could somebody else do the same with this description?"),
    Score.Criterion.EVIDENCE: _("Is it told what has changed, how that is known, and what is not known?"),
    Score.Criterion.TRANSFER: _("Are the core and what may be changed told apart?"),
    Score.Criterion.PRINCIPLES: _("Do the principles of good guidance show in what is done?"),
    Score.Criterion.COOPERATION: _("Do several administrative branches work together?"),
    Score.Criterion.EQUALITY: _("Have different people been thought of, and is it accessible?"),
    Score.Criterion.FEASIBILITY: _("Can it be done with ordinary resources?"),
}


@dataclass(frozen=True)
class Criterion:
    """One criterion as the page draws it: its question and the two controls."""

    name: str | Promise
    question: str | Promise
    points: BoundField
    reason: BoundField


class ScoresForm(forms.Form):
    """Nothing is required to save; to hand in, all of it is."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, scores: list[Score], **kwargs: Any) -> None:
        initial: dict[str, Any] = {}
        for score in scores:
            initial[f"{score.criterion}_points"] = str(score.points)
            initial[f"{score.criterion}_reason"] = score.reason
        super().__init__(data, initial=initial, **kwargs)
        for criterion, _label in Score.Criterion.choices:
            self.fields[f"{criterion}_points"] = forms.TypedChoiceField(
                label=_("Points"),
                choices=POINTS,
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[f"{criterion}_reason"] = forms.CharField(
                label=_("Reason for the points"),
                max_length=REASON_LENGTH,
                required=False,
                widget=forms.Textarea({"rows": 3}),
            )

    def clean(self) -> dict[str, Any]:
        """Half of a criterion cannot be kept: whoever gives points gives the reason, and the other way round."""
        cleaned: dict[str, Any] = super().clean() or {}
        halves = [
            criterion
            for criterion in Score.Criterion.values
            if (cleaned.get(f"{criterion}_points") is None) != (not cleaned.get(f"{criterion}_reason"))
        ]
        self.say_what_is_missing(halves)
        return cleaned

    def criteria(self) -> Iterator[Criterion]:
        for criterion, label in Score.Criterion.choices:
            yield Criterion(label, HELP[criterion], self[f"{criterion}_points"], self[f"{criterion}_reason"])

    def given(self) -> dict[str, Points]:
        """What `commands.national.score` takes."""
        return {
            criterion: Points(
                self.cleaned_data.get(f"{criterion}_points"), self.cleaned_data.get(f"{criterion}_reason", "")
            )
            for criterion in Score.Criterion.values
        }

    def say_what_is_missing(self, criteria: list[str]) -> None:
        """Beside the points or the reason, whichever is missing."""
        for criterion in criteria:
            if self.cleaned_data.get(f"{criterion}_points") is None:
                self.add_error(f"{criterion}_points", _("Choose 0, 1, 2 or 3."))
            else:
                self.add_error(f"{criterion}_reason", _("Write why you give these points."))
