"""What a demo knows about itself: the file DATA/env, written by `make demo`, read by manage.py."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from elo_portal import env

ROOT = Path(__file__).resolve().parent.parent.parent


def data_folder() -> Path:
    return (ROOT / (os.environ.get("DATA") or ".portal")).resolve()


def load(data: Path) -> None:
    """Fill in what the environment leaves open.

    An environment that says DEMO=0 gets nothing from a demo: neither its secret nor its sign-in without a second
    factor.
    """
    if os.environ.get("DEMO") == "0":
        return
    if (data / "env").exists():
        env.load_file(data / "env")
    os.environ.setdefault("MEDIA_ROOT", str(data / "media"))
    os.environ.setdefault("STATIC_ROOT", str(data / "static"))


def write(data: Path, **addresses: str) -> None:
    """Write DATA/env. What is there stays, but the addresses follow the ports of this start."""
    path = data / "env"
    known = env.read_file(path) if path.exists() else {}
    defaults = {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "DEMO": "1",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "DEFAULT_FROM_EMAIL": "ELO-portaali <elo-portaali@example.org>",
        "REQUIRE_MFA": "0",
    }
    values = defaults | known | addresses
    if values != known:
        replace(path, values)


def replace(path: Path, values: Mapping[str, str]) -> None:
    half = path.with_name(f"env.{os.getpid()}")
    half.touch(mode=0o600)
    half.write_text("".join(f"{name}={value}\n" for name, value in values.items()), encoding="utf-8")
    half.replace(path)
