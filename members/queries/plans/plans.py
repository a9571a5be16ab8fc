"""Plans of a group, and what is in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from elo_portal.core.joined import Relations, joined
from elo_portal.core.models import Term
from elo_portal.core.names import in_language, language_shown
from elo_portal.core.viewers import Viewer
from members.models import ActionPlan, EffectChain, Goal, Group, Measure, Organisation, Region, Strategy
from members.targets import TARGET_MARKS

SHOWN = 4
SOON = timedelta(days=30)
State = Measure.State
TERMS = {"targets": Term.objects.order_by("order"), "national_goals": Term.objects.order_by("order")}
CHAIN = (
    ("inputs", _("Inputs")),
    ("outputs", _("Outputs")),
    ("effects", _("Effects")),
    ("impact", _("Impact")),
)
with_terms = Relations(Measure, participants=Organisation.objects.order_by("sort_key"), **TERMS)


@dataclass(frozen=True)
class MeasureRow:
    """A measure as lists show it on a day."""

    measure: Measure
    today: date

    @property
    def mark(self) -> tuple[int, str] | None:
        """Number and name of its first development target."""
        found = (term for term in self.measure.targets.all() if term.slug in TARGET_MARKS)
        return next(((TARGET_MARKS[one.slug].number, one.name) for one in found), None)

    @property
    def days_late(self) -> int:
        return max((self.today - self.measure.due_on).days, 0) if self.measure.is_late(self.today) else 0


@dataclass(frozen=True)
class GoalRow:
    """A goal with its measures; without a goal those that belong to none."""

    goal: Goal | None
    rows: list[MeasureRow]


@dataclass(frozen=True)
class Summary:
    """How a plan gets on."""

    total: int
    done: int
    late: int
    given_up: int


@dataclass(frozen=True)
class OfGroup:
    """What the page of a group shows of its plan: what comes next."""

    plan: ActionPlan
    rows: list[MeasureRow]
    summary: Summary


def group_of(slug: str) -> QuerySet[Group]:
    """The group with its regions, for pages of its plans. One query."""
    return joined(Group.objects.filter(slug=slug), regions=Region.objects.order_by("code"))


def plans_of(group: Group, *, viewer: Viewer) -> QuerySet[ActionPlan]:
    """The latest first, with how many measures they have and how many are done. One query."""
    found = ActionPlan.objects.visible_to(viewer).filter(group=group).select_related("strategy")
    done = Count("measures", filter=Q(measures__state=State.DONE))
    return found.annotate(measure_count=Count("measures"), done_count=done).order_by("-year")


def strategies_of(group: Group, *, viewer: Viewer) -> QuerySet[Strategy]:
    """The latest first, with their goals. One query."""
    found = Strategy.objects.visible_to(viewer).filter(group=group)
    return joined(found, goals=Goal.objects.order_by("order")).order_by("-first_year")


def plan(slug: str, year: int, *, viewer: Viewer) -> QuerySet[ActionPlan]:
    """One plan with its group and strategy. One query, and one for the regions."""
    found = ActionPlan.objects.visible_to(viewer).filter(group__slug=slug, year=year)
    return found.select_related("group", "strategy").prefetch_related("group__regions")


def measures_of(plan: ActionPlan) -> list[Measure]:
    """In the order of their numbers, with owners, organisations and terms. One query."""
    found = plan.measures.select_related("goal", "owner_person", "owner_organisation", "plan")
    return list(with_terms.of(found.order_by("goal__order", "order", "pk")))


def by_goal(measures: Iterable[Measure], *, today: date) -> list[GoalRow]:
    """The measures under their goals; those without one last. No query."""
    found: dict[int | None, GoalRow] = {}
    for one in measures:
        found.setdefault(one.goal_id, GoalRow(one.goal, [])).rows.append(MeasureRow(one, today))
    return list(found.values())


def summary(measures: Iterable[Measure], *, today: date) -> Summary:
    """No query."""
    found = list(measures)
    return Summary(
        total=len(found),
        done=sum(one.state == State.DONE for one in found),
        late=sum(one.is_late(today) for one in found),
        given_up=sum(one.state == State.GIVEN_UP for one in found),
    )


def of_group(group: Group, *, today: date) -> OfGroup | None:
    """The plan of this year, else the latest before it, that the group has adopted. One query."""
    adopted = ActionPlan.objects.exclude(state=ActionPlan.State.DRAFT)
    latest = adopted.filter(group=OuterRef("plan__group"), year__lte=today.year).order_by("-year")
    found = Measure.objects.filter(plan__group=group, plan=Subquery(latest.values("pk")[:1]))
    related = ("goal", "owner_person", "owner_organisation", "plan__strategy")
    ordered = found.select_related(*related).order_by("due_on", "goal__order", "order")
    measures = list(joined(ordered, targets=TERMS["targets"]))
    if not measures:
        return None
    coming = [MeasureRow(one, today) for one in measures if one.state in Measure.UNFINISHED]
    return OfGroup(measures[0].plan, coming[:SHOWN], summary(measures, today=today))


def measure(pk: int, *, slug: str, year: int, viewer: Viewer) -> QuerySet[Measure]:
    """One measure of a plan that the viewer sees. One query, and one for the regions."""
    found = Measure.objects.visible_to(viewer).filter(pk=pk, plan__group__slug=slug, plan__year=year)
    related = (
        "goal",
        "owner_person",
        "owner_organisation",
        "plan__group",
        "plan__strategy",
        "effect_chain",
        "carried_from__plan",
    )
    return with_terms.of(found.select_related(*related)).prefetch_related("plan__group__regions")


def chain_of(measure: Measure) -> EffectChain | None:
    """What came of a measure, if somebody has told. No query for a row of `measure`."""
    try:
        return measure.effect_chain
    except EffectChain.DoesNotExist:
        return None


def effects_of(measure: Measure) -> list[tuple[str | Promise, str, str]]:
    """The links of the chain that are written: name, text, language. No query for a row of `measure`."""
    chain = chain_of(measure)
    links = [(label, in_language(chain, name), language_shown(chain, name)) for name, label in CHAIN]
    return [link for link in links if link[1]]
