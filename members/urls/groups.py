"""Addresses of ELO groups."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from members.views.groups import groups, mandates, seats

urlpatterns = [
    path(pgettext_lazy("url", "groups/<slug:slug>/"), groups.group, name="group"),
    path(pgettext_lazy("url", "groups/<slug:slug>/purpose/"), groups.purpose, name="group_purpose"),
    path(pgettext_lazy("url", "groups/<slug:slug>/composition/"), groups.expected, name="group_expected"),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/sub-groups/new/"), groups.sub_group, name="group_sub_group"
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/mandates/new/"), mandates.mandate, name="group_new_mandate"
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/mandates/<int:mandate_id>/"),
        mandates.mandate,
        name="group_mandate",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/resources/<int:year>/"),
        mandates.resources,
        name="group_resources",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/projects/new/"), mandates.project, name="group_new_project"
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/projects/<int:project_id>/"),
        mandates.project,
        name="group_project",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/projects/<int:project_id>/remove/"),
        mandates.remove_project,
        name="group_remove_project",
    ),
    path(pgettext_lazy("url", "groups/<slug:slug>/seats/new/"), seats.new_seat, name="group_new_seat"),
    path(pgettext_lazy("url", "groups/<slug:slug>/seats/<int:seat_id>/"), seats.seat, name="group_seat"),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/seats/<int:seat_id>/end/"),
        seats.end_seat,
        name="group_end_seat",
    ),
]
