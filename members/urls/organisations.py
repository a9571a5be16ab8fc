"""Addresses of the pages of organisations."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from members.views import profiles

urlpatterns = [
    path(
        pgettext_lazy("url", "network/organisations/<int:organisation_id>/"), profiles.profile, name="profile"
    ),
    path(
        pgettext_lazy("url", "network/organisations/<int:organisation_id>/edit/"),
        profiles.edit_profile,
        name="edit_profile",
    ),
    path(
        pgettext_lazy("url", "network/organisations/<int:organisation_id>/services/new/"),
        profiles.new_service,
        name="new_service",
    ),
    path(pgettext_lazy("url", "network/services/<int:service_id>/"), profiles.service, name="service"),
    path(
        pgettext_lazy("url", "network/services/<int:service_id>/remove/"),
        profiles.remove_service,
        name="remove_service",
    ),
    path(
        pgettext_lazy("url", "network/services/<int:service_id>/move/"),
        profiles.move_service,
        name="move_service",
    ),
]
