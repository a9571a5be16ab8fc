"""Taking a practice up, and telling how it goes in two minutes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from elo_portal.core.fields import DayField
from members.models import Organisation
from practices.commands.adoptions import CHOSEN, WORDS, Told
from practices.models import Adoption
from practices.queries.adoptions import Pairs

State = Adoption.State
MAX_WORDS = 4000
FIRST_STATES = [choice for choice in State.choices if choice[0] != State.ENDED]


def free_text(label: Any, help_text: Any = "", *, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=MAX_WORDS,
        widget=forms.Textarea({"rows": rows}),
    )


class DetailsForm(forms.Form):
    """What an adopter may say at the start and later."""

    scale = forms.ChoiceField(
        label=_("How widely?"), choices=Adoption.Scale.choices, required=False, widget=forms.RadioSelect
    )
    change = forms.ChoiceField(
        label=_("How was it adapted?"),
        choices=Adoption.Change.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    changed = free_text(_("What did you change?"), _("Others with the same conditions learn from this."))
    wants_support = forms.BooleanField(label=_("We would like support from the makers"), required=False)
    use_required_attribute = False

    def details(self) -> dict[str, str | bool]:
        """What `commands.adoptions` takes as details."""
        return {name: value for name, value in self.cleaned_data.items() if name in WORDS | CHOSEN}


class AdoptForm(DetailsForm):
    """With one organisation or one region there is nothing to choose: it is not asked."""

    organisation_id = forms.TypedChoiceField(
        label=_("Which organisation takes it up?"), coerce=int, widget=forms.RadioSelect
    )
    region_id = forms.TypedChoiceField(label=_("In which region?"), coerce=int, widget=forms.RadioSelect)
    state = forms.ChoiceField(
        label=_("How far are you?"), choices=FIRST_STATES, widget=forms.RadioSelect, initial=State.INTERESTED
    )
    started_on = DayField(label=_("Since when?"), help_text=_("For example 1.8.2025."))
    field_order = ("organisation_id", "region_id", "state", "started_on")

    def __init__(
        self, data: Any = None, *, organisations: list[Organisation], regions: Pairs, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self._offer("organisation_id", [(one.pk, one.name) for one in organisations])
        self._offer("region_id", regions)

    def _offer(self, name: str, pairs: Pairs) -> None:
        field = self.fields[name]
        field.choices = pairs  # type: ignore[attr-defined]
        if len(pairs) == 1:
            field.widget, field.initial = forms.HiddenInput(), pairs[0][0]

    def told(self) -> Told:
        return Told(state=self.cleaned_data["state"], details=self.details())


class TellForm(DetailsForm):
    """How it goes: the state first, the rest by choice. An end needs its reason."""

    state = forms.ChoiceField(
        label=_("How far are you now?"), choices=State.choices, widget=forms.RadioSelect
    )
    words = free_text(_("How does it go?"), _("Two or three sentences are enough."))
    results = free_text(_("What came of it?"), _("For example figures, feedback, what has become easier."))
    obstacles = free_text(_("What was difficult?"))
    end_reason = free_text(_("Why did it end?"), _("Needed only if you no longer use it."))
    ended_on = DayField(label=_("When did it end?"), help_text=_("For example 1.8.2025."), required=False)
    field_order = ("state", "words", "results", "obstacles", "change", "changed", "scale", "wants_support")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("state") == State.ENDED and not cleaned.get("end_reason"):
            self.add_error("end_reason", _("Write why it ended: others learn from it."))
        return cleaned

    def told(self) -> Told:
        data = self.cleaned_data
        return Told(
            state=data["state"],
            details=self.details(),
            words=data["words"],
            end_reason=data["end_reason"],
            ended_on=data["ended_on"],
        )

    @staticmethod
    def initial_of(adoption: Adoption) -> dict[str, Any]:
        """What the form shows before anything is typed."""
        return {name: getattr(adoption, name) for name in ("state", *sorted(WORDS | CHOSEN))}
