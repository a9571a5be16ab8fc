"""The files of the demo network are what an honest member would attach."""

import pytest

from elo_portal.core.files import checking
from elo_portal.pages.demo import attachments, library
from practices.models import Attachment

pytestmark = pytest.mark.django_db


def test_the_files_pass_the_check_of_every_upload(demo):
    files = list(Attachment.objects.readable())

    assert len({one.practice_id for one in files}) >= 3
    assert {one.kind for one in files} == {"PDF", "DOCX", "PNG"}
    for one in files:
        with one.file.open("rb") as file:
            checked = checking.check(file, one.name)
        assert (checked.name, checked.media_type) == (one.name, one.media_type)


def test_each_state_that_lasts_in_a_demo_is_there(demo):
    assert set(Attachment.objects.values_list("scan", flat=True)) == {"off", "infected"}


def test_the_files_are_the_same_each_time(demo):
    first = list(Attachment.objects.order_by("pk").values_list("name", "sha256"))
    Attachment.objects.all().delete()

    attachments.load(source=library.SOURCE)

    assert list(Attachment.objects.order_by("pk").values_list("name", "sha256")) == first
