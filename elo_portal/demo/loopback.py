"""A demo has known passwords, so it listens to this machine only."""

from collections.abc import Sequence
from ipaddress import ip_address

from django.core.exceptions import ImproperlyConfigured

NAMES = {"localhost", ""}


def is_loopback(host: str) -> bool:
    try:
        return host in NAMES or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def refuse_open_address(arguments: Sequence[str]) -> None:
    """Raise ImproperlyConfigured for `runserver 0.0.0.0:8000` and the like."""
    if list(arguments[1:2]) != ["runserver"]:
        return
    for argument in arguments[2:]:
        host, colon, _ = argument.rpartition(":")
        if not argument.startswith("-") and colon and not is_loopback(host):
            raise ImproperlyConfigured(f"DEMO=1 listens to this machine only, not to {host}.")
