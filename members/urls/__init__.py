"""Addresses of this app, one file a room."""

from members.urls import groups, people

app_name = "members"
urlpatterns = [*people.urlpatterns, *groups.urlpatterns]
