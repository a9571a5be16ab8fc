"""Addresses of people, organisations and invitations."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from members.views import administration, managing, organisations, own, people

urlpatterns = [
    path(pgettext_lazy("url", "admin/"), administration.start, name="admin"),
    path(pgettext_lazy("url", "admin/organisations/"), organisations.organisation_list, name="organisations"),
    path(
        pgettext_lazy("url", "admin/organisations/new/"),
        organisations.organisation_new,
        name="organisation_new",
    ),
    path(
        pgettext_lazy("url", "admin/organisations/<int:organisation_id>/"),
        organisations.organisation,
        name="organisation",
    ),
    path(
        pgettext_lazy("url", "admin/organisations/<int:organisation_id>/state/"),
        organisations.organisation_state,
        name="organisation_state",
    ),
    path(pgettext_lazy("url", "admin/people/"), people.person_list, name="people"),
    path(pgettext_lazy("url", "admin/people/<int:person_id>/"), people.person, name="person"),
    path(
        pgettext_lazy("url", "admin/people/<int:person_id>/state/"), people.person_state, name="person_state"
    ),
    path(pgettext_lazy("url", "admin/people/<int:person_id>/roles/"), people.grant_role, name="grant_role"),
    path(
        pgettext_lazy("url", "admin/people/<int:person_id>/memberships/"),
        people.add_membership,
        name="add_membership",
    ),
    path(
        pgettext_lazy("url", "admin/memberships/<int:membership_id>/end/"),
        people.end_membership,
        name="end_membership",
    ),
    path(pgettext_lazy("url", "admin/roles/<int:grant_id>/end/"), people.end_role, name="end_role"),
    path(pgettext_lazy("url", "desk/memberships/"), managing.membership_list, name="memberships"),
    path(
        pgettext_lazy("url", "desk/memberships/<int:membership_id>/approve/"),
        managing.approve,
        name="approve_membership",
    ),
    path(
        pgettext_lazy("url", "desk/memberships/<int:membership_id>/decline/"),
        managing.decline,
        name="decline_membership",
    ),
    path(pgettext_lazy("url", "desk/invitations/"), managing.invitation_list, name="invitations"),
    path(
        pgettext_lazy("url", "desk/invitations/<int:invitation_id>/"),
        managing.change_invitation,
        name="change_invitation",
    ),
    path(pgettext_lazy("url", "me/details/"), own.own_settings, name="settings"),
    path(pgettext_lazy("url", "me/details/join/"), own.join, name="join"),
    path(pgettext_lazy("url", "me/details/leave/<int:membership_id>/"), own.leave, name="leave"),
    path(pgettext_lazy("url", "digest/stop/<str:token>/"), own.unsubscribe, name="unsubscribe"),
    path(pgettext_lazy("url", "invitation/<str:token>/"), own.invitation, name="invitation"),
]
