"""The form of one programme row."""

from datetime import date, time
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from elo_portal.core import dates
from elo_portal.core.fields import ClockField, day_and_clock, moment
from elo_portal.core.names import LANGUAGES
from elo_portal.core.viewers import NOBODY, Viewer
from practices.models import Practice
from seminars.forms.choices import capitalised
from seminars.models import Event, ProgrammeItem
from seminars.queries import days_of

PLAIN = ("kind", "speaker", "room")


class PracticeField(forms.CharField):
    """A practice, named by the address of its page: a list of thousands would help nobody."""

    viewer: Viewer = NOBODY
    kept_id: int | None = None  # stays allowed although the viewer may not see it

    def clean(self, value: Any) -> Practice | None:
        address = super().clean(value).strip()
        if not address:
            return None
        slug = urlsplit(address).path.rstrip("/").rpartition("/")[2]
        published = Practice.objects.visible_to(self.viewer).published()
        practice = Practice.objects.filter(slug=slug).filter(Q(pk__in=published) | Q(pk=self.kept_id)).first()
        if practice is None:
            raise ValidationError(
                _("No published practice has this address. Copy it from the practice's page.")
            )
        return practice


class ProgrammeItemForm(forms.Form):
    """A row: day and times, what, who, where; the practice that is shown."""

    kind = forms.ChoiceField(label=_("Kind of item"), choices=capitalised(ProgrammeItem.Kind.choices))
    day = forms.TypedChoiceField(label=_("Day"), coerce=date.fromisoformat)
    starts_clock = ClockField(label=_("Starts at"))
    ends_clock = ClockField(label=_("Ends at"))
    title_fi = forms.CharField(label=_("Title in Finnish"), max_length=200, required=False)
    title_sv = forms.CharField(label=_("Title in Swedish"), max_length=200, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    description_fi = forms.CharField(label=_("Description in Finnish"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))  # fmt: skip
    description_sv = forms.CharField(label=_("Description in Swedish"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))  # fmt: skip
    description_en = forms.CharField(label=_("Description in English"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))  # fmt: skip
    speaker = forms.CharField(
        label=_("Speaker"), help_text=_("Name and organisation"), max_length=200, required=False
    )
    room = forms.CharField(label=_("Room"), max_length=100, required=False)
    practice = PracticeField(
        label=_("Practice that is presented"),
        help_text=_(
            "Copy the address of the practice's page here. The page will tell where it was presented."
        ),
        max_length=300,
        required=False,
    )

    def __init__(
        self, *args: Any, event: Event, viewer: Viewer, item: ProgrammeItem | None = None, **kwargs: Any
    ) -> None:
        if item is not None:
            kwargs["initial"] = initial_of(item)
        super().__init__(*args, **kwargs)
        days = [(day.isoformat(), dates.day(day)) for day in days_of(event)]
        self.fields["day"].choices = days  # type: ignore[attr-defined]
        if len(days) == 1:
            self.fields["day"].initial = days[0][0]
            self.fields["day"].widget = forms.HiddenInput()
        practice: PracticeField = self.fields["practice"]  # type: ignore[assignment]
        practice.viewer, practice.kept_id = viewer, item.practice_id if item else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not any(data.get(f"title_{language}") for language in LANGUAGES):
            self.add_error("title_fi", _("Write the title in at least one language."))
        starts, ends = data.get("starts_clock"), data.get("ends_clock")
        if isinstance(starts, time) and isinstance(ends, time) and ends <= starts:
            self.add_error("ends_clock", _("The end is before the beginning."))
        return data

    def values(self) -> dict[str, Any]:
        """For `commands.programme`."""
        data = self.cleaned_data
        texts = {
            f"{text}_{code}": data[f"{text}_{code}"]
            for text in ("title", "description")
            for code in LANGUAGES
        }
        practice = data["practice"]
        return (
            texts
            | {name: data[name] for name in PLAIN}
            | {
                "starts_at": moment(data["day"], data["starts_clock"]),
                "ends_at": moment(data["day"], data["ends_clock"]),
                "practice_id": practice.pk if practice else None,
            }
        )


def initial_of(item: ProgrammeItem) -> dict[str, Any]:
    """The stored row as the form writes it."""
    values: dict[str, Any] = {name: getattr(item, name) for name in PLAIN}
    for text in ("title", "description"):
        values |= {f"{text}_{code}": getattr(item, f"{text}_{code}") for code in LANGUAGES}
    _day, values["starts_clock"] = day_and_clock(item.starts_at)
    _day, values["ends_clock"] = day_and_clock(item.ends_at)
    address = reverse("practices:detail", args=[item.practice.slug]) if item.practice else ""
    return values | {"day": timezone.localdate(item.starts_at).isoformat(), "practice": address}
