"""Links that turn the digest off without signing in (RFC 8058): signed, naming the person and the list."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

SALT = "members.digest"


def unsubscribe_url(person_id: int) -> str:
    """The absolute address for a mail, in the active language: GET asks, POST does it."""
    token = signing.Signer(salt=SALT).sign(str(person_id))
    return settings.BASE_URL + reverse("members:unsubscribe", args=[token])


def person_of(token: str) -> int | None:
    """Whose link it is; None for one that was not made here."""
    try:
        return int(signing.Signer(salt=SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        return None
