"""Addresses of this app, one file a room."""

from members.urls import glossary, groups, people

app_name = "members"
urlpatterns = [*people.urlpatterns, *groups.urlpatterns, *glossary.urlpatterns]
