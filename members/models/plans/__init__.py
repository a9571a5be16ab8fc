"""Strategies, action plans, their measures, the annual clock."""

from members.models.plans.clock import ClockItem
from members.models.plans.measures import EffectChain, Measure, MeasureUpdate
from members.models.plans.plans import ActionPlan, PlanVersion
from members.models.plans.strategies import Goal, Strategy

__all__ = [
    "ActionPlan",
    "ClockItem",
    "EffectChain",
    "Goal",
    "Measure",
    "MeasureUpdate",
    "PlanVersion",
    "Strategy",
]
