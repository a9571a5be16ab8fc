"""The feed of a list, and the list as a table."""

import csv
import io
from datetime import timedelta
from io import StringIO

import pytest
from defusedxml.ElementTree import fromstring
from django.core.management import call_command
from django.test import Client
from openpyxl import load_workbook

from practices.columns import COLUMNS
from practices.models import Practice
from practices.queries.exchange import for_exchange
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, group
from tests.practices.factories import PracticeFactory, PracticeTextFactory

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
FEED, CSV, XLSX = "/fi/kaytannot/syote/", "/fi/kaytannot/vienti.csv", "/fi/kaytannot/vienti.xlsx"


@pytest.fixture
def member():
    person = PersonFactory(login=True, member_of=OrganisationFactory(), seat_in=group())
    client = Client()
    client.force_login(person.account)
    return client


def titles(response):
    return [
        entry.findtext("a:title", namespaces=ATOM)
        for entry in fromstring(response.content).iterfind("a:entry", ATOM)
    ]


def test_the_feed_holds_what_the_list_finds_the_newest_first(client):
    PracticeFactory(text__title="Vanha", published_at=NOW - timedelta(days=9))
    PracticeFactory(text__title="Uusi <b>&", regions=["06"])
    PracticeFactory(text__title="Muualla", regions=["19"])

    assert titles(client.get(FEED)) == ["Muualla", "Uusi <b>&", "Vanha"]
    assert titles(client.get(FEED, {"region": "pirkanmaa", "sort": "relevance", "page": "2"})) == [
        "Uusi <b>&",
        "Vanha",
    ]
    assert titles(client.get(FEED, {"q": "vanha"})) == ["Vanha"]


def test_an_entry_says_where_it_is_and_who_made_it(client):
    practice = PracticeFactory(slug="iltaohjaus", text__title="Iltaohjaus")
    PracticeTextFactory(practice=practice, language="sv", title="Kvällsvägledning")

    response = client.get("/sv/praxis/flode/?region=pirkanmaa")
    feed = fromstring(response.content)
    (entry,) = feed.iterfind("a:entry", ATOM)
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert [link.get("href") for link in feed.iterfind("a:link", ATOM)] == [
        "http://localhost:8000/sv/praxis/",
        "http://localhost:8000/sv/praxis/flode/?region=pirkanmaa",
    ]
    assert entry.find("a:link", ATOM).get("href") == "http://localhost:8000/sv/praxis/iltaohjaus/"
    assert entry.findtext("a:title", namespaces=ATOM) == "Kvällsvägledning"
    assert entry.findtext("a:id", namespaces=ATOM) == f"tag:localhost,2026:practice/{practice.pk}"
    assert entry.findtext("a:author/a:name", namespaces=ATOM) == practice.owner.name_sv
    assert practice.author.last_name not in response.text


def test_the_feed_shows_each_viewer_what_they_may_see(client, member):
    PracticeFactory(text__title="Verkosto", visibility="network")

    assert titles(client.get(FEED)) == []
    assert titles(member.get(FEED)) == ["Verkosto"]
    assert member.get(FEED).headers["Cache-Control"] == "private, no-cache"
    assert client.get(FEED).headers["Cache-Control"] == "public, no-cache"


def test_a_feed_that_has_not_changed_is_not_sent_again(client):
    PracticeFactory()
    tag = client.get(FEED).headers["ETag"]

    assert client.get(FEED, headers={"If-None-Match": tag}).status_code == 304


def test_the_list_leads_to_its_feed_and_members_to_its_tables(client, member):
    PracticeFactory()
    query = "?q=iltaohjaus&amp;region=pirkanmaa"
    visitors = client.get("/fi/kaytannot/?q=iltaohjaus&region=pirkanmaa&page=1&sort=newest").text
    members = member.get("/fi/kaytannot/?q=iltaohjaus&region=pirkanmaa").text

    assert (
        f'<link rel="alternate" type="application/atom+xml" title="Hyvät käytännöt" href="{FEED}{query}">'
        in visitors
    )
    assert CSV not in visitors
    assert f'href="{CSV}{query}"' in members
    assert f'href="{XLSX}{query}"' in members


@pytest.mark.parametrize("address", [CSV, XLSX])
def test_tables_are_for_the_network(client, address):
    newcomer = Client()
    newcomer.force_login(PersonFactory(login=True).account)

    assert client.get(address).headers["Location"].startswith("/fi/tili/login/")
    assert newcomer.get(address).status_code == 404


def test_a_table_holds_what_the_list_finds_in_the_columns_of_the_import(member):
    PracticeFactory(slug="iltaohjaus", text__title="=SUMMA(1;2)", text__need="+358")
    PracticeFactory(regions=["19"])

    response = member.get(CSV, {"region": "pirkanmaa"})
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert response.headers["Content-Disposition"] == 'attachment; filename="elo-2026-03-02.csv"'
    assert rows[0] == list(COLUMNS)
    (row,) = rows[1:]
    assert row[:5] == ["iltaohjaus", "fi", "'=SUMMA(1;2)", "Opiskelija tavoittaa ohjaajan illalla.", "'+358"]


def test_no_cell_of_the_spreadsheet_is_a_formula(member):
    PracticeFactory(text__title="=SUMMA(1;2)")

    sheet = load_workbook(io.BytesIO(member.get(XLSX).content)).active
    assert [cell.data_type for cell in sheet[2] if cell.value == "=SUMMA(1;2)"] == ["s"]


def exchanged(source):
    """What a table carries, of the practices of one source."""
    return [
        (
            one.source_language,
            [(text.title, text.summary, text.need, text.description) for text in one.texts.all()],
            one.kind and one.kind.slug,
            sorted((term.vocabulary, term.slug) for term in one.terms.all()),
            [region.code for region in one.regions.all()],
            one.owner_id,
            (one.maturity, one.evidence_level, one.visibility, one.group_id, one.status),
        )
        for one in for_exchange(Practice.objects.filter(source=source)).order_by(
            "-published_at", "texts__title"
        )
    ]


@pytest.mark.parametrize("address", [CSV, XLSX])
def test_what_is_exported_can_be_imported_again(member, tmp_path, address):
    PersonFactory(is_admin=True)
    PracticeFactory(
        source="a", key="1", text__title="'=1", text__description='- yksi\n- kaksi|kolme; "neljä"'
    )
    PracticeFactory(
        source="a", key="2", text__title="@tili", kind=None, maturity=None, evidence_level=0, terms=[]
    )
    PracticeFactory(source="a", text__title="Ryhmä", visibility="group", group=group(), regions=["05", "06"])
    path = tmp_path / f"vienti.{address.rsplit('.')[-1]}"
    path.write_bytes(member.get(address).content)

    call_command("import_practices", str(path), publish=True, source="b", stdout=StringIO())

    assert len(exchanged("b")) == 3
    assert sorted(map(str, exchanged("b"))) == sorted(map(str, exchanged("a")))


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("address", [FEED, CSV])
def test_queries_do_not_grow_with_the_rows(client, member, count, address, django_assert_max_num_queries):
    for _number in range(count):
        PracticeTextFactory(practice=PracticeFactory(regions=["05", "06"]), language="sv")

    # Session, account, viewer; terms and regions to choose from, hits, practices with texts, regions, terms
    with django_assert_max_num_queries(10):
        assert member.get(address).status_code == 200
