"""What a group's leaders fill in about its seats."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from elo_portal.core.fields import DayField
from members.commands.groups.seats import Holding, NewSeat
from members.forms.fields import ChoiceOf
from members.models import Organisation, Person, Seat

ENDS_HELP = _("Leave empty if the term has no end. Before it ends, those who lead the group are told.")


class NewSeatForm(forms.Form):
    organisation = ChoiceOf(model=Organisation, label=_("Organisation that gets the seat"), required=False)
    email = forms.EmailField(
        label=_("Or e-mail address of a person"),
        help_text=_("For a person who sits in their own name. The person must be in the network."),
        required=False,
        max_length=320,
    )
    role = forms.ChoiceField(label=_("Role"), choices=Seat.Role, initial=Seat.Role.MEMBER)
    starts_on = DayField(label=_("First day"), help_text=_("For example 1.8.2025."))
    ends_on = DayField(label=_("Last day"), help_text=ENDS_HELP, required=False)
    use_required_attribute = False

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("organisation") and cleaned.get("email"):
            self.add_error("email", _("Choose the organisation or the person, not both."))
        return cleaned

    def values(self) -> NewSeat:
        organisation = self.cleaned_data["organisation"]
        return NewSeat(
            organisation_id=organisation.pk if organisation else None,
            email=self.cleaned_data["email"],
            role=self.cleaned_data["role"],
            starts_on=self.cleaned_data["starts_on"],
            ends_on=self.cleaned_data["ends_on"],
        )


class SeatForm(forms.Form):
    """Those who sit there now stay to be chosen, even if they have left the organisation."""

    person_id = forms.TypedChoiceField(
        label=_("Who sits there?"), required=False, coerce=int, empty_value=None
    )
    deputy_id = forms.TypedChoiceField(label=_("Deputy"), required=False, coerce=int, empty_value=None)
    role = forms.ChoiceField(label=_("Role"), choices=Seat.Role)
    ends_on = DayField(label=_("Last day"), help_text=ENDS_HELP, required=False)
    use_required_attribute = False

    def __init__(self, data: Any = None, *, seat: Seat, people: list[Person]) -> None:
        names = ("person_id", "deputy_id", "role", "ends_on")
        super().__init__(data, initial={name: getattr(seat, name) for name in names})
        self._offer("person_id", seat.person, people, none=_("Vacant"))
        self._offer("deputy_id", seat.deputy, people, none=_("Nobody"))
        if seat.organisation_id is None:
            self.fields["person_id"].disabled = True

    def _offer(self, name: str, now: Person | None, people: list[Person], *, none: Any) -> None:
        offered = {one.pk: one.name for one in ([now] if now else [])} | {one.pk: one.name for one in people}
        self.fields[name].choices = [("", none), *offered.items()]  # type: ignore[attr-defined]

    def values(self) -> Holding:
        return Holding(**self.cleaned_data)


class EndSeatForm(forms.Form):
    last_day = DayField(
        label=_("Last day"),
        help_text=_("The seat stays in the history of the group. One that has not begun disappears."),
    )
    use_required_attribute = False
