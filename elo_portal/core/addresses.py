"""Whole addresses, for readers that are not on the site."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from elo_portal.core.names import LANGUAGES


def absolute(name: str, *args: object, language: str) -> str:
    with translation.override(language):
        return settings.BASE_URL + reverse(name, args=args)


def in_each_language(name: str, *args: object) -> dict[str, str]:
    """Language -> the address of the same page in it."""
    return {language: absolute(name, *args, language=language) for language in LANGUAGES}
