"""Collects the static files, if any has changed since the last time: `python -m elo_portal.demo.collect`."""

import hashlib
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def fingerprint() -> str:
    """Return a name for the state of all static files."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(
            finder.list([".*"]), key=lambda found: (found[0], str(found[1].location))
        ):
            state = Path(storage.path(name)).stat()
            digest.update(f"{storage.path(name)} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def collect() -> None:
    mark = Path(settings.STATIC_ROOT) / ".collected"
    state = fingerprint()
    if mark.exists() and mark.read_text() == state:
        return
    mark.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=1, clear=True)
    mark.write_text(state)


if __name__ == "__main__":
    django.setup()
    collect()
