"""Strategies, action plans and their measures."""

from members.models.plans.measures import EffectChain, Measure, MeasureUpdate
from members.models.plans.plans import ActionPlan, PlanVersion
from members.models.plans.strategies import Goal, Strategy

__all__ = ["ActionPlan", "EffectChain", "Goal", "Measure", "MeasureUpdate", "PlanVersion", "Strategy"]
