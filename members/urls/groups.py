"""Addresses of ELO groups."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from members.views.groups import documents, groups, mandates, meetings, minutes, seats

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
    path(pgettext_lazy("url", "groups/<slug:slug>/meetings/"), meetings.meeting_list, name="group_meetings"),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/meetings/new/"),
        meetings.new_meeting,
        name="group_new_meeting",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/meetings/<int:meeting_id>/"),
        meetings.meeting,
        name="group_meeting",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/meetings/<int:meeting_id>/edit/"),
        meetings.edit_meeting,
        name="group_edit_meeting",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/meetings/<int:meeting_id>/step/"),
        meetings.move_meeting,
        name="group_move_meeting",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/meetings/<int:meeting_id>/answer/"),
        meetings.answer_meeting,
        name="group_answer_meeting",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/meetings/<int:meeting_id>/calendar.ics"),
        meetings.calendar,
        name="group_meeting_calendar",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/meetings/<int:meeting_id>/agenda/new/"),
        meetings.item,
        name="group_new_item",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/meetings/<int:meeting_id>/agenda/<int:item_id>/"),
        meetings.item,
        name="group_item",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/meetings/<int:meeting_id>/agenda/<int:item_id>/remove/"),
        meetings.remove_item,
        name="group_remove_item",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/meetings/<int:meeting_id>/minutes/"),
        minutes.minutes,
        name="group_minutes",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/meetings/<int:meeting_id>/minutes/correction/"),
        minutes.correction,
        name="group_correction",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/meetings/<int:meeting_id>/decisions/new/"),
        minutes.decision,
        name="group_new_decision",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/meetings/<int:meeting_id>/decisions/<int:decision_id>/"),
        minutes.decision,
        name="group_decision",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/documents/new/"),
        documents.new_document,
        name="group_new_document",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/documents/<int:document_id>/"),
        documents.document,
        name="group_document",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/documents/<int:document_id>/edit/"),
        documents.edit_document,
        name="group_edit_document",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/documents/<int:document_id>/versions/new/"),
        documents.new_version,
        name="group_new_version",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/documents/<int:document_id>/versions/<int:number>/"),
        documents.download,
        name="group_download",
    ),
    path(
        pgettext_lazy("url", "groups/<slug:slug>/archive/<int:year>/"),
        documents.year_package,
        name="group_archive",
    ),
]
