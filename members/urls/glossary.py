"""Addresses of the glossary."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from members.views import glossary

urlpatterns = [
    path(pgettext_lazy("url", "glossary/"), glossary.glossary, name="glossary"),
    path(pgettext_lazy("url", "glossary/new/"), glossary.entry_new, name="entry_new"),
    path(pgettext_lazy("url", "glossary/<slug:slug>/"), glossary.entry, name="entry"),
    path(pgettext_lazy("url", "glossary/<slug:slug>/change/"), glossary.entry_change, name="entry_change"),
    path(
        pgettext_lazy("url", "glossary/<slug:slug>/agree/<int:wording_id>/"),
        glossary.entry_agree,
        name="entry_agree",
    ),
    path(pgettext_lazy("url", "glossary/<slug:slug>/retire/"), glossary.entry_retire, name="entry_retire"),
    path(
        pgettext_lazy("url", "glossary/<slug:slug>/discussion/"),
        glossary.entry_discussion,
        name="entry_discussion",
    ),
]
