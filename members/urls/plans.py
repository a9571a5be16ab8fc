"""Addresses of strategies, plans and measures."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from members.views.plans import clock, measures, national_goals, papers, plans, strategies

urlpatterns = [
    path(pgettext_lazy("url", "groups/<slug:slug>/plans/"), strategies.plans, name="plans"),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/strategies/new/"),
        strategies.new_strategy,
        name="new_strategy",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/strategies/<int:strategy_id>/"),
        strategies.strategy,
        name="strategy",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/strategies/<int:strategy_id>/edit/"),
        strategies.edit_strategy,
        name="edit_strategy",
    ),
    path(pgettext_lazy("url", "groups/<slug:slug>/plans/new/"), plans.new_plan, name="new_plan"),
    path(pgettext_lazy("url", "groups/<slug:slug>/plans/<int:year>/"), plans.plan, name="plan"),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/plans/<int:year>/edit/"), plans.edit_plan, name="edit_plan"
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/plans/<int:year>/adopt/"),
        plans.adopt_plan,
        name="adopt_plan",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/plans/<int:year>/plan.pdf"), papers.plan_pdf, name="plan_pdf"
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/plans/<int:year>/close/"),
        plans.close_plan,
        name="close_plan",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/plans/<int:year>/carry-over/"),
        plans.carry_plan_over,
        name="carry_plan_over",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/plans/<int:year>/versions/<int:number>/"),
        plans.plan_version,
        name="plan_version",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/plans/<int:year>/measures/new/"),
        measures.new_measure,
        name="new_measure",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/plans/<int:year>/measures/<int:measure_id>/"),
        measures.measure,
        name="measure",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/plans/<int:year>/measures/<int:measure_id>/edit/"),
        measures.edit_measure,
        name="edit_measure",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/plans/<int:year>/measures/<int:measure_id>/progress/"),
        measures.update_measure,
        name="update_measure",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/plans/<int:year>/measures/<int:measure_id>/effects/"),
        measures.effects,
        name="effects",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/plans/<int:year>/measures/<int:measure_id>/remove/"),
        measures.remove_measure,
        name="remove_measure",
    ),
    path(pgettext_lazy("url", "groups/<slug:slug>/clock.ics"), clock.clock_feed, name="clock_feed"),
    path(pgettext_lazy("url", "groups/<slug:slug>/clock/<int:year>/"), clock.clock, name="clock"),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/clock/<int:year>/begin/"),
        clock.begin_clock,
        name="begin_clock",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/clock/<int:year>/copy/"), clock.copy_clock, name="copy_clock"
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/clock/<int:year>/new/"),
        clock.new_clock_item,
        name="new_clock_item",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/clock/items/<int:item_id>/"),
        clock.clock_item,
        name="clock_item",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/clock/items/<int:item_id>/done/"),
        clock.mark_clock_item,
        name="mark_clock_item",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/clock/items/<int:item_id>/remove/"),
        clock.remove_clock_item,
        name="remove_clock_item",
    ),
    path(pgettext_lazy("url", "admin/national-goals/"), national_goals.goal_list, name="national_goals"),
    path(
        pgettext_lazy("url", "admin/national-goals/new/"),
        national_goals.new_goal,
        name="new_national_goal",
    ),
    path(
        pgettext_lazy("url", "admin/national-goals/<int:goal_id>/"),
        national_goals.edit_goal,
        name="national_goal",
    ),
]
