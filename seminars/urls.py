"""Addresses of events. A slug always holds a year, so it can never be one of the words here."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from seminars.views import calendar, managing, participants, programme, registering

app_name = "seminars"
urlpatterns = [
    path(pgettext_lazy("url", "events/"), calendar.event_list, name="list"),
    path(pgettext_lazy("url", "events/calendar.ics"), calendar.feed, name="feed"),
    path(pgettext_lazy("url", "events/past/"), calendar.archive, name="archive"),
    path(pgettext_lazy("url", "events/past/<int:year>/"), calendar.archive, name="archive"),
    path(pgettext_lazy("url", "events/<slug:slug>/"), calendar.event_detail, name="detail"),
    path(pgettext_lazy("url", "events/<slug:slug>/calendar.ics"), calendar.event_file, name="calendar"),
    path(pgettext_lazy("url", "events/<slug:slug>/register/"), registering.register, name="register"),
    path(
        pgettext_lazy("url", "events/<slug:slug>/registration/"),
        registering.registration,
        name="registration",
    ),
    path(
        pgettext_lazy("url", "events/<slug:slug>/registration/cancel/"),
        registering.cancel_registration,
        name="cancel_registration",
    ),
    path(pgettext_lazy("url", "me/registrations/"), registering.mine, name="mine"),
    path(pgettext_lazy("url", "desk/events/"), managing.manage, name="manage"),
    path(pgettext_lazy("url", "desk/events/new/"), managing.new, name="new"),
    path(pgettext_lazy("url", "desk/events/new/<slug:kind>/"), managing.new, name="new"),
    path(pgettext_lazy("url", "desk/events/<slug:slug>/edit/"), managing.edit, name="edit"),
    path(pgettext_lazy("url", "desk/events/<slug:slug>/publish/"), managing.publish, name="publish"),
    path(pgettext_lazy("url", "desk/events/<slug:slug>/cancel/"), managing.cancel, name="cancel"),
    path(pgettext_lazy("url", "desk/events/<slug:slug>/programme/"), programme.programme, name="programme"),
    path(
        pgettext_lazy("url", "desk/events/<slug:slug>/programme/<int:item_id>/"), programme.item, name="item"
    ),
    path(
        pgettext_lazy("url", "desk/events/<slug:slug>/programme/<int:item_id>/remove/"),
        programme.remove_item,
        name="remove_item",
    ),
    path(
        pgettext_lazy("url", "desk/events/<slug:slug>/participants/"),
        participants.participants,
        name="participants",
    ),
    path(
        pgettext_lazy("url", "desk/events/<slug:slug>/participants.csv"),
        participants.participants_file,
        name="participants_file",
    ),
    path(
        pgettext_lazy("url", "desk/events/<slug:slug>/participants/<int:registration_id>/cancel/"),
        participants.cancel_participant,
        name="cancel_participant",
    ),
]
