"""The plan of a year: begun, adopted, changed, closed, carried over."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from elo_portal.core.models import AuditEntry
from elo_portal.core.viewers import NOBODY
from members import plan_contents
from members.commands.plans import measures, plans, strategies
from members.commands.plans.measures import MeasureValues, Progress
from members.commands.plans.strategies import GoalValues, StrategyValues
from members.models import ActionPlan, Measure, PlanVersion, Strategy
from members.queries.plans import plans as queries
from tests.factories import NOW
from tests.members.factories import TODAY, OrganisationFactory, PersonFactory, group, viewer_of
from tests.members.plans.factories import ActionPlanFactory, MeasureFactory, StrategyFactory
from tests.members.racing import second_while_first_is_open

State = ActionPlan.State
TITLE = {"title_fi": "Palvelukartta"}


@pytest.fixture
def chair(db):
    return viewer_of(PersonFactory(seat_in=group(), seat_role="chair"))


@pytest.fixture
def outsider(db):
    return viewer_of(PersonFactory(seat_in=group("pohjanmaa"), seat_role="chair"))


def values(**more):
    organisation = more.pop("organisation", None) or OrganisationFactory()
    plain = {"texts": TITLE, "kind": "service", "due_on": date(2026, 6, 30)}
    return MeasureValues(**plain | {"owner_organisation_id": organisation.pk} | more)


def begun(chair, **more):
    plain = {"group_id": group().pk, "year": 2026, "strategy_id": None, "texts": {}, "actor": chair}
    return plans.create(**plain | more)


def test_one_plan_a_group_and_year(chair):
    begun(chair)

    with pytest.raises(plans.PlanExists):
        begun(chair)

    assert ActionPlan.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_begin_at_once_the_second_is_told(chair):
    refused = second_while_first_is_open(lambda: begun(chair), lambda: begun(chair))

    assert isinstance(refused, plans.PlanExists)


def test_a_strategy_of_another_group_is_refused(chair):
    other = StrategyFactory(group=group("pohjanmaa"))

    with pytest.raises(plans.StrategyOfAnotherGroup):
        begun(chair, strategy_id=other.pk)


def test_a_plan_with_a_draft_strategy_is_not_adopted(chair):
    plan = ActionPlanFactory(strategy=StrategyFactory(adopted_on=None))
    MeasureFactory(plan=plan)

    with pytest.raises(plans.StrategyIsDraft):
        plans.adopt(plan_id=plan.pk, adopted_on=TODAY, actor=chair, now=NOW)


def test_an_adopted_plan_does_not_take_a_draft_strategy(chair):
    plan = ActionPlanFactory(adopted=True)
    draft = StrategyFactory(adopted_on=None)

    with pytest.raises(plans.StrategyIsDraft):
        plans.save(plan_id=plan.pk, strategy_id=draft.pk, texts={}, actor=chair)


@pytest.mark.parametrize("state", ["adopted", "closed"])
def test_the_strategy_of_an_adopted_plan_does_not_become_a_draft(chair, state):
    strategy = StrategyFactory()
    ActionPlanFactory(strategy=strategy, **{state: True})

    with pytest.raises(strategies.AdoptedPlanNeedsIt):
        strategies.save(
            strategy_id=strategy.pk, values=StrategyValues(2024, 2028, TITLE), actor=chair, now=NOW
        )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("told_first", [True, False])
def test_writing_a_measure_and_telling_of_it_at_once_keeps_both(chair, told_first):
    measure = MeasureFactory(plan__adopted=True)
    written = values(organisation=measure.owner_organisation)

    def tell():
        measures.update(measure_id=measure.pk, values=Progress("done", 100), actor=chair, now=NOW)

    def write():
        measures.save(measure_id=measure.pk, values=written, actor=chair)

    refused = second_while_first_is_open(*((tell, write) if told_first else (write, tell)))

    measure.refresh_from_db()
    assert (refused, measure.state, measure.progress, measure.title_fi) == (
        None,
        "done",
        100,
        "Palvelukartta",
    )


def test_measures_are_numbered_within_their_goal(chair):
    strategy = StrategyFactory(goals=2)
    first, second = strategy.goals.order_by("order")
    plan = begun(chair, strategy_id=strategy.pk)
    made = [
        measures.add(plan_id=plan.pk, values=values(goal_id=goal.pk), actor=chair)
        for goal in (first, second, second)
    ]
    moved = measures.save(measure_id=made[0].pk, values=values(goal_id=second.pk), actor=chair)

    assert [one.number for one in made] == ["1.1", "2.1", "2.2"]
    assert moved.number == "2.3"


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"texts": {"title_fi": " "}}, measures.TitleNeeded),
        ({"owner_organisation_id": None}, measures.OwnerNeeded),
        ({"goal_id": 0}, measures.GoalOfAnotherStrategy),
    ],
)
def test_what_a_measure_must_have(chair, change, refusal):
    plan = begun(chair)

    with pytest.raises(refusal):
        measures.add(plan_id=plan.pk, values=replace(values(), **change), actor=chair)


def test_adopting_keeps_what_the_plan_says(chair):
    plan = ActionPlanFactory()
    measure = MeasureFactory(plan=plan, title_fi="Palvelukartta", due_on=date(2026, 6, 30), order=1)

    version = plans.adopt(plan_id=plan.pk, adopted_on=TODAY, actor=chair, now=NOW)
    changed = values(due_on=date(2026, 9, 30), organisation=measure.owner_organisation)
    measures.save(measure_id=measure.pk, values=changed, actor=chair)
    added = measures.add(plan_id=plan.pk, values=values(texts={"title_fi": "Uusi"}), actor=chair)

    plan.refresh_from_db()
    found = plan_contents.changes(version.contents, plan_contents.contents(plan, queries.measures_of(plan)))
    assert plan.state == State.ADOPTED
    assert plan_contents.readable(version.contents)[0].due_on == date(2026, 6, 30)
    assert [(one.number, one.is_new) for one in found] == [("1", False), (added.number, True)]
    assert [(one.before, one.after) for one in found[0].differences] == [("30.6.2026", "30.9.2026")]


def test_changes_are_adopted_as_the_next_version(chair):
    plan = MeasureFactory().plan
    for _time in range(2):
        plans.adopt(plan_id=plan.pk, adopted_on=TODAY, actor=chair, now=NOW)

    assert list(PlanVersion.objects.values_list("number", flat=True)) == [1, 2]


def test_an_empty_plan_and_a_day_to_come_are_refused(chair):
    plan = begun(chair)
    with pytest.raises(plans.NothingToAdopt):
        plans.adopt(plan_id=plan.pk, adopted_on=TODAY, actor=chair, now=NOW)
    MeasureFactory(plan=plan)
    with pytest.raises(plans.NotDecidedYet):
        plans.adopt(plan_id=plan.pk, adopted_on=TODAY + timedelta(days=1), actor=chair, now=NOW)

    assert not PlanVersion.objects.exists()


def test_a_closed_plan_stays_as_it_is(chair):
    measure = MeasureFactory(plan__adopted=True)
    plan_id = measure.plan_id
    plans.close(plan_id=plan_id, actor=chair, now=NOW)

    with pytest.raises(plans.PlanIsClosed):
        measures.save(measure_id=measure.pk, values=values(), actor=chair)
    with pytest.raises(plans.PlanIsClosed):
        plans.close(plan_id=plan_id, actor=chair, now=NOW)
    with pytest.raises(PermissionDenied):
        measures.update(measure_id=measure.pk, values=Progress("going", 10), actor=chair, now=NOW)


def test_what_is_unfinished_is_carried_over_with_its_day_a_year_later(chair):
    strategy = StrategyFactory()
    plan = ActionPlanFactory(adopted=True, strategy=strategy)
    goal = strategy.goals.get()
    going = MeasureFactory(plan=plan, goal=goal, state="going", progress=40, due_on=date(2024, 2, 29))
    MeasureFactory(plan=plan, goal=goal, state="done", progress=100)
    MeasureFactory(plan=plan, goal=goal, state="given_up", reason="Ei aikaa.")

    following = plans.carry_over(plan_id=plan.pk, actor=chair)

    carried = following.measures.get()
    assert (following.year, following.state, following.strategy) == (2027, State.DRAFT, strategy)
    assert (carried.carried_from, carried.progress, carried.due_on) == (going, 40, date(2025, 2, 28))
    with pytest.raises(plans.PlanExists):
        plans.carry_over(plan_id=plan.pk, actor=chair)


def test_measures_lose_their_goal_where_the_strategy_ends(chair):
    strategy = StrategyFactory(last_year=2026)
    plan = ActionPlanFactory(adopted=True, strategy=strategy)
    for _time in range(2):
        MeasureFactory(plan=plan, goal=strategy.goals.get())

    following = plans.carry_over(plan_id=plan.pk, actor=chair)

    assert following.strategy is None
    assert [one.number for one in queries.measures_of(following)] == ["1", "2"]


def test_a_measure_leaves_a_draft_but_not_an_adopted_plan(chair):
    draft, adopted = MeasureFactory(), MeasureFactory(plan__adopted=True, plan__year=2025)
    measures.remove(measure_id=draft.pk, actor=chair)
    with pytest.raises(measures.GivenUpInstead):
        measures.remove(measure_id=adopted.pk, actor=chair)

    assert list(Measure.objects.all()) == [adopted]


@pytest.mark.django_db
def test_the_owner_tells_and_each_time_stays():
    person = PersonFactory()
    measure = MeasureFactory(plan__adopted=True, owner_person=person)
    for progress in (20, 60):
        measures.update(
            measure_id=measure.pk, values=Progress("going", progress), actor=viewer_of(person), now=NOW
        )
    measures.update(measure_id=measure.pk, values=Progress("done", 90), actor=viewer_of(person), now=NOW)

    measure.refresh_from_db()
    assert list(measure.updates.order_by("pk").values_list("progress", flat=True)) == [20, 60, 100]
    assert (measure.state, measure.progress) == ("done", 100)


def test_giving_up_asks_why(chair):
    measure = MeasureFactory(plan__adopted=True)

    with pytest.raises(measures.ReasonNeeded):
        measures.update(measure_id=measure.pk, values=Progress("given_up", 10), actor=chair, now=NOW)


def test_another_group_may_nothing(outsider):
    measure = MeasureFactory()
    strategy = StrategyFactory()
    written = StrategyValues(2030, 2031, TITLE)
    for refused in (
        lambda: begun(outsider, year=2030),
        lambda: plans.adopt(plan_id=measure.plan_id, adopted_on=TODAY, actor=outsider, now=NOW),
        lambda: plans.close(plan_id=measure.plan_id, actor=outsider, now=NOW),
        lambda: plans.carry_over(plan_id=measure.plan_id, actor=outsider),
        lambda: measures.save(measure_id=measure.pk, values=values(), actor=outsider),
        lambda: measures.remove(measure_id=measure.pk, actor=outsider),
        lambda: measures.tell_effects(measure_id=measure.pk, texts={}, actor=outsider),
        lambda: measures.update(measure_id=measure.pk, values=Progress("done", 1), actor=outsider, now=NOW),
        lambda: strategies.create(group_id=group().pk, values=written, actor=outsider, now=NOW),
        lambda: strategies.save(strategy_id=strategy.pk, values=written, actor=outsider, now=NOW),
    ):
        with pytest.raises(PermissionDenied):
            refused()

    assert not AuditEntry.objects.filter(action__contains="plan").exists()


def test_goals_change_places_and_one_with_measures_stays(chair):
    strategy = StrategyFactory(goals=2)
    first, second = strategy.goals.order_by("order")
    MeasureFactory(plan=ActionPlanFactory(strategy=strategy), goal=second)

    def written(*goals):
        rows = [GoalValues({"title_fi": goal.title_fi}, goal.pk) for goal in goals]
        return StrategyValues(2024, 2028, TITLE, None, rows)

    strategies.save(strategy_id=strategy.pk, values=written(second, first), actor=chair, now=NOW)
    with pytest.raises(strategies.GoalHasMeasures):
        strategies.save(strategy_id=strategy.pk, values=written(first), actor=chair, now=NOW)

    assert list(strategy.goals.order_by("order")) == [second, first]


@pytest.mark.parametrize("rows", [[("Muu", 0)], [("Uusi", None), ("Tavoite 1", 0)]])
def test_a_goal_of_a_closed_plan_keeps_its_title_and_place(chair, rows):
    strategy = StrategyFactory()
    goal = strategy.goals.get()
    MeasureFactory(plan=ActionPlanFactory(strategy=strategy, closed=True), goal=goal)
    goals = [GoalValues({"title_fi": title}, None if place is None else goal.pk) for title, place in rows]

    with pytest.raises(strategies.GoalOfClosedPlan):
        strategies.save(
            strategy_id=strategy.pk,
            values=StrategyValues(2024, 2028, TITLE, TODAY, goals),
            actor=chair,
            now=NOW,
        )


def test_drafts_are_seen_by_the_group_alone(chair, outsider):
    draft, adopted = ActionPlanFactory(), ActionPlanFactory(adopted=True, year=2025)
    StrategyFactory(adopted_on=None)
    member = viewer_of(PersonFactory(seat_in=group()))

    for viewer in (NOBODY, outsider):
        assert list(ActionPlan.objects.visible_to(viewer)) == [adopted]
        assert not Strategy.objects.visible_to(viewer).exists()
    for viewer in (chair, member):
        assert set(ActionPlan.objects.visible_to(viewer)) == {draft, adopted}
        assert Strategy.objects.visible_to(viewer).exists()
