"""The virus check of attachments: nothing unscanned is seen, nothing infected stays."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from elo_portal.core import mail
from elo_portal.core.files.scanning import ScannerAway
from elo_portal.core.models import AuditEntry, OutgoingMail
from practices.commands import scanning
from practices.models import Attachment
from tests.core.files import clamd
from tests.core.files.test_scanning import HERE, address_of
from tests.factories import NOW
from tests.members.factories import PersonFactory, viewer_of
from tests.practices.factories import PracticeFactory
from tests.practices.files import attach, checked

pytestmark = pytest.mark.django_db
Scan = Attachment.Scan


@pytest.fixture
def scanner(settings):
    with clamd.running(HERE) as server:
        settings.CLAMAV = address_of(server)
        yield server


@pytest.fixture
def practice():
    return PracticeFactory(author=PersonFactory(login=True))


def states():
    return list(Attachment.objects.order_by("pk").values_list("scan", flat=True))


def test_a_clean_file_is_shown_after_the_check(client, scanner, practice):
    attachment = attach(practice, viewer_of(practice.author))
    address = f"/fi/liitteet/{attachment.pk}/"

    assert client.get(address).status_code == 404
    assert scanning.scan_attachments(now=NOW) == 1

    assert states() == [Scan.CLEAN]
    assert scanner.received == [b"%PDF-1.7 a"]
    assert client.get(address).status_code == 200
    assert scanning.scan_attachments(now=NOW) == 0


def test_an_infected_file_goes_and_its_uploader_is_told(
    client, scanner, practice, mailoutbox, django_capture_on_commit_callbacks
):
    attachment = attach(practice, viewer_of(practice.author), checked(b"%PDF-" + clamd.EICAR))
    name = attachment.file.name

    with django_capture_on_commit_callbacks(execute=True):
        scanning.scan_attachments(now=NOW)

    attachment.refresh_from_db()
    assert (attachment.scan, attachment.file.name) == (Scan.INFECTED, "")
    assert not default_storage.exists(name)
    assert client.get(f"/fi/liitteet/{attachment.pk}/").status_code == 404
    queued = OutgoingMail.objects.get(kind="practices.attachment_refused")
    assert queued.recipient_id == practice.author_id
    assert AuditEntry.objects.get(action="practices.refuse_attachment").purpose == "Win.Test.EICAR_HDB-1"
    mail.deliver(now=NOW)
    assert mailoutbox[0].subject == "Virustarkistus hylkäsi tiedoston: ohje.pdf"


def test_while_the_scanner_is_away_files_wait(settings, practice):
    with clamd.running(HERE) as server:
        settings.CLAMAV = address_of(server)
    attach(practice, viewer_of(practice.author))

    with pytest.raises(ScannerAway):
        scanning.scan_attachments(now=NOW)

    assert states() == [Scan.WAITING]


def test_a_file_that_cannot_be_scanned_waits_and_the_others_go_on(settings, practice):
    with clamd.running(HERE, answer=b"INSTREAM size limit exceeded. ERROR\0") as server:
        settings.CLAMAV = address_of(server)
        attach(practice, viewer_of(practice.author))

        assert scanning.scan_attachments(now=NOW) == 0

    assert states() == [Scan.WAITING]


def test_bytes_that_are_gone_do_not_stop_the_others(scanner, practice):
    maker = viewer_of(practice.author)
    gone = attach(practice, maker)
    default_storage.delete(gone.file.name)
    attach(practice, maker, checked(b"%PDF- b"))

    scanning.scan_attachments(now=NOW)

    assert states() == [Scan.WAITING, Scan.CLEAN]


def test_files_from_before_the_scanner_are_scanned_last(scanner, settings, practice):
    maker, address = viewer_of(practice.author), settings.CLAMAV
    settings.CLAMAV = ""
    attach(practice, maker, checked(b"%PDF- before"))
    settings.CLAMAV = address
    attach(practice, maker, checked(b"%PDF- after"))

    scanning.scan_attachments(now=NOW)

    assert scanner.received == [b"%PDF- after", b"%PDF- before"]
    assert states() == [Scan.CLEAN, Scan.CLEAN]


def test_without_a_scanner_waiting_files_are_shown(settings, practice):
    settings.CLAMAV = "127.0.0.1:1"
    attach(practice, viewer_of(practice.author))
    settings.CLAMAV = ""

    assert scanning.scan_attachments(now=NOW) == 1
    assert states() == [Scan.OFF]


def test_bytes_without_a_row_are_swept_after_a_day(practice):
    kept = attach(practice, viewer_of(practice.author)).file.name
    orphan = default_storage.save("practices/orphan", ContentFile(b"x"))

    assert scanning.sweep_orphans(now=NOW + timedelta(hours=23)) == 0
    assert scanning.sweep_orphans(now=NOW + timedelta(hours=25)) >= 1

    assert default_storage.exists(kept)
    assert not default_storage.exists(orphan)
