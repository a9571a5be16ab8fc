"""Addresses of this app, one file a room."""

from members.urls import groups, organisations, people

app_name = "members"
urlpatterns = [*people.urlpatterns, *groups.urlpatterns, *organisations.urlpatterns]
