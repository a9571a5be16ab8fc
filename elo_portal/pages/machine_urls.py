"""Addresses that are the same in every language."""

from django.urls import include, path

from elo_portal.pages.views import home, machines

urlpatterns = [
    path("", home.choose_language, name="root"),
    path("health/live", machines.live, name="health-live"),
    path("health/ready", machines.ready, name="health-ready"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("api/v1/", include("elo_portal.pages.api.urls")),
    path(".well-known/security.txt", machines.security, name="security"),
]
