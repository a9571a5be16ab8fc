"""All addresses. Paths of pages are translated; addresses for machines are fixed."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.utils.translation import pgettext_lazy

urlpatterns = [
    path("", include("elo_portal.pages.machine_urls")),
    path("", include("practices.machine_urls")),
    *i18n_patterns(
        path("", include("elo_portal.pages.urls")),
        path(pgettext_lazy("url", "account/"), include("members.urls.sign_in")),
        path(pgettext_lazy("url", "account/"), include("allauth.urls")),
        path("", include("members.urls")),
        path("", include("practices.urls")),
        path("", include("seminars.urls")),
    ),
]

handler400 = "elo_portal.pages.views.errors.bad_request"
handler403 = "elo_portal.pages.views.errors.permission_denied"
handler404 = "elo_portal.pages.views.errors.page_not_found"
handler500 = "elo_portal.pages.views.errors.server_error"
