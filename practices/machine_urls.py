"""Addresses of the library that are the same in every language."""

from django.urls import path

from practices.views import harvesting

urlpatterns = [path("oai/", harvesting.oai, name="oai")]
