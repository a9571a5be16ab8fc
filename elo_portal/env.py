"""Reads the environment, or says which variable is missing or wrong.

Every variable can also be given as `NAME_FILE`, the path of a file that holds the value (mounted secrets).
"""

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

KEY = re.compile(r"[A-Z][A-Z0-9_]*")
PRIVATE_FILES = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}


def text(name: str, *, default: str | None = None) -> str:
    """Return the variable's value. Raises ImproperlyConfigured when it is missing and has no default."""
    value = os.environ.get(name)
    path = os.environ.get(f"{name}_FILE")
    if value is None and path:
        try:
            value = Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE cannot be read: {path}: {error.strerror}") from error
    if value is not None:
        return value
    if default is None:
        raise ImproperlyConfigured(f"{name} is not set. Set it, or {name}_FILE: see docs/settings.md.")
    return default


def flag(name: str, *, default: bool) -> bool:
    """Return whether the variable is 1. Anything but 0 and 1 is refused: "false" must not mean true."""
    value = text(name, default=str(int(default)))
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name} must be 0 or 1, not {value!r}.")
    return value == "1"


def items(name: str, *, default: Sequence[str] = ()) -> list[str]:
    """Return the comma-separated values of the variable."""
    return [item.strip() for item in text(name, default=",".join(default)).split(",") if item.strip()]


def number(name: str, *, default: int) -> int:
    """Return the variable as a whole number, zero or more."""
    value = text(name, default=str(default))
    if not (value.isascii() and value.isdigit()):
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def load_file(path: Path) -> None:
    """Set the variables that the file names (`NAME=value` lines) and the environment does not."""
    for name, value in read_file(path).items():
        if name not in os.environ and f"{name}_FILE" not in os.environ:
            os.environ[name] = value


def read_file(path: Path) -> dict[str, str]:
    """Return the `NAME=value` lines of the file; empty lines and lines that begin with # are left out."""
    values = {}
    for line_number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        name, separator, value = line.partition("=")
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not separator or not KEY.fullmatch(name.strip()):
            raise ImproperlyConfigured(f"{path}, line {line_number}: expected NAME=value.")
        values[name.strip()] = value.strip()
    return values


def database(url: str) -> dict[str, Any]:
    """Return Django's settings for `postgres://user:password@host:port/name?option=value`.

    A unix socket is given as `postgres:///name?host=/folder&user=name`. What stands behind the question mark
    is passed on to the driver (`sslmode=verify-full`, ...).
    """
    parts = split_url("DATABASE_URL", url, schemes={"postgres", "postgresql"})
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    name = unquote(parts.path.removeprefix("/"))
    if not name:
        raise ImproperlyConfigured("DATABASE_URL names no database: postgres://user:password@host:port/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": options.pop("port", str(parts.port or "")),
        "USER": options.pop("user", unquote(parts.username or "")),
        "PASSWORD": options.pop("password", unquote(parts.password or "")),
        # One pool a process: connections outlive a request, and their number stays bounded. While the database is
        # away every request waits that long, then says so.
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 5}, **options},
    }


def smtp(url: str) -> dict[str, Any]:
    """Return Django's mail settings for `smtp://`, `smtp+tls://` (STARTTLS) or `smtps://user:password@host:port`."""
    parts = split_url("EMAIL_URL", url, schemes={"smtp", "smtp+tls", "smtps"})
    if not parts.hostname:
        raise ImproperlyConfigured("EMAIL_URL names no host: smtp+tls://user:password@host:587.")
    default_ports = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or default_ports[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }


S3_NEEDED = ("S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY")
S3_OPTIONAL = ("S3_ENDPOINT_URL", "S3_REGION")


def files() -> dict[str, Any]:
    """Return Django's settings for uploaded files: an S3-compatible store if S3_* is set, else MEDIA_ROOT.

    Either way they are private: only views hand them out, after asking who looks.
    """
    given = {name: value for name in (*S3_NEEDED, *S3_OPTIONAL) if (value := text(name, default=""))}
    if not given:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": PRIVATE_FILES}
    if missing := [name for name in S3_NEEDED if name not in given]:
        raise ImproperlyConfigured(f"{', '.join(sorted(given))} is set, but {', '.join(missing)} is not.")
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": given["S3_BUCKET"],
            "access_key": given["S3_ACCESS_KEY_ID"],
            "secret_key": given["S3_SECRET_ACCESS_KEY"],
            "endpoint_url": given.get("S3_ENDPOINT_URL"),
            "region_name": given.get("S3_REGION"),
            "default_acl": None,  # the bucket's own: some stores refuse every other
            "file_overwrite": False,
            "addressing_style": "path" if "S3_ENDPOINT_URL" in given else "auto",
        },
    }


def scanner(name: str) -> str:
    """Return the address of a virus scanner, `host:port` or the path of a socket; empty if there is none."""
    address = text(name, default="").strip()
    _host, colon, port = address.rpartition(":")
    if address and not address.startswith("/") and not (_host and colon and port.isdigit()):
        raise ImproperlyConfigured(f"{name} must be host:port or the path of a socket, not {address!r}.")
    return address


def split_url(name: str, url: str, *, schemes: set[str]) -> SplitResult:
    """Split the URL, or say what is wrong with it without repeating it: it may hold a password."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is not a URL: {type(error).__name__}.") from None
    if parts.scheme not in schemes:
        raise ImproperlyConfigured(f"{name} must begin with {'://, '.join(sorted(schemes))}://.")
    return parts
