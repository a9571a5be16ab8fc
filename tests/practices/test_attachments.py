"""Files of a practice: attach, describe, remove, and what becomes of the bytes."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction

from elo_portal.core.models import AuditEntry
from elo_portal.core.viewers import NOBODY
from practices.commands import attachments, drafts
from practices.models import Attachment
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, authority, viewer_of
from tests.practices.factories import PracticeFactory
from tests.practices.files import attach, checked, picture

pytestmark = pytest.mark.django_db
Scan = Attachment.Scan


@pytest.fixture
def maker(draft):
    return viewer_of(draft.author)


def test_add_keeps_the_bytes_under_a_name_of_chance(draft, maker):
    attachment = attach(draft, maker, title=" Tapaamisen runko ")

    attachment.refresh_from_db()
    assert (attachment.title, attachment.scan, attachment.size) == ("Tapaamisen runko", Scan.OFF, 10)
    assert attachment.file.read() == b"%PDF-1.7 a"
    assert "ohje" not in attachment.file.name
    assert AuditEntry.objects.filter(action="practices.attach", target_id=attachment.pk).exists()
    draft.refresh_from_db()
    assert draft.updated_at == NOW


def test_without_a_title_the_file_name_stands_in(draft, maker):
    assert attach(draft, maker, title="  ").title == "ohje.pdf"


def test_with_a_scanner_a_new_file_waits(draft, maker, settings):
    settings.CLAMAV = "127.0.0.1:3310"

    assert attach(draft, maker).scan == Scan.WAITING


@pytest.mark.parametrize("who", ["nobody", "stranger", "coordinator"])
def test_only_makers_attach_describe_and_remove(draft, maker, who):
    attachment = attach(draft, maker)
    actor = {
        "nobody": lambda: NOBODY,
        "stranger": lambda: viewer_of(PersonFactory(member_of=OrganisationFactory())),
        "coordinator": lambda: viewer_of(PersonFactory(coordinator_of=authority("04"))),
    }[who]()

    with pytest.raises(PermissionDenied):
        attach(draft, actor, checked(b"other"))
    with pytest.raises(PermissionDenied):
        describe(attachment, actor)
    with pytest.raises(PermissionDenied):
        attachments.remove(attachment_id=attachment.pk, actor=actor, now=NOW)


def describe(attachment, actor, **said):
    return attachments.describe(
        attachment_id=attachment.pk,
        **({"title": "Ohje", "language": "fi", "alt_text": ""} | said),
        actor=actor,
        now=NOW,
    )


@pytest.mark.parametrize("state", ["submitted", "withdrawn"])
def test_nothing_changes_while_the_practice_is_in_review_or_withdrawn(draft, maker, state):
    attachment = attach(draft, maker)
    draft.status, draft.slug = state, "iltaohjaus"
    draft.save()

    for act in (
        lambda: attach(draft, maker, checked(b"other")),
        lambda: describe(attachment, maker, title="Uusi"),
        lambda: attachments.remove(attachment_id=attachment.pk, actor=maker, now=NOW),
    ):
        with pytest.raises(drafts.NotWritableNow):
            act()


def test_the_same_file_is_attached_once(draft, maker):
    attach(draft, maker)

    with pytest.raises(attachments.AlreadyAttached):
        attach(draft, maker, title="Toinen")


def test_a_picture_needs_words(draft, maker):
    with pytest.raises(attachments.AltTextNeeded):
        attach(draft, maker, picture(), alt_text=" ")

    attachment = attach(draft, maker, picture(), alt_text="Kaavio")
    with pytest.raises(attachments.AltTextNeeded):
        describe(attachment, maker)


def test_ten_files_are_enough(draft, maker):
    for number in range(10):
        attach(draft, maker, checked(b"%%PDF- %d" % number))

    with pytest.raises(attachments.TooManyFiles):
        attach(draft, maker, checked(b"%PDF- 11"))


def test_sixty_megabytes_are_enough(draft, maker, monkeypatch):
    attach(draft, maker)
    monkeypatch.setattr(attachments, "MOST_BYTES", 19)

    with pytest.raises(attachments.TooMuchInAll):
        attach(draft, maker, checked(b"%PDF-1.7 b"))


def test_describe_changes_what_is_said(draft, maker):
    attachment = attach(draft, maker)

    describe(attachment, maker, title="Mötets upplägg", language="sv")

    attachment.refresh_from_db()
    assert (attachment.title, attachment.language) == ("Mötets upplägg", "sv")
    entry = AuditEntry.objects.get(action="practices.describe_attachment")
    assert entry.fields == ["language", "title"]


def test_remove_takes_the_bytes_after_the_commit(draft, maker, django_capture_on_commit_callbacks):
    attachment = attach(draft, maker)
    name = attachment.file.name

    with django_capture_on_commit_callbacks(execute=True):
        attachments.remove(attachment_id=attachment.pk, actor=maker, now=NOW)
        assert default_storage.exists(name)

    assert not default_storage.exists(name)
    assert not Attachment.objects.exists()
    assert AuditEntry.objects.filter(action="practices.remove_attachment").exists()


def test_a_discarded_draft_takes_its_bytes_along(draft, maker, django_capture_on_commit_callbacks):
    name = attach(draft, maker).file.name

    with django_capture_on_commit_callbacks(execute=True):
        drafts.discard(practice_id=draft.pk, actor=maker)

    assert not default_storage.exists(name)


@pytest.mark.parametrize(
    "broken",
    [
        {"is_image": True, "alt_text": ""},
        {"scan": Scan.INFECTED},
        {"file": ""},
        {"size": 0},
        {"size": 20 * 1024 * 1024 + 1},
    ],
    ids=["picture without words", "refused with bytes", "no bytes", "empty", "too large"],
)
def test_the_database_keeps_the_rules(draft, maker, broken):
    attachment = attach(draft, maker)

    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment.objects.filter(pk=attachment.pk).update(**broken)


@pytest.mark.django_db(transaction=True)
def test_of_four_uploads_at_once_only_the_last_place_is_filled():
    author = PersonFactory(login=True)
    practice = PracticeFactory(draft=True, author=author)
    maker = viewer_of(author)
    for number in range(9):
        attach(practice, maker, checked(b"%%PDF- %d" % number))
    outcomes, start = [], threading.Barrier(4)

    def upload(number):
        start.wait()
        try:
            attach(practice, maker, checked(b"%%PDF-x %d" % number))
            outcomes.append("in")
        except attachments.TooManyFiles:
            outcomes.append("full")
        finally:
            connection.close()

    threads = [threading.Thread(target=upload, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["full", "full", "full", "in"]


def test_only_what_may_be_opened_is_visible(draft, maker):
    published = PracticeFactory()
    shown = attach(published, viewer_of(published.author))
    for_the_network = PracticeFactory(visibility="network")
    attach(for_the_network, viewer_of(for_the_network.author))
    own = attach(draft, maker)
    waiting = attach(draft, maker, checked(b"%PDF- w"))
    Attachment.objects.filter(pk=waiting.pk).update(scan=Scan.WAITING)

    assert list(Attachment.objects.visible_to(NOBODY)) == [shown]
    assert set(Attachment.objects.visible_to(maker)) == {shown, own}
