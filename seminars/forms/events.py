"""The form of an event: Finnish and Swedish side by side, English folded, dates as text."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from elo_portal.core.fields import ClockField, DayField, day_and_clock, moment
from elo_portal.core.models import Term
from elo_portal.core.names import LANGUAGES
from elo_portal.core.viewers import Viewer
from members.models import Authority, Group, Organisation, Region
from seminars import permissions
from seminars.commands.publishing import NotReady
from seminars.forms.choices import capitalised
from seminars.models import Event

LONG = {"description": 20_000}
ROWS = {"summary": 3, "description": 8, "audience": 2, "national_representation": 3}
MOMENTS = ("starts", "ends", "registration_opens", "registration_closes")
VOCABULARIES = {"themes": "theme", "targets": "development_target"}


@dataclass(frozen=True)
class TextGroup:
    """One text in its languages, as the template sets it."""

    label: str | Promise
    help_text: str | Promise
    name: str


TEXT_GROUPS = (
    TextGroup(_("Title"), "", "title"),
    TextGroup(_("Summary"), _("What happens, for whom and why, in two or three sentences."), "summary"),
    TextGroup(_("Description"), _("You may use **bold**, lists and links."), "description"),
    TextGroup(_("For whom"), "", "audience"),
    TextGroup(_("Place"), _("Name of the place and the municipality."), "place"),
    TextGroup(
        _("Representation of the national ELO group"),
        _("Who represents it, or why it is not represented. A TNO seminar must say this."),
        "national_representation",
    ),
)


class EventForm(forms.Form):
    """Everything about an event that its coordinators write. Gives values for the commands."""

    kind = forms.ChoiceField(label=_("Kind of event"), choices=capitalised(Event.Kind.choices))
    mode = forms.ChoiceField(
        label=_("Mode of attendance"), choices=capitalised(Event.Mode.choices), widget=forms.RadioSelect
    )
    starts_on = DayField(label=_("Starts on"))
    starts_clock = ClockField(label=_("Starts at"))
    ends_on = DayField(label=_("Ends on"), required=False)
    ends_clock = ClockField(label=_("Ends at"))
    address = forms.CharField(label=_("Street address"), max_length=200, required=False)
    remote_url = forms.URLField(
        label=_("Link for remote participants"),
        help_text=_("Only confirmed remote participants see it."),
        max_length=200,
        required=False,
        assume_scheme="https",
    )
    capacity = forms.IntegerField(
        label=_("Number of places"),
        help_text=_(
            "Leave empty for no limit. On site and in hybrid events it limits the places on site; "
            "in remote events the remote places."
        ),
        min_value=1,
        max_value=100_000,
        required=False,
    )
    registration_opens_on = DayField(label=_("Registration opens on"), required=False)
    registration_opens_clock = ClockField(label=_("Registration opens at"), required=False)
    registration_closes_on = DayField(label=_("Registration closes on"), required=False)
    registration_closes_clock = ClockField(label=_("Registration closes at"), required=False)
    host = forms.ModelChoiceField(label=_("Host"), queryset=Authority.objects.none(), empty_label=None)
    co_hosts = forms.ModelMultipleChoiceField(
        label=_("Co-hosts"),
        queryset=Authority.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    organisers = forms.ModelMultipleChoiceField(
        label=_("Organisations that take part in arranging"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    regions = forms.ModelMultipleChoiceField(
        label=_("Regions"),
        help_text=_("A peer forum needs at least two. Choose none if the event is for the whole country."),
        queryset=Region.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    targets = forms.ModelMultipleChoiceField(
        label=_("Development targets"),
        queryset=Term.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    themes = forms.ModelMultipleChoiceField(
        label=_("Themes"), queryset=Term.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    visibility = forms.ChoiceField(
        label=_("Who may see it"), choices=capitalised(Event.Visibility.choices), widget=forms.RadioSelect
    )
    group = forms.ModelChoiceField(
        label=_("Group"), help_text=_("Only if the event is for one group."), queryset=Group.objects.none(),
        required=False, empty_label=_("Not chosen"),
    )  # fmt: skip

    def __init__(
        self, *args: Any, viewer: Viewer, event: Event | None = None, today: date, **kwargs: Any
    ) -> None:
        if event is not None:
            kwargs["initial"] = initial_of(event)
        super().__init__(*args, **kwargs)
        for group in TEXT_GROUPS:
            for language in LANGUAGES:
                self.fields[f"{group.name}_{language}"] = _text_field(group, language)
        self._offer_relations(viewer, event, today)

    def _offer_relations(self, viewer: Viewer, event: Event | None, today: date) -> None:
        authorities = Authority.objects.valid_on(today)
        if event is not None:
            kept = [event.host_id, *(authority.pk for authority in event.co_hosts.all())]
            authorities = authorities | Authority.objects.filter(pk__in=kept)
        own = authorities if viewer.is_admin else authorities.filter(pk__in=viewer.authority_ids)
        found = list(authorities.order_by("name_fi"))
        self._offer("host", own, [one for one in found if viewer.is_admin or one.pk in viewer.authority_ids])
        self._offer("co_hosts", authorities, found)
        self._offer("organisers", Organisation.objects.active().order_by("sort_key", "pk"))
        self._offer("regions", Region.objects.order_by("code"))
        terms = Term.objects.of(*VOCABULARIES.values()).offered()
        offered = list(terms)
        for name, vocabulary in VOCABULARIES.items():
            of_it = [term for term in offered if term.vocabulary == vocabulary]
            self._offer(name, terms.filter(vocabulary=vocabulary), of_it)
        self._offer("group", Group.objects.order_by("name_fi"))
        if event is not None and not permissions.can_change_hosts(viewer, event):
            del self.fields["host"], self.fields["co_hosts"]

    def _offer(self, name: str, queryset: Any, found: list[Any] | None = None) -> None:
        """`found`: the rows in the order in which they are offered, where they are loaded already."""
        self.fields[name].queryset = queryset  # type: ignore[attr-defined]
        if found is not None:
            self.fields[name].choices = [(one.pk, str(one)) for one in found]  # type: ignore[attr-defined]

    @property
    def texts(self) -> Iterator[tuple[TextGroup, list[BoundField]]]:
        """Each text with its Finnish, Swedish and English field."""
        for group in TEXT_GROUPS:
            yield group, [self[f"{group.name}_{language}"] for language in LANGUAGES]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["ends_on"] = data.get("ends_on") or data.get("starts_on")
        for name in MOMENTS:
            data[f"{name}_at"] = self._moment(data, name)
        self._check_order(data, "starts", "ends", _("The end is before the beginning."))
        self._check_order(
            data, "registration_opens", "registration_closes", _("Registration closes before it opens.")
        )
        if not any(data.get(f"title_{language}") for language in LANGUAGES):
            self._say("title_fi", _("Write the title in at least one language."))
        is_for_group = data.get("visibility") == Event.Visibility.GROUP
        if is_for_group and not data.get("group"):
            self._say("group", _("Choose the group whose members may see this."))
        if not is_for_group:
            data["group"] = None
        return data

    def _moment(self, data: dict[str, Any], name: str) -> datetime | None:
        """Day and time together; one without the other is an error beside the one that is missing."""
        day, clock = data.get(f"{name}_on"), data.get(f"{name}_clock")
        if isinstance(day, date) and isinstance(clock, time):
            return moment(day, clock)
        if name.startswith("registration"):
            if day and not self.errors.get(f"{name}_clock"):
                self._say(f"{name}_clock", _("Write the time as well."))
            if clock and not self.errors.get(f"{name}_on"):
                self._say(f"{name}_on", _("Write the date as well."))
        return None

    def _check_order(self, data: dict[str, Any], first: str, last: str, message: str | Promise) -> None:
        begins, ends = data[f"{first}_at"], data[f"{last}_at"]
        if begins and ends and ends <= begins:
            self._say(f"{last}_clock" if data[f"{first}_on"] == data[f"{last}_on"] else f"{last}_on", message)

    def _say(self, field: str, message: str | Promise) -> None:
        if not self.errors.get(field):
            self.add_error(field, message)  # type: ignore[arg-type]

    def add_problems(self, refusal: NotReady) -> None:
        """Put what the rules of publishing miss beside the fields."""
        for problem in refusal.problems:
            self._say(problem.field if problem.field in self.fields else "__all__", problem.message)

    def values(self) -> dict[str, Any]:
        """For `commands.events`: plain fields and lists of ids; hosts only where they may be changed."""
        data = self.cleaned_data
        texts = {
            f"{group.name}_{code}": data[f"{group.name}_{code}"]
            for group in TEXT_GROUPS
            for code in LANGUAGES
        }
        plain = {
            name: data[name] for name in ("kind", "mode", "visibility", "address", "remote_url", "capacity")
        }
        moments = {f"{name}_at": data[f"{name}_at"] for name in MOMENTS}
        relations: dict[str, list[int]] = {
            name: [thing.pk for thing in data[name]]
            for name in ("co_hosts", "organisers", "regions")
            if name in self.fields
        }
        relations["terms"] = [term.pk for name in VOCABULARIES for term in data[name]]
        group = data.get("group")
        return texts | plain | moments | relations | {"group_id": group.pk if group else None}

    @property
    def host_id(self) -> int | None:
        host = self.cleaned_data.get("host")
        return host.pk if host else None


def _text_field(group: TextGroup, language: str) -> forms.CharField:
    """A field as long as the model allows, named as the model names it: "Title in Finnish"."""
    stored = getattr(Event, f"{group.name}_{language}").field
    rows = ROWS.get(group.name)
    attrs = {"lang": language}
    widget = forms.Textarea(attrs={**attrs, "rows": rows}) if rows else forms.TextInput(attrs=attrs)
    return forms.CharField(
        label=capfirst(stored.verbose_name),
        max_length=LONG.get(group.name) or stored.max_length,
        required=False,
        widget=widget,
    )


def initial_of(event: Event) -> dict[str, Any]:
    """The stored event as the form writes it. Four queries, fewer when relations are loaded."""
    names = ("kind", "mode", "visibility", "address", "remote_url", "capacity", "group", "host")
    values = {name: getattr(event, f"{name}_id" if name in {"group", "host"} else name) for name in names}
    for text in TEXT_GROUPS:
        values |= {f"{text.name}_{code}": getattr(event, f"{text.name}_{code}") for code in LANGUAGES}
    for name in MOMENTS:
        values[f"{name}_on"], values[f"{name}_clock"] = day_and_clock(getattr(event, f"{name}_at"))
    for name in ("co_hosts", "organisers", "regions"):
        values[name] = [thing.pk for thing in getattr(event, name).all()]
    for name, vocabulary in VOCABULARIES.items():
        values[name] = [term.pk for term in event.terms.all() if term.vocabulary == vocabulary]
    return values
