"""Registering for an event, and the filters of the list."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from elo_portal.core.names import sort_key
from members.models import Region
from seminars import places
from seminars.commands.publishing import MESSAGE_LENGTH
from seminars.commands.registrations import NOTE_LENGTH
from seminars.forms.choices import capitalised
from seminars.models import Event, Registration
from seminars.queries import Wanted


class RegistrationForm(forms.Form):
    """How one takes part, and a note. `request_key` makes a double click one registration."""

    mode = forms.ChoiceField(label=_("How do you take part?"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Question or wish to the organiser"),
        help_text=_("The organisers read this. Do not write about your health or about clients."),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    request_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        initial = {"request_key": uuid.uuid4(), "mode": places.modes_offered(event)[0]}
        kwargs["initial"] = initial | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        offered = places.modes_offered(event)
        choices = capitalised((mode, Registration.Mode(mode).label) for mode in offered)
        self.fields["mode"].choices = choices  # type: ignore[attr-defined]
        if len(offered) == 1:
            self.fields["mode"].widget = forms.HiddenInput()


class EventFilterForm(forms.Form):
    """The filters of the list. What makes no sense is left out, never an error."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("All kinds")), *capitalised(Event.Kind.choices)], required=False
    )
    region = forms.ChoiceField(label=_("Region"), required=False)
    mode = forms.ChoiceField(
        label=_("How to take part"),
        choices=[("", _("On site or remotely")), *capitalised(Registration.Mode.choices)],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions = sorted(Region.objects.all(), key=lambda region: sort_key(region.name))
        choices = [("", _("All regions")), *((region.slug, region.name) for region in regions)]
        self.fields["region"].choices = choices  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What to look for. One query for the regions."""
        self.full_clean()
        chosen = {name: self.cleaned_data.get(name) or None for name in ("kind", "region", "mode")}
        return Wanted(**chosen)


class CancelEventForm(forms.Form):
    """What to tell those who would have come."""

    message = forms.CharField(
        label=_("Message to those who have registered"),
        help_text=_("For example why the event is cancelled, and what comes instead."),
        max_length=MESSAGE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class PublishForm(forms.Form):
    """Asked only when a language that the regions need is missing."""

    accepts_one_language = forms.BooleanField(
        label=_("Publish it all the same. The missing texts will be added later."), required=False
    )
