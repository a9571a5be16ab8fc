"""Measures, how they get on, and what came of them."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from elo_portal.core.fields import DayField
from elo_portal.core.models import Term
from elo_portal.core.names import LANGUAGES
from members.commands.plans.measures import MeasureValues, Progress
from members.forms.fields import ChoiceOf
from members.forms.plans.texts import LONGEST, Text, TextsForm, texts_of
from members.models import ActionPlan, EffectChain, Goal, Group, Measure, Organisation, Person

PLAIN = (
    "kind",
    "due_on",
    "target_value",
    "goal_id",
    "owner_person_id",
    "owner_organisation_id",
)
MANY = ("participants", "targets", "national_goals")
TERMS = {"targets": "development_target", "national_goals": "national_goal"}


def capitalised(choices: Any) -> list[tuple[Any, Any]]:
    return [(value, capfirst(label)) for value, label in choices]


class MeasureForm(TextsForm):
    """Everything about a measure but how it gets on."""

    model = Measure
    TEXTS = (
        Text("title", _("Title"), _("What is different when it is done?")),
        Text("description", _("What is done")),
        Text(
            "indicator",
            _("Indicator"),
            _("How you see that it works, for example: schools that use the model."),
        ),
    )

    goal = ChoiceOf(model=Goal, label=_("Goal"), required=False)
    kind = forms.ChoiceField(
        label=_("What does it develop?"),
        choices=capitalised(Measure.Kind.choices),
        widget=forms.RadioSelect,
    )
    owner_organisation = ChoiceOf(model=Organisation, label=_("Responsible organisation"), required=False)
    owner_person = ChoiceOf(
        model=Person,
        label=_("Responsible person"),
        help_text=_("Gets the reminders, and may say how the measure gets on."),
        required=False,
    )
    due_on = DayField(label=_("Due"), help_text=_("For example 1.8.2025."))
    target_value = forms.CharField(
        label=_("Value aimed at"), help_text=_("For example 12."), max_length=60, required=False
    )
    participants = forms.ModelMultipleChoiceField(
        label=_("Organisations that take part"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    targets = forms.ModelMultipleChoiceField(
        label=_("Development targets"),
        queryset=Term.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    national_goals = forms.ModelMultipleChoiceField(
        label=_("National goals"),
        queryset=Term.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, data: Any = None, *, plan: ActionPlan, measure: Measure | None = None, **kwargs: Any
    ) -> None:
        if measure:
            kwargs["initial"] = _initial(measure)
        super().__init__(data, **kwargs)
        kept = [one.pk for one in measure.participants.all()] if measure else []
        organisations = _organisations(
            plan.group, [*kept, measure.owner_organisation_id if measure else None]
        )
        chosen = [term.pk for name in TERMS for term in getattr(measure, name).all()] if measure else []
        offered = Term.objects.of(*TERMS.values()).filter(Q(is_active=True) | Q(pk__in=chosen))
        near, terms = list(organisations), list(offered)
        self._offer("owner_organisation", organisations, [("", _("Not chosen")), *_named(near)])
        self._offer("participants", organisations, _named(near))
        for name, vocabulary in TERMS.items():
            of_it = [term for term in terms if term.vocabulary == vocabulary]
            self._offer(name, offered.filter(vocabulary=vocabulary), _named(of_it))
        self._offer("owner_person", _people(plan.group, measure.owner_person_id if measure else None))
        self._offer("goal", Goal.objects.filter(strategy=plan.strategy_id).order_by("order"))
        self.fields["goal"].label_from_instance = lambda goal: f"{goal.order}. {goal.title}"  # type: ignore[attr-defined]

    def _offer(self, name: str, queryset: Any, choices: list[tuple[Any, Any]] | None = None) -> None:
        """`choices`: as they are shown, where the rows are loaded already."""
        self.fields[name].queryset = queryset  # type: ignore[attr-defined]
        if choices is not None:
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not any(cleaned.get(f"title_{code}") for code in LANGUAGES):
            self.add_error(f"title_{self.languages[0]}", _("Write the title in at least one language."))
        has_errors = {"owner_organisation", "owner_person"} & set(self.errors)
        if not (cleaned.get("owner_organisation") or cleaned.get("owner_person") or has_errors):
            self.add_error(
                "owner_organisation", _("Choose who is responsible: an organisation, a person or both.")
            )
        return cleaned

    def values(self) -> MeasureValues:
        """What `commands.plans.measures` takes."""
        data = self.cleaned_data
        ids: dict[str, Any] = {
            f"{name}_id": data[name].pk if data[name] else None
            for name in ("goal", "owner_person", "owner_organisation")
        }
        ids |= {name: [one.pk for one in data[name]] for name in MANY}
        return MeasureValues(
            texts=self.text_values(),
            kind=data["kind"],
            due_on=data["due_on"],
            target_value=data["target_value"],
            **ids,
        )


def _named(rows: list[Any]) -> list[tuple[Any, Any]]:
    return [(one.pk, str(one)) for one in rows]


def _initial(measure: Measure) -> dict[str, Any]:
    plain = {name.removesuffix("_id"): getattr(measure, name) for name in PLAIN}
    many = {name: [one.pk for one in getattr(measure, name).all()] for name in MANY}
    return plain | many | texts_of(MeasureForm, measure)


def _organisations(group: Group, kept: list[int | None]) -> Any:
    """Active ones of the group's regions, or all for a group without regions; those chosen before as well."""
    regions = [region.pk for region in group.regions.all()]
    near = Q(pk__in=Organisation.regions.through.objects.filter(region__in=regions).values("organisation"))
    active = Q(state=Organisation.State.ACTIVE)
    chosen = Q(pk__in=[pk for pk in kept if pk]) | Q(seats__group=group)
    wanted = (active & (near | chosen)) | Q(pk__in=[pk for pk in kept if pk]) if regions else active
    return Organisation.objects.filter(wanted).distinct().order_by("sort_key", "pk")


def _people(group: Group, kept: int | None) -> Any:
    """Those who sit in the group, and who was chosen before."""
    sitting = Q(seats__group=group) | Q(deputy_seats__group=group)
    return Person.objects.active().filter(sitting | Q(pk=kept)).distinct().order_by("sort_key", "pk")


class ProgressForm(forms.Form):
    """How it gets on now."""

    state = forms.ChoiceField(
        label=_("State"), choices=capitalised(Measure.State.choices), widget=forms.RadioSelect
    )
    progress = forms.IntegerField(
        label=_("Progress, per cent"), min_value=0, max_value=100, widget=forms.NumberInput({"step": 5})
    )
    latest_value = forms.CharField(label=_("Latest value of the indicator"), max_length=60, required=False)
    note = forms.CharField(
        label=_("What has happened?"),
        help_text=_("Everybody who sees the plan sees it."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    reason = forms.CharField(
        label=_("If it is given up, why?"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    use_required_attribute = False

    def __init__(self, data: Any = None, *, measure: Measure) -> None:
        names = ("state", "progress", "latest_value", "reason")
        super().__init__(data, initial={name: getattr(measure, name) for name in names})

    def values(self) -> Progress:
        return Progress(**self.cleaned_data)


class EffectsForm(TextsForm):
    model = EffectChain
    TEXTS = (
        Text("inputs", _("Inputs"), _("Working time, money, projects, premises.")),
        Text("outputs", _("Outputs"), _("What was made or arranged, and how much.")),
        Text("effects", _("Effects"), _("What people and organisations do differently.")),
        Text("impact", _("Impact"), _("What it means for the people who are guided and for the region.")),
    )
