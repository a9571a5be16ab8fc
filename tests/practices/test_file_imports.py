"""Files that wait: read by a worker, carried out once, repeated when the worker dies, forgotten in the end."""

import json
import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import connection, transaction

from elo_portal.core.models import AuditEntry
from elo_portal.core.viewers import NOBODY
from members.models import RoleGrant
from practices import tasks
from practices.commands import file_imports
from practices.forms import file_rows
from practices.models import FileImport, Practice
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, viewer_of
from tests.practices.importing import row

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
def owner():
    return OrganisationFactory(name_fi="Tampereen ohjaamo", regions=["06"])


@pytest.fixture
def admin():
    return viewer_of(PersonFactory(is_admin=True))


@pytest.fixture
def received(admin):
    def run(*rows, **given):
        values = {
            "source": "kuntaliitto",
            "publish": False,
            "create_organisations": False,
            "language": "fi",
            **given,
        }
        file = ContentFile(json.dumps(rows).encode())
        return file_imports.receive(file=file, name="rivit.json", actor=admin, now=NOW, **values)

    return run


def read(found, *, now=NOW, read=file_rows.read):
    return file_imports.run(import_id=found.pk, read=read, now=now)


def state(found):
    found.refresh_from_db()
    return found.state


def confirm(found, actor, *, now=NOW):
    return file_imports.confirm(import_id=found.pk, has_checked=False, actor=actor, now=now)


def bytes_of(found):
    return found.file.storage, found.file.name


def killed(found):
    """Stands for whatever ends a worker in the midst of its work."""
    raise RuntimeError("killed")


def test_a_file_is_read_tried_confirmed_and_carried_out(received, admin, django_capture_on_commit_callbacks):
    found = received(row(), row(key="ilta-2"))
    storage, name = bytes_of(found)

    assert read(found)
    assert (state(found), found.row_count, found.figures["created"]) == ("ready", 2, 2)
    assert not Practice.objects.exists()

    confirm(found, admin)
    with django_capture_on_commit_callbacks(execute=True):
        assert read(found)
    assert (state(found), found.figures["created"], Practice.objects.count()) == ("done", 2, 2)
    assert (found.file.name, storage.exists(name)) == ("", False)
    actions = AuditEntry.objects.filter(target_type="practices.fileimport").order_by("pk")
    assert list(actions.values_list("action", "actor_id")) == [
        (f"practices.{what}_file", admin.person_id) for what in ("receive", "confirm", "bring_in")
    ]


def test_what_has_been_done_is_not_done_again(received, admin):
    found = received(row())
    read(found)
    confirm(found, admin)

    assert [read(found), read(found, now=LATER)] == [True, False]
    assert file_imports.run_due(read=file_rows.read, now=LATER) == 0
    with pytest.raises(file_imports.NotReady):
        confirm(found, admin)


def test_a_worker_that_dies_leaves_nothing_behind_and_the_next_begins_anew(received, admin):
    found = received(row())
    read(found)
    confirm(found, admin)

    with pytest.raises(RuntimeError):
        read(found, read=killed)
    assert (state(found), found.attempts, Practice.objects.count()) == ("bringing", 1, 0)
    assert not read(found)  # it rests
    assert read(found, now=LATER)
    assert (state(found), Practice.objects.count()) == ("done", 1)


def test_what_ends_its_worker_each_time_is_given_up(received, django_capture_on_commit_callbacks):
    found = received(row())
    storage, name = bytes_of(found)
    for number in range(file_imports.MOST_ATTEMPTS):
        with pytest.raises(RuntimeError):
            read(found, now=NOW + timedelta(hours=number), read=killed)

    with django_capture_on_commit_callbacks(execute=True):
        assert not read(found, now=NOW + timedelta(days=1))
    assert (state(found), storage.exists(name)) == ("failed", False)


def test_all_rows_are_checked_again_when_they_come_in(received, admin, owner):
    found = received(row())
    read(found)
    confirm(found, admin)
    owner.name_fi = "Toinen nimi"
    owner.save()

    read(found)

    assert (state(found), found.problem_count, Practice.objects.count()) == ("bad", 1, 0)


def test_whoever_is_no_longer_an_administrator_brings_nothing_in(received, admin):
    found = received(row())
    read(found)
    confirm(found, admin)
    RoleGrant.objects.filter(person=admin.person_id).update(ends_on=(NOW - timedelta(days=1)).date())

    read(found)

    assert (state(found), Practice.objects.count()) == ("failed", 0)


def test_only_administrators_bring_files_and_each_their_own(received):
    found = received(row())
    read(found)

    for stranger in (NOBODY, viewer_of(PersonFactory())):
        with pytest.raises(PermissionDenied):
            file_imports.receive(
                file=ContentFile(b"[]"), name="a.json", source="x", publish=False, create_organisations=False,
                language="fi", actor=stranger, now=NOW,
            )  # fmt: skip
    with pytest.raises(FileImport.DoesNotExist):
        confirm(found, viewer_of(PersonFactory(is_admin=True)))


def test_a_file_that_nobody_confirms_is_deleted_and_forgotten(received, django_capture_on_commit_callbacks):
    found = received(row())
    read(found)
    storage, name = bytes_of(found)

    assert file_imports.sweep(now=NOW + timedelta(hours=23)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert tasks.sweep_files(NOW + timedelta(hours=25))
    assert (state(found), storage.exists(name)) == ("dropped", False)
    assert file_imports.sweep(now=NOW + timedelta(days=33)) == 1
    assert not FileImport.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_at_once_one_brings_it_in():
    """The other finds the row taken and goes on."""
    OrganisationFactory(name_fi="Helsingin ohjaamo")
    admin = viewer_of(PersonFactory(is_admin=True))
    file = ContentFile(json.dumps([row(organisation="Helsingin ohjaamo")]).encode())
    found = file_imports.receive(
        file=file, name="a.json", source="x", publish=True, create_organisations=False, language="fi",
        actor=admin, now=NOW,
    )  # fmt: skip
    read(found)
    confirm(found, admin)
    start, answers = threading.Barrier(3), []

    def work():
        try:
            start.wait()
            answers.append(read(found))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == [False, False, True]
    assert (state(found), Practice.objects.count()) == ("done", 1)


@pytest.mark.django_db(transaction=True)
def test_a_file_that_a_worker_has_cannot_be_dropped(received, admin):
    found, dropped = received(row()), []

    def drop():
        try:
            file_imports.drop(import_id=found.pk, actor=admin, now=NOW)
        except file_imports.NotReady as refusal:
            dropped.append(refusal)
        finally:
            connection.close()

    with transaction.atomic():
        FileImport.objects.select_for_update().get(pk=found.pk)
        thread = threading.Thread(target=drop)
        thread.start()
        thread.join()

    assert len(dropped) == 1
    assert state(found) == "reading"
