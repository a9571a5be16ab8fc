"""Addresses of this app, one file a room."""

from members.urls import groups, people, plans

app_name = "members"
urlpatterns = [*people.urlpatterns, *groups.urlpatterns, *plans.urlpatterns]
