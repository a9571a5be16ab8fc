"""Addresses of this app, one file a room."""

from members.urls import glossary, groups, organisations, people, plans

app_name = "members"
urlpatterns = [
    *people.urlpatterns,
    *organisations.urlpatterns,
    *groups.urlpatterns,
    *plans.urlpatterns,
    *glossary.urlpatterns,
]
