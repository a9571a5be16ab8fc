"""Strategies and plans."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from elo_portal.core.fields import DayField
from elo_portal.core.names import LANGUAGES
from members.commands.plans.strategies import GoalValues, StrategyValues
from members.forms.fields import ChoiceOf
from members.forms.plans.texts import Text, TextsForm, texts_of
from members.models import ActionPlan, Goal, Group, Strategy

FIRST_YEAR, LAST_YEAR = 2010, 2100
NEW_GOALS = 3
MOST_GOALS = 12
DAY_HELP = _("For example 1.8.2025.")


class GoalForm(TextsForm):
    """One row; emptied, the goal goes. `pk`: the stored goal that it shows."""

    model = Goal
    TEXTS = (Text("title", _("Goal")),)

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)


class StrategyForm(TextsForm):
    """The strategy with its goals, which are rows of their own under `goals`."""

    model = Strategy
    TEXTS = (
        Text("title", _("Title")),
        Text("vision", _("Vision"), _("What is different when the strategy has come true?")),
    )

    first_year = forms.IntegerField(label=_("First year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    last_year = forms.IntegerField(label=_("Last year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    adopted_on = DayField(
        label=_("When did the group adopt it?"),
        help_text=_("Empty: it is a draft, and only the group sees it. For example 1.8.2025."),
        required=False,
    )

    def __init__(self, data: Any = None, *, strategy: Strategy | None = None, **kwargs: Any) -> None:
        self.known = list(strategy.goals.all()) if strategy else []
        if strategy:
            plain = {name: getattr(strategy, name) for name in ("first_year", "last_year", "adopted_on")}
            kwargs["initial"] = plain | texts_of(StrategyForm, strategy)
        super().__init__(data, **kwargs)
        sent = sum(f"goal{place}-title_fi" in data for place in range(MOST_GOALS)) if data else 0
        count = min(max(len(self.known) + 1, NEW_GOALS, sent), MOST_GOALS)
        self.goals = [
            GoalForm(
                data,
                prefix=f"goal{place}",
                languages=self.languages,
                initial=_initial(self.known[place]) if place < len(self.known) else None,
            )
            for place in range(count)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not any(cleaned.get(f"title_{code}") for code in LANGUAGES):
            self.add_error(f"title_{self.languages[0]}", _("Write the title in at least one language."))
        first, last = cleaned.get("first_year"), cleaned.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", _("The last year is before the first."))
        return cleaned

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(one.is_valid() for one in self.goals)])

    def values(self) -> StrategyValues:
        """What `commands.plans.strategies` takes."""
        known = {goal.pk: goal for goal in self.known}
        goals = []
        for form in self.goals:
            goal, titles = known.pop(form.cleaned_data["pk"], None), form.text_values()
            if any(titles.values()):
                goals.append(GoalValues(titles, goal.pk if goal else None))
        # What had no row here was added by somebody else in the meantime.
        goals += [GoalValues(texts_of(GoalForm, goal), pk) for pk, goal in known.items()]
        data = self.cleaned_data
        return StrategyValues(
            data["first_year"], data["last_year"], self.text_values(), data["adopted_on"], goals
        )


def _initial(goal: Goal) -> dict[str, Any]:
    return {"pk": goal.pk} | texts_of(GoalForm, goal)


class PlanForm(TextsForm):
    """A year's plan; of one that is there the year is not asked."""

    model = ActionPlan
    TEXTS = (Text("intro", _("Foreword"), _("What this year is about, in a few sentences."), rows=6),)

    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    strategy = ChoiceOf(model=Strategy, label=_("Strategy that it carries out"), required=False)

    def __init__(
        self, data: Any = None, *, group: Group, plan: ActionPlan | None = None, **kwargs: Any
    ) -> None:
        if plan:
            kwargs["initial"] = {"strategy": plan.strategy_id} | texts_of(PlanForm, plan)
        super().__init__(data, **kwargs)
        strategies = Strategy.objects.filter(group=group).order_by("-first_year")
        self.fields["strategy"].queryset = strategies  # type: ignore[attr-defined]
        self.fields["strategy"].label_from_instance = lambda one: f"{one.title}, {one.period}"  # type: ignore[attr-defined]
        if plan:
            del self.fields["year"]

    @property
    def strategy_id(self) -> int | None:
        chosen = self.cleaned_data["strategy"]
        return chosen.pk if chosen else None


class AdoptForm(forms.Form):
    adopted_on = DayField(label=_("When did the group adopt the plan?"), help_text=DAY_HELP)
    use_required_attribute = False
