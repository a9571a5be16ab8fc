"""Practices from a file, in the browser."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from elo_portal.core.models import AuditEntry
from elo_portal.core.tables import reading
from members.models import Organisation
from practices import tasks
from practices.commands import file_imports, importing
from practices.forms.file_rows import check
from practices.models import FileImport, Practice
from practices.queries.known import known
from practices.views import bringing as views
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, authority, viewer_of
from tests.practices.importing import as_csv, as_xlsx, row

pytestmark = pytest.mark.django_db
PAGE = "/fi/yllapito/kaytannot/tuonti/"


@pytest.fixture(autouse=True)
def owner():
    return OrganisationFactory(name_fi="Tampereen ohjaamo", regions=["06"])


@pytest.fixture
def person():
    return PersonFactory(login=True, is_admin=True)


@pytest.fixture
def admin(person):
    client = Client()
    client.force_login(person.account)
    return client


@pytest.fixture
def send(admin):
    """Upload, look, and confirm where the file is right: what the browser shows in the end."""

    def run(*rows, do="bring_in", language="fi", name="rivit.json", content=None, **given):
        body = json.dumps(rows).encode() if content is None else content
        page = PAGE if language == "fi" else "/sv/administration/praxis/import/"
        sent = admin.post(page, {"file": SimpleUploadedFile(name, body), "source": "kuntaliitto", **given})
        if sent.status_code != 302:
            return sent
        here = sent.headers["Location"]
        if do == "bring_in" and FileImport.objects.latest("pk").state == "ready":
            return admin.post(here, {"do": "bring_in"}, follow=True)
        return admin.get(here)

    return run


@pytest.fixture
def found():
    return lambda: FileImport.objects.latest("pk")


def text(response):
    return " ".join(response.content.decode().split())


def test_the_page_tells_the_columns_and_stands_under_administration(admin):
    shown = text(admin.get(PAGE))

    assert "<code>target_groups</code>" in shown
    assert PAGE in text(admin.get("/fi/yllapito/"))


def test_a_check_says_what_would_come_and_writes_nothing(send):
    response = send(row(), row(key="ilta-2"), do="check")

    assert response.status_code == 200
    assert response.context["figures"] == [
        ("Uudet käytännöt", 2),
        ("Muuttuneita", 0),
        ("Ennallaan", 0),
        ("Nyt julkaistuja", 0),
        ("Uusia organisaatioita", 0),
    ]
    assert "Mitään ei ole vielä tallennettu" in text(response)
    assert not Practice.objects.exists()
    assert not AuditEntry.objects.filter(action="practices.import").exists()


def test_what_was_typed_stays_when_the_file_is_refused(send):
    response = send(name="rivit.txt", content=b"key", publish="on")

    assert response.context["form"]["source"].value() == "kuntaliitto"
    assert 'name="publish"' in text(response)
    assert response.context["form"]["publish"].value() is True


def test_brought_in_for_good_they_are_drafts_of_their_organisation(admin, send, person, owner):
    response = send(row())

    practice = Practice.objects.get()
    assert (practice.status, practice.owner, practice.author) == ("draft", owner, person)
    assert (practice.source, practice.key) == ("kuntaliitto", "ilta-1")
    assert 'Uudet käytännöt: <b class="num">1</b>' in text(response)
    assert "Käytännöt on tuotu." in text(response)
    assert AuditEntry.objects.filter(action="practices.import", actor_id=person.pk).count() == 1


def test_published_at_once_they_are_found(client, send):
    send(row(), publish="on")

    assert "Iltaohjaus kirjastossa" in client.get("/api/v1/practices?q=iltaohjaus").text


def test_a_second_press_changes_nothing(send):
    send(row())
    send(row())

    assert Practice.objects.count() == 1


@pytest.mark.parametrize("do", ["check", "bring_in"])
def test_one_bad_row_keeps_all_out_and_is_named(send, do, found):
    response = send(row(), row(key="ilta-2", themes=["nope"], maturity=9), do=do)

    assert found().state == "bad"
    assert found().problems == [
        [2, "themes", "tuntematon tunnus “nope”"],
        [2, "maturity", "“9” ei ole mikään näistä: 1, 2, 3, 4, 5"],
    ]
    assert "tuntematon tunnus “nope”" in text(response)
    assert "1 rivi vaatii korjausta" in text(response)
    assert not Practice.objects.exists()


def test_the_reasons_are_in_the_language_of_the_page_on_which_the_file_was_chosen(send, person, found):
    assert person.language == "fi"
    send(row(kind="nope"), language="sv")

    assert [reason for _row, _column, reason in found().problems] == ["okänd beteckning “nope”"]


def test_many_bad_rows_are_counted_and_the_first_shown(send, monkeypatch, found):
    monkeypatch.setattr(file_imports, "SHOWN", 3)
    response = send(*(row(key=str(number), kind="nope") for number in range(5)))

    assert (len(found().problems), found().problem_count) == (3, 5)
    assert "Ensimmäiset 3, yhteensä 5." in text(response)


def test_an_organisation_is_only_added_when_asked(send):
    send(row(organisation="Uusi yhdistys"))
    assert not Organisation.objects.filter(name_fi="Uusi yhdistys").exists()
    send(row(organisation="Uusi yhdistys"), create_organisations="on")
    assert Organisation.objects.filter(name_fi="Uusi yhdistys").count() == 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("rivit.json", b"{}", "Tiedostossa ei ole JSON-luetteloa objekteista."),
        ("rivit.json", b"[]", "Tiedostossa ei ole rivejä."),
        ("rivit.csv", b"key;language;title;organisation\n", "Tiedostossa ei ole rivejä."),
    ],
)
def test_a_file_that_is_no_table_is_refused_on_its_page(send, name, content, words, found):
    response = send(name=name, content=content)

    assert words in text(response)
    assert (found().state, found().file.name) == ("bad", "")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("rivit.txt", b"key", "Vain .json-, .csv- ja .xlsx-tiedostoja voi lukea."),
        ("rivit.csv", b"", "Tiedosto on tyhjä."),
    ],
)
def test_what_can_be_told_without_reading_is_said_beside_the_field(send, name, content, words):
    response = send(name=name, content=content)

    assert response.status_code == 422
    assert response.context["form"].errors["file"] == [words]
    assert not FileImport.objects.exists()


def test_a_file_that_is_too_large_is_refused_beside_its_field(send, monkeypatch):
    monkeypatch.setattr(reading, "MOST_BYTES", 10)

    assert send(row()).context["form"].errors["file"] == ["Tiedosto on yli 20\N{NO-BREAK SPACE}Mt."]


def test_a_file_and_a_source_must_be_given(admin):
    response = admin.post(PAGE, {"source": "", "do": "bring_in"})

    assert set(response.context["form"].errors) == {"file", "source"}


def test_a_csv_comes_in_like_json(tmp_path, send):
    path = as_csv(tmp_path / "rivit.csv", [row()])
    send(name=path.name, content=path.read_bytes())

    assert Practice.objects.get().key == "ilta-1"


def test_a_spreadsheet_is_never_opened_by_the_web_process(tmp_path, send, admin, found):
    path = as_xlsx(tmp_path / "rivit.xlsx", [row()])
    shown = text(send(name=path.name, content=path.read_bytes()))
    here = f"{PAGE}{found().pk}/"

    assert "Tiedostoa luetaan" in shown
    assert f'href="{here}"' in shown  # without JavaScript
    assert tasks.see_to_files(timezone.now()) == 1
    assert "1 rivi tarkistettiin." in text(admin.get(here))
    assert "Käytäntöjä tuodaan" in text(admin.post(here, {"do": "bring_in"}, follow=True))
    assert not Practice.objects.exists()
    tasks.see_to_files(timezone.now())
    assert Practice.objects.get().key == "ilta-1"
    assert "Käytännöt on tuotu." in text(admin.get(here))


def test_a_large_file_waits_for_a_worker(send, monkeypatch, found):
    monkeypatch.setattr(views, "AT_ONCE_BYTES", 10)

    assert "Tiedostoa luetaan" in text(send(row()))
    assert found().state == "reading"


def test_what_looks_personal_must_be_looked_at_before_others_read_it(admin, send):
    shown = send(row(need="Soita 040 123 4567."), do="check", publish="on")
    here = shown.request["PATH_INFO"]

    assert "040 123 4567" in text(shown)
    refused = admin.post(here, {"do": "bring_in"})
    assert refused.status_code == 422
    assert refused.context["form"].errors["has_checked"] == [
        "Teksteissä on jotain, mikä näyttää henkilötiedolta. Merkitse, että olet tarkistanut sen."
    ]
    assert not Practice.objects.exists()
    admin.post(here, {"do": "bring_in", "has_checked": "on"})
    assert Practice.objects.get().status == "published"
    assert AuditEntry.objects.filter(action="practices.check_personal_data").exists()


def test_drafts_come_in_without_a_tick(send):
    send(row(need="Soita 040 123 4567."))

    assert Practice.objects.get().status == "draft"


def test_a_file_can_be_dropped_and_is_deleted(admin, send, found, django_capture_on_commit_callbacks):
    here = send(row(), do="check").request["PATH_INFO"]
    storage, name = found().file.storage, found().file.name

    with django_capture_on_commit_callbacks(execute=True):
        answer = admin.post(here, {"do": "drop"}, follow=True)
    assert "Tiedosto poistettiin. Mitään ei tuotu." in text(answer)
    assert (found().state, storage.exists(name)) == ("dropped", False)
    assert "ei enää odota käsittelyä" in text(admin.post(here, {"do": "drop"}, follow=True))
    assert admin.post(here, {"do": "bring_in"}).status_code == 422
    assert not Practice.objects.exists()


def test_somebody_elses_file_is_not_there(send):
    here = send(row(), do="check").request["PATH_INFO"]
    other = Client()
    other.force_login(PersonFactory(login=True, is_admin=True).account)

    assert (other.get(here).status_code, other.post(here, {"do": "bring_in"}).status_code) == (404, 404)
    assert not Practice.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_needs_the_same_queries_for_one_file_and_for_three(
    admin, send, count, django_assert_num_queries
):
    for number in range(count):
        send(row(key=str(number)), do="check")
    here = f"{PAGE}{FileImport.objects.latest('pk').pk}/"
    admin.get(PAGE)

    # session, account, viewer, files
    with django_assert_num_queries(4):
        admin.get(PAGE)
    # session, account, viewer, file
    with django_assert_num_queries(4):
        admin.get(here)


@pytest.mark.parametrize("who", [{"coordinator_of": "04"}, {"is_reviewer": True}, {}])
def test_others_than_administrators_get_403(who):
    if "coordinator_of" in who:
        who = {"coordinator_of": authority("04")}
    client = Client()
    client.force_login(PersonFactory(login=True, **who).account)

    assert (client.get(PAGE).status_code, client.post(PAGE).status_code) == (403, 403)


def test_a_trial_inside_another_transaction_leaves_that_one_usable(person, owner):
    from_file = {"key": "1", "language": "fi", "title": "Yksi", "organisation": owner.name_fi}
    rows, _problems = check(reading.Table(rows=[from_file]), known=known(), may_create_organisations=False)

    for is_trial, count in ((True, 0), (False, 1)):
        importing.import_practices(
            rows=rows, source="x", publish=False, actor=viewer_of(person), now=NOW, is_trial=is_trial
        )
        assert Practice.objects.count() == count
