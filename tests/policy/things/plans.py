"""What the ELO group here wants and does."""

from elo_portal.core.models import Term
from tests.members.plans.factories import (
    ActionPlanFactory,
    ClockItemFactory,
    MeasureFactory,
    PlanVersionFactory,
    StrategyFactory,
)
from tests.policy.world import Thing, World, thing


@thing("adopted strategy of the group")
def adopted_strategy(world: World) -> Thing:
    made = StrategyFactory(group=world.group)
    return Thing({"slug": world.group.slug, "strategy_id": made.pk}, made)


@thing("draft strategy of the group")
def draft_strategy(world: World) -> Thing:
    made = StrategyFactory(group=world.group, first_year=2027, last_year=2029, adopted_on=None)
    return Thing({"slug": world.group.slug, "strategy_id": made.pk}, made)


@thing("adopted plan of the group")
def adopted_plan(world: World) -> Thing:
    plan = ActionPlanFactory(group=world.group, year=2026, adopted=True)
    measure = MeasureFactory(plan=plan, owner_organisation=world.here)
    version = PlanVersionFactory(plan=plan)
    arguments = {"slug": world.group.slug, "year": plan.year}
    world.things["measure of the adopted plan"] = Thing(arguments | {"measure_id": measure.pk}, measure)
    world.things["version of the plan"] = Thing(arguments | {"number": version.number}, version)
    return Thing(arguments, plan)


@thing("draft plan of the group")
def draft_plan(world: World) -> Thing:
    plan = ActionPlanFactory(group=world.group, year=2029)
    measure = MeasureFactory(plan=plan, owner_organisation=world.here)
    arguments = {"slug": world.group.slug, "year": plan.year}
    world.things["measure of the draft"] = Thing(arguments | {"measure_id": measure.pk}, measure)
    return Thing(arguments, plan)


@thing("national goal")
def national_goal(world: World) -> Thing:
    goal = Term.objects.of("national_goal")[0]
    return Thing({"goal_id": goal.pk}, goal)


@thing("year of the group")
def year_of_the_clock(world: World) -> Thing:
    item = ClockItemFactory(group=world.group)
    arguments = {"slug": world.group.slug}
    world.things["item of the clock"] = Thing(arguments | {"item_id": item.pk}, item)
    world.things["empty year of the group"] = Thing(arguments | {"year": 2030})
    return Thing(arguments | {"year": item.year})
