"""Coordinators and administrators need a second factor before anything else."""

from collections.abc import Callable

from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from members import permissions

GetResponse = Callable[[HttpRequest], HttpResponse]
WAY_IN = ("mfa_", "account_reauthenticate", "account_logout", "account_email", "pages:theme", "health-")


def require_second_factor(get_response: GetResponse) -> GetResponse:
    """Lead those who need one and have none to the page where they set it up. One query, for them only."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.REQUIRE_MFA and request.user.is_authenticated and not _is_way_in(request.path_info):
            viewer = request.viewer  # type: ignore[attr-defined]
            if permissions.needs_second_factor(viewer) and not get_adapter().is_mfa_enabled(request.user):
                messages.warning(
                    request, _("Set up the second step of signing in first. Your role needs it.")
                )
                return redirect("mfa_index")
        return get_response(request)

    return middleware


def _is_way_in(path: str) -> bool:
    try:
        return resolve(path).view_name.startswith(WAY_IN)
    except Resolver404:
        return True
