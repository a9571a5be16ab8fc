"""What is filled in about meetings: when and where, the agenda, the minutes, decisions."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from elo_portal.core.fields import ClockField, DayField, TextField, day_and_clock, moment
from members.commands.groups.meetings import ItemFields, MeetingFields
from members.commands.groups.minutes import DecisionFields
from members.models import AgendaItem, Decision, Meeting, Seat

LONGEST_MINUTES = 20_000
LONGEST = 2000


class MeetingForm(forms.Form):
    title = TextField(label=_("Title"), max_length=200)
    day = DayField(label=_("Day"), help_text=_("For example 1.8.2025."))
    starts_clock = ClockField(label=_("Starts at"))
    ends_clock = ClockField(label=_("Ends at"))
    place = TextField(label=_("Place"), required=False, max_length=200)
    remote_url = forms.URLField(
        label=_("Remote link"),
        help_text=_("Only the group sees it."),
        required=False,
        max_length=500,
        assume_scheme="https",
    )
    use_required_attribute = False

    def values(self) -> MeetingFields:
        data = self.cleaned_data
        return MeetingFields(
            title=data["title"],
            starts_at=self._moment(data["day"], "starts_clock"),
            ends_at=self._moment(data["day"], "ends_clock"),
            place=data["place"],
            remote_url=data["remote_url"],
        )

    def _moment(self, day: date, name: str) -> datetime:
        return moment(day, self.cleaned_data[name])

    @staticmethod
    def initial_of(meeting: Meeting) -> dict[str, Any]:
        day, starts = day_and_clock(meeting.starts_at)
        _day, ends = day_and_clock(meeting.ends_at)
        names = ("title", "place", "remote_url")
        known = {name: getattr(meeting, name) for name in names}
        return known | {"day": day, "starts_clock": starts, "ends_clock": ends}


class ItemForm(forms.Form):
    position = forms.IntegerField(
        label=_("Number on the agenda"),
        min_value=1,
        max_value=100,
        widget=forms.TextInput({"inputmode": "numeric", "size": "4"}),
    )
    title = TextField(label=_("Title"), max_length=200)
    text = TextField(label=_("Text"), required=False, max_length=LONGEST, widget=forms.Textarea({"rows": 4}))
    presenter = TextField(label=_("Who presents?"), required=False, max_length=120)
    use_required_attribute = False

    def values(self) -> ItemFields:
        return ItemFields(**self.cleaned_data)

    @classmethod
    def initial_of(cls, item: AgendaItem) -> dict[str, Any]:
        return {name: getattr(item, name) for name in cls.base_fields}


class MinutesForm(forms.Form):
    """The minutes, and for each seat of that day who was there."""

    minutes = TextField(
        label=_("Minutes"),
        help_text=_("What was talked about. Decisions are recorded apart."),
        required=False,
        max_length=LONGEST_MINUTES,
        widget=forms.Textarea({"rows": 12}),
    )
    use_required_attribute = False

    def __init__(self, data: Any = None, *, meeting: Meeting, seats: list[Seat]) -> None:
        present = {one.seat_id: one.person_id for one in meeting.attendances.all()}
        initial: dict[str, Any] = {"minutes": meeting.minutes}
        initial |= {f"seat_{seat.pk}": present.get(seat.pk, "") for seat in seats}
        super().__init__(data, initial=initial)
        for seat in seats:
            self.fields[f"seat_{seat.pk}"] = _present(seat)
        self._seats = seats

    def present(self) -> dict[int, int]:
        """The seat's id and the person's, of those who were there."""
        chosen = {seat.pk: self.cleaned_data[f"seat_{seat.pk}"] for seat in self._seats}
        return {seat_id: person_id for seat_id, person_id in chosen.items() if person_id is not None}


def _present(seat: Seat) -> forms.TypedChoiceField:
    choices: list[tuple[Any, Any]] = [("", _("Nobody was present"))]
    if seat.person:
        choices.append((seat.person_id, seat.person.name))
    if seat.deputy:
        choices.append((seat.deputy_id, _("%(name)s, deputy") % {"name": seat.deputy.name}))
    holder = seat.organisation.name if seat.organisation else _("In their own name")
    return forms.TypedChoiceField(label=holder, choices=choices, coerce=int, empty_value=None, required=False)


class DecisionForm(forms.Form):
    text = TextField(label=_("Decision"), max_length=LONGEST, widget=forms.Textarea({"rows": 5}))
    follower_id = forms.TypedChoiceField(
        label=_("Who follows it up?"), required=False, coerce=int, empty_value=None
    )
    follow_up = forms.ChoiceField(label=_("Follow-up"), choices=Decision.FollowUp)
    due_on = DayField(label=_("Until when?"), required=False)
    is_public = forms.BooleanField(
        label=_("Show this decision to everybody on the page of the group"),
        help_text=_("Otherwise only the group sees it. The name of who follows it up is never public."),
        required=False,
    )
    use_required_attribute = False

    def __init__(self, *args: Any, people: dict[int, str], is_locked: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["follower_id"].choices = [("", _("Nobody")), *people.items()]  # type: ignore[attr-defined]
        if is_locked:
            self.fields["text"].disabled = True
            self.fields["text"].help_text = _("The minutes are approved, so the words stay as they are.")

    def values(self) -> DecisionFields:
        return DecisionFields(**self.cleaned_data)

    @classmethod
    def initial_of(cls, decision: Decision) -> dict[str, Any]:
        return {name: getattr(decision, name) for name in cls.base_fields}


class CorrectionForm(forms.Form):
    note = TextField(
        label=_("What is corrected, and why?"),
        help_text=_(
            "The approved minutes stay as they are. The correction stands below them with your name."
        ),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
    )
    use_required_attribute = False
