"""The demo network in the database of a test: written by its commands once a process, put back as rows from then on.

Writing it takes six seconds, putting its rows back a fraction of one.
"""

from datetime import UTC, datetime
from typing import NamedTuple

import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from elo_portal.pages.demo import library, network, services
from practices.models import Attachment
from tests.databases import Rows

DAY = datetime(2026, 11, 24, 8, tzinfo=UTC)  # what the demo's events are written for


class Loaded(NamedTuple):
    rows: Rows
    files: dict[str, bytes]


_loaded: list[Loaded] = []


def load() -> None:
    """As it is at DAY. The database holds what migrations have loaded, and nothing else."""
    if not _loaded:
        with time_machine.travel(DAY, tick=False):
            write()
        _loaded.append(Loaded(Rows.taken(), _files()))
        return
    _loaded[0].rows.put_back()
    for name, content in _loaded[0].files.items():
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(content))


def write() -> None:
    """With the commands of the demo itself, whatever is there already."""
    network.load()
    services.load(now=DAY)
    library.load(now=DAY)


def _files() -> dict[str, bytes]:
    found = {}
    for attachment in Attachment.objects.exclude(file=""):
        with attachment.file.open("rb") as file:
            found[attachment.file.name] = file.read()
    return found
