"""Addresses of ELO groups."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from members.views import groups

urlpatterns = [
    path(pgettext_lazy("url", "groups/<slug:slug>/"), groups.group, name="group"),
]
