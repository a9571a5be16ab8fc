"""Addresses of the library."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from practices.views import browsing, reading

app_name = "practices"

urlpatterns = [
    path(pgettext_lazy("url", "practices/"), browsing.practice_list, name="list"),
    path(pgettext_lazy("url", "practices/<slug:slug>/"), reading.practice_detail, name="detail"),
]
