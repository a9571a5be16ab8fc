"""Strategies and action plans of the demo groups: written, adopted and followed as people would do it."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from elo_portal.core import viewers
from elo_portal.core.models import Term
from elo_portal.core.names import LANGUAGES
from elo_portal.core.viewers import Viewer
from elo_portal.pages.demo.files import rows
from elo_portal.pages.demo.network import groups_by_region_code
from members.commands.plans import clock, measures, plans, strategies
from members.commands.plans.measures import MeasureValues, Progress
from members.commands.plans.strategies import GoalValues, StrategyValues
from members.models import Group, Organisation, Person, Strategy
from practices.commands.plans import tie
from practices.models import Practice

Row = dict[str, Any]


def load() -> None:
    """Once, where no group has a strategy yet."""
    if not Strategy.objects.exists():
        _Loader().run()


class _Loader:
    """Keys and slugs to primary keys; four queries, then the commands."""

    def __init__(self) -> None:
        self.groups = groups_by_region_code()
        self.people = dict(Person.objects.values_list("key", "pk"))
        self.organisations = dict(Organisation.objects.values_list("key", "pk"))
        self.terms = {(one.vocabulary, one.slug): one.pk for one in Term.objects.all()}
        self.strategies: dict[tuple[int, int], Strategy] = {}

    def run(self) -> None:
        for row in rows("plans", "strategy"):
            self._strategy(row)
        for row in rows("plans", "plan"):
            self._plan(row, self.groups[row["group"]])
        for row in rows("plans", "clock"):
            self._clock(row, self.groups[row["group"]])

    def _clock(self, row: Row, group: Group) -> None:
        """The usual year; what was before a day of it is done."""
        done_until = row["done_until"]
        actor = self._viewer(row["by"], group, done_until)
        items = clock.begin_usual_year(group_id=group.pk, year=done_until.year, actor=actor)
        for item in items:
            if item.month < done_until.month:
                clock.mark(item_id=item.pk, is_done=True, actor=actor, now=_noon(item.starts_on))

    def _viewer(self, key: str, group: Group, day: date) -> Viewer:
        """Who wrote it, leading the group: some began before their seat did."""
        found = viewers.of_person(self.people[key], now=_noon(day))
        return replace(found, led_group_ids=found.led_group_ids | {group.pk})

    def _strategy(self, row: Row) -> None:
        group, day = self.groups[row["group"]], row["adopted_on"]
        goals = [GoalValues(_texts(goal, "title")) for goal in row["goals"]]
        values = StrategyValues(
            row["first_year"], row["last_year"], _texts(row, "title", "vision"), day, goals
        )
        self.strategies[group.pk, row["first_year"]] = strategies.create(
            group_id=group.pk, values=values, actor=self._viewer(row["by"], group, day), now=_noon(day)
        )

    def _plan(self, row: Row, group: Group) -> None:
        strategy = self.strategies[group.pk, row["strategy"]]
        day = row.get("adopted_on", date(row["year"] - 1, 11, 3))
        actor = self._viewer(row["by"], group, day)
        plan = plans.create(
            group_id=group.pk,
            year=row["year"],
            strategy_id=strategy.pk,
            texts=_texts(row, "intro"),
            actor=actor,
        )
        goals = list(strategy.goals.order_by("order").values_list("pk", flat=True))
        made = []
        for one in row["measures"]:
            values = self._values(one, goals)
            made.append((measures.add(plan_id=plan.pk, values=values, actor=actor).pk, one, values))
        if "adopted_on" not in row:
            return
        plans.adopt(plan_id=plan.pk, adopted_on=day, actor=actor, now=_noon(day))
        for pk, one, values in made:
            self._follow(pk, one, values, actor)
        if "closed_on" in row:
            plans.close(plan_id=plan.pk, actor=actor, now=_noon(row["closed_on"]))

    def _values(self, row: Row, goals: list[int]) -> MeasureValues:
        return MeasureValues(
            texts=_texts(row, "title", "description", "indicator"),
            kind=row["kind"],
            due_on=row["due_on"],
            goal_id=goals[row["goal"] - 1],
            owner_person_id=self.people[row["person"]] if "person" in row else None,
            owner_organisation_id=self.organisations[row["organisation"]],
            target_value=row.get("target_value", ""),
            participants=[self.organisations[key] for key in row.get("participants", [])],
            targets=[self.terms["development_target", slug] for slug in row.get("targets", [])],
            national_goals=[self.terms["national_goal", slug] for slug in row.get("national_goals", [])],
        )

    def _follow(self, pk: int, row: Row, values: MeasureValues, actor: Viewer) -> None:
        """What happened after the adoption: another day, progress, effects."""
        if "moved_to" in row:
            measures.save(measure_id=pk, values=replace(values, due_on=row["moved_to"]), actor=actor)
        for told in row.get("updates", []):
            progress = Progress(**{name: value for name, value in told.items() if name != "on"})
            measures.update(measure_id=pk, values=progress, actor=actor, now=_noon(told["on"]))
        if "practices" in row:
            keys = Practice.objects.filter(key__in=row["practices"]).values_list("pk", flat=True)
            tie(measure_id=pk, practice_ids=list(keys), actor=actor, now=_noon(row["due_on"]))
        if "effects" in row:
            measures.tell_effects(measure_id=pk, texts=row["effects"], actor=actor)


def _texts(row: Row, *names: str) -> dict[str, str]:
    return {f"{name}_{code}": row.get(f"{name}_{code}", "") for name in names for code in LANGUAGES}


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
