"""Practices from a file, in the browser."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from elo_portal.core.models import AuditEntry
from members.models import Organisation
from practices.commands import importing
from practices.forms import bringing
from practices.forms.file_rows import check
from practices.models import Practice
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
    def run(*rows, do="bring_in", language="fi", name="rivit.json", content=None, **given):
        body = json.dumps(rows).encode() if content is None else content
        page = PAGE if language == "fi" else "/sv/administration/praxis/import/"
        return admin.post(
            page, {"file": SimpleUploadedFile(name, body), "source": "kuntaliitto", "do": do, **given}
        )

    return run


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


def test_what_was_typed_stays_after_a_check(send):
    response = send(row(), do="check", publish="on")

    assert response.context["form"]["source"].value() == "kuntaliitto"
    assert 'name="publish"' in text(response)
    assert response.context["form"]["publish"].value() is True


def test_brought_in_for_good_they_are_drafts_of_their_organisation(admin, send, person, owner):
    response = send(row())

    assert (response.status_code, response.headers["Location"]) == (302, PAGE)
    practice = Practice.objects.get()
    assert (practice.status, practice.owner, practice.author) == ("draft", owner, person)
    assert (practice.source, practice.key) == ("kuntaliitto", "ilta-1")
    assert "Käytännöt on tuotu. Uudet käytännöt: 1, Muuttuneita: 0" in text(admin.get(PAGE))
    assert AuditEntry.objects.filter(action="practices.import", actor_id=person.pk).count() == 1


def test_published_at_once_they_are_found(client, send):
    send(row(), publish="on")

    assert "Iltaohjaus kirjastossa" in client.get("/api/v1/practices?q=iltaohjaus").text


def test_a_second_press_changes_nothing(send):
    send(row())
    send(row())

    assert Practice.objects.count() == 1


@pytest.mark.parametrize("do", ["check", "bring_in"])
def test_one_bad_row_keeps_all_out_and_is_named(send, do):
    response = send(row(), row(key="ilta-2", themes=["nope"], maturity=9), do=do)

    assert response.status_code == 422
    assert [(one.row, one.column, one.reason) for one in response.context["problems"]] == [
        (2, "themes", "tuntematon tunnus “nope”"),
        (2, "maturity", "“9” ei ole mikään näistä: 1, 2, 3, 4, 5"),
    ]
    assert "1 rivi vaatii korjausta" in text(response)
    assert not Practice.objects.exists()


def test_the_reasons_are_in_the_language_of_the_page(send):
    response = send(row(kind="nope"), language="sv")

    assert [one.reason for one in response.context["problems"]] == ["okänd beteckning “nope”"]


def test_many_bad_rows_are_counted_and_the_first_shown(send, monkeypatch):
    monkeypatch.setattr(views, "SHOWN", 3)
    response = send(*(row(key=str(number), kind="nope") for number in range(5)))

    assert len(response.context["problems"]) == 3
    assert "Ensimmäiset 3, yhteensä 5." in text(response)


def test_an_organisation_is_only_added_when_asked(send):
    assert send(row(organisation="Uusi yhdistys")).status_code == 422
    assert send(row(organisation="Uusi yhdistys"), create_organisations="on").status_code == 302
    assert Organisation.objects.filter(name_fi="Uusi yhdistys").count() == 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("rivit.txt", b"key", "Vain .json-, .csv- ja .xlsx-tiedostoja voi lukea."),
        ("rivit.xlsx", b"<html>", "Tiedosto ei ole laskentataulukko."),
        ("rivit.json", b"{}", "Tiedostossa ei ole JSON-luetteloa objekteista."),
        ("rivit.json", b"[]", "Tiedostossa ei ole rivejä."),
        ("rivit.csv", b"key;language;title;organisation\n", "Tiedostossa ei ole rivejä."),
        ("rivit.csv", b"", "Tiedosto on tyhjä."),
    ],
)
def test_a_file_that_is_no_table_is_refused_beside_its_field(send, name, content, words):
    response = send(name=name, content=content)

    assert response.status_code == 422
    assert response.context["form"].errors["file"] == [words]


def test_a_file_and_a_source_must_be_given(admin):
    response = admin.post(PAGE, {"source": "", "do": "bring_in"})

    assert set(response.context["form"].errors) == {"file", "source"}


def test_a_file_that_is_too_long_for_a_page_is_refused(send, monkeypatch):
    monkeypatch.setattr(bringing, "MOST_ROWS", 1)
    response = send(row(), row(key="ilta-2"))

    assert response.context["form"].errors["file"] == ["2 riviä on liikaa kerralla. Jaa tiedosto osiin."]


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_tables_come_in_like_json(tmp_path, send, write):
    path = write(tmp_path / f"rivit.{write.__name__.removeprefix('as_')}", [row()])

    assert send(name=path.name, content=path.read_bytes()).status_code == 302
    assert Practice.objects.get().key == "ilta-1"


@pytest.mark.parametrize("who", [{"coordinator_of": "04"}, {"is_reviewer": True}, {}])
def test_others_than_administrators_get_403(who):
    if "coordinator_of" in who:
        who = {"coordinator_of": authority("04")}
    client = Client()
    client.force_login(PersonFactory(login=True, **who).account)

    assert (client.get(PAGE).status_code, client.post(PAGE).status_code) == (403, 403)


def test_a_trial_inside_another_transaction_leaves_that_one_usable(person, owner):
    from_file = {"key": "1", "language": "fi", "title": "Yksi", "organisation": owner.name_fi}
    rows, _problems = check(bringing.Table(rows=[from_file]), known=known(), may_create_organisations=False)

    for is_trial, count in ((True, 0), (False, 1)):
        importing.import_practices(
            rows=rows, source="x", publish=False, actor=viewer_of(person), now=NOW, is_trial=is_trial
        )
        assert Practice.objects.count() == count
