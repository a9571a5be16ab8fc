"""Bytes that no row knows go, once they are old."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from elo_portal.core.files import sweeping


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def stored(name):
    return default_storage.save(f"kokeet/{name}", ContentFile(b"x"))


def test_only_what_is_unknown_and_old_goes():
    known, orphan = stored("tunnettu"), stored("orpo")
    now = timezone.now()

    assert sweeping.sweep("kokeet", known={known}, before=now - timedelta(days=1)) == 0
    assert sweeping.sweep("kokeet", known={known}, before=now + timedelta(days=1)) == 1
    assert (default_storage.exists(known), default_storage.exists(orphan)) == (True, False)


def test_a_folder_that_was_never_used_is_empty():
    assert sweeping.sweep("ei-ole", known=set(), before=timezone.now()) == 0
