"""Strategies, plans and measures for tests."""

from datetime import date
from typing import Any

import factory
from factory.django import DjangoModelFactory

from members.models import ActionPlan, ClockItem, Goal, Measure, PlanVersion, Strategy
from members.plan_contents import contents
from members.queries.plans.plans import measures_of
from tests.factories import NOW
from tests.members.factories import LAST_YEAR, TODAY, OrganisationFactory, group


class StrategyFactory(DjangoModelFactory[Strategy]):
    """The adopted strategy 2024-2028 of the group of Pirkanmaa, with one goal."""

    class Meta:
        model = Strategy
        skip_postgeneration_save = True

    group = factory.LazyFunction(group)
    first_year = 2024
    last_year = 2028
    title_fi = "Yksi ohjauksen Pirkanmaa"
    adopted_on = LAST_YEAR

    @factory.post_generation
    def goals(obj: Strategy, create: bool, extracted: int | None, **_: Any) -> None:
        if create:
            for order in range(1, (1 if extracted is None else extracted) + 1):
                Goal.objects.create(strategy=obj, order=order, title_fi=f"Tavoite {order}")


class ActionPlanFactory(DjangoModelFactory[ActionPlan]):
    """A draft of 2026 of the group of Pirkanmaa, without a strategy. `adopted=True`, `closed=True`."""

    class Meta:
        model = ActionPlan

    group = factory.LazyFunction(group)
    year = 2026

    class Params:
        adopted = factory.Trait(state=ActionPlan.State.ADOPTED, adopted_on=LAST_YEAR)
        closed = factory.Trait(state=ActionPlan.State.CLOSED, adopted_on=LAST_YEAR, closed_on=TODAY)


class MeasureFactory(DjangoModelFactory[Measure]):
    """A planned measure of an organisation, due at the end of the year."""

    class Meta:
        model = Measure

    plan = factory.SubFactory(ActionPlanFactory)
    order = factory.Sequence(lambda n: n + 1)
    title_fi = factory.Sequence(lambda n: f"Toimenpide {n}")
    kind = Measure.Kind.SERVICE
    owner_organisation = factory.SubFactory(OrganisationFactory)
    due_on = date(2026, 12, 31)


class PlanVersionFactory(DjangoModelFactory[PlanVersion]):
    """What the plan says now, as its first version."""

    class Meta:
        model = PlanVersion

    plan = factory.SubFactory(ActionPlanFactory, adopted=True)
    number = 1
    adopted_on = LAST_YEAR
    at = NOW
    contents = factory.LazyAttribute(lambda version: contents(version.plan, measures_of(version.plan)))


class ClockItemFactory(DjangoModelFactory[ClockItem]):
    """A meeting in March 2026 of the group of Pirkanmaa."""

    class Meta:
        model = ClockItem

    group = factory.LazyFunction(group)
    year = 2026
    month = 3
    kind = ClockItem.Kind.MEETING
    title_fi = factory.Sequence(lambda n: f"Kokous {n}")
