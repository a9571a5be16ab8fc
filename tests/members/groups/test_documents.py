"""Documents: versions that stay, who sees which, the virus check, and the papers of a year."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from pypdf import PdfReader

from elo_portal.core.files import scanning as scanner
from elo_portal.core.models import AuditEntry
from members.commands.groups import documents as commands
from members.commands.groups import scanning
from members.models import DocumentVersion
from members.queries.groups import documents as queries
from tests.factories import NOW
from tests.members.factories import (
    MandateFactory,
    MeetingFactory,
    PersonFactory,
    SeatFactory,
    authority,
    group,
    viewer_of,
)
from tests.members.groups.documents import bring, checked

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair():
    return PersonFactory(login=True, seat_in=group(), seat_role="chair")


def renew(document, by, words="Toinen versio"):
    return commands.renew(document_id=document.pk, checked=checked(words), actor=viewer_of(by), now=NOW)


def download(client, document, number):
    path = reverse("members:group_download", args=["pirkanmaa", document.pk, number])
    return client.get(path).status_code


def test_a_new_file_is_a_new_version_and_the_same_one_is_refused(chair):
    document = bring(group(), by=chair)
    renew(document, chair)
    with pytest.raises(commands.SameFile):
        renew(document, chair)
    assert list(document.versions.order_by("pk").values_list("number", flat=True)) == [1, 2]


def test_old_versions_are_for_the_group_alone(chair, client):
    document = bring(group(), by=chair, visibility="public")
    renew(document, chair)
    assert [download(client, document, number) for number in (1, 2, 3)] == [404, 200, 404]
    client.force_login(PersonFactory(login=True, seat_in=group()).account)
    assert [download(client, document, number) for number in (1, 2, 3)] == [200, 200, 404]


def test_a_document_is_not_found_under_another_group(chair, client):
    document = bring(group(), by=chair, visibility="public")
    path = reverse("members:group_document", args=["pohjanmaa", document.pk])
    assert client.get(path).status_code == 404


def test_the_page_of_the_group_lists_what_the_reader_sees(chair, client):
    for title, visibility in (("Avoin", "public"), ("Verkoston", "network"), ("Ryhmän oma", "group")):
        bring(group(), by=chair, title=title, visibility=visibility)

    def titles(person):
        client.logout()
        if person:
            client.force_login(person.account)
        page = client.get(reverse("members:group", args=["pirkanmaa"])).content.decode()
        return [title for title in ("Avoin", "Verkoston", "Ryhmän oma") if f">{title}</a>" in page]

    assert titles(None) == ["Avoin"]
    assert titles(PersonFactory(login=True, coordinator_of=authority("08"))) == ["Avoin", "Verkoston"]
    assert titles(PersonFactory(login=True, seat_in=group("pohjanmaa"))) == ["Avoin"]
    for person in (PersonFactory(login=True, seat_in=group()), chair):
        assert titles(person) == ["Avoin", "Verkoston", "Ryhmän oma"]


def test_only_those_who_tend_the_group_bring_documents(chair):
    document = bring(group(), by=chair)
    for person in (PersonFactory(seat_in=group()), PersonFactory(coordinator_of=authority("08"))):
        with pytest.raises(PermissionDenied):
            bring(group(), by=person)
        with pytest.raises(PermissionDenied):
            renew(document, person)


def test_until_the_virus_check_the_version_before_is_handed_out(chair, client, settings, monkeypatch):
    document = bring(group(), by=chair, visibility="public")
    settings.CLAMAV = "localhost:3310"
    renew(document, chair)
    assert [download(client, document, number) for number in (1, 2)] == [200, 404]

    monkeypatch.setattr(scanner, "found_in", lambda _chunks: "")
    assert scanning.scan_documents() == 2  # the first one, from before the scanner was there, too
    assert [download(client, document, number) for number in (1, 2)] == [404, 200]


def test_what_the_scanner_refuses_loses_its_bytes(
    chair, settings, monkeypatch, django_capture_on_commit_callbacks
):
    document = bring(group(), by=chair)
    version = document.versions.get()
    storage, name = version.file.storage, version.file.name
    settings.CLAMAV = "localhost:3310"
    monkeypatch.setattr(scanner, "found_in", lambda _chunks: "Eicar-Signature")
    with django_capture_on_commit_callbacks(execute=True):
        scanning.scan_documents()
    version.refresh_from_db()
    assert (version.scan, version.file.name, storage.exists(name)) == ("infected", "", False)


def test_bytes_without_a_row_go_after_a_day(chair):
    version = bring(group(), by=chair).versions.get()
    storage, name = version.file.storage, version.file.name
    DocumentVersion.objects.filter(pk=version.pk)._raw_delete("default")
    from_now = NOW + timedelta(days=3650)
    scanning.sweep_orphans(now=from_now)
    assert not storage.exists(name)


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_list_costs_the_same_however_long(number, chair, django_assert_num_queries):
    for _ in range(number):
        bring(group(), by=chair)
    ours, viewer = group(), viewer_of(chair)
    with django_assert_num_queries(1):
        assert len(queries.documents(ours, viewer=viewer)) == number


def test_the_papers_of_a_year_hold_everything_of_that_year_and_who_took_them(chair, client, time_machine):
    time_machine.move_to(NOW, tick=False)
    MandateFactory(diary_number="SISEVK/214/2025")
    SeatFactory(person=PersonFactory(first_name="Elina", last_name="Kallio"), deputy=PersonFactory())
    meeting = MeetingFactory(minutes="Keskusteltiin.\nSovittiin #let x = 1.", title="Kevätkokous <b>")
    meeting.items.create(position=1, title="Avaus")
    MeetingFactory(title="Vanha kokous", starts_at=NOW - timedelta(days=500))
    document = bring(group(), by=chair)
    client.force_login(chair.account)

    response = client.get(reverse("members:group_archive", args=["pirkanmaa", 2026]))

    with zipfile.ZipFile(io.BytesIO(response.content)) as package:
        names = package.namelist()
        reader = PdfReader(io.BytesIO(package.read("pirkanmaa-2026.pdf")))
    assert names == ["pirkanmaa-2026.pdf", f"asiakirjat/{document.pk}-v1-muistio.pdf"]
    words = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for expected in ("SISEVK/214/2025", "Elina Kallio", "Kevätkokous <b>", "#let x = 1", "Avaus", "Muistio"):
        assert expected in words
    assert "Vanha kokous" not in words
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert AuditEntry.objects.get(action="members.archive_group").purpose == "2026"
