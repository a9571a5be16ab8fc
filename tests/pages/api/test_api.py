"""/api/v1/: what other systems read, with the rights of whoever asks."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from elo_portal.core.models import Term
from practices import indexing
from practices.models import Version
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, region
from tests.practices.factories import AdoptionFactory, PracticeFactory, PracticeTextFactory
from tests.seminars.factories import EventFactory, ProgrammeItemFactory

pytestmark = pytest.mark.django_db
PRACTICES, EVENTS = "/api/v1/practices", "/api/v1/events"


@pytest.fixture
def member():
    person = PersonFactory(login=True, member_of=OrganisationFactory())
    client = Client()
    client.force_login(person.account)
    return client


def slugs(client, address, **parameters):
    return [item["slug"] for item in client.get(address, parameters).json()["items"]]


def test_the_list_says_what_a_practice_is(client):
    practice = PracticeFactory(slug="iltaohjaus", text__title="Iltaohjaus")
    PracticeTextFactory(practice=practice, language="sv", title="Kvällsvägledning", summary="På kvällen.")

    (item,) = client.get(PRACTICES).json()["items"]
    assert item == {
        "slug": "iltaohjaus",
        "urls": {
            "fi": "http://localhost:8000/fi/kaytannot/iltaohjaus/",
            "sv": "http://localhost:8000/sv/praxis/iltaohjaus/",
            "en": "http://localhost:8000/en/practices/iltaohjaus/",
        },
        "source_language": "fi",
        "title": {"fi": "Iltaohjaus", "sv": "Kvällsvägledning"},
        "summary": {"fi": "Opiskelija tavoittaa ohjaajan illalla.", "sv": "På kvällen."},
        "owner": {
            "fi": practice.owner.name_fi,
            "sv": practice.owner.name_sv,
            "en": practice.owner.name_en,
        },
        "kind": "model",
        "terms": {
            "target_group": ["upper-sec"],
            "sector": ["education"],
            "theme": ["transitions"],
            "life_phase": [],
            "channel": [],
            "principle": [],
            "development_target": [],
        },
        "regions": ["06"],
        "is_national": False,
        "maturity": 3,
        "evidence_level": 2,
        "visibility": "public",
        "licence": "CC BY 4.0",
        "version": 1,
        "published_at": "2026-03-01T12:00:00Z",
        "updated_at": "2026-01-01T12:00:00Z",
    }


def test_the_list_comes_in_the_order_asked_for(client):
    PracticeFactory(slug="uusi", evidence_level=1, published_at=NOW)
    PracticeFactory(slug="tutkittu", evidence_level=4)
    indexing.put(
        AdoptionFactory(practice__slug="yleinen", practice__evidence_level=1, state="in_use").practice
    )

    assert [slugs(client, PRACTICES, sort=sort) for sort in ("relevance", "most_used", "best_evidenced")] == [
        ["uusi", "yleinen", "tutkittu"],
        ["yleinen", "tutkittu", "uusi"],
        ["tutkittu", "yleinen", "uusi"],
    ]
    assert client.get(PRACTICES, {"sort": "rank"}).status_code == 422


def test_one_practice_says_all_of_it_and_names_nobody(client):
    practice = PracticeFactory(slug="iltaohjaus", based_on=PracticeFactory(slug="alku"))
    AdoptionFactory(practice=practice)
    Version.objects.create(
        practice=practice, number=1, reason="submitted", contents={}, actor=practice.author, at=NOW
    )
    Version.objects.create(
        practice=practice, number=2, reason="published", contents={}, actor=practice.author, at=NOW
    )

    response = client.get(f"{PRACTICES}/iltaohjaus")
    found = response.json()
    assert found["texts"]["fi"]["description"] == "Ohjaaja päivystää kahtena iltana."
    assert found["use"] == {"organisations": 1, "regions": 1, "starting": 0, "ended": 0}
    assert found["versions"] == [{"number": 2, "reason": "published", "at": "2026-03-02T12:00:00Z"}]
    assert found["based_on"] == "alku"
    assert practice.author.last_name not in response.text
    assert practice.author.email not in response.text


def test_visitors_see_what_is_public_and_members_the_network_too(client, member):
    PracticeFactory(slug="julkinen")
    PracticeFactory(slug="verkosto", visibility="network")
    PracticeFactory(slug="luonnos", submitted=True)

    assert slugs(client, PRACTICES) == ["julkinen"]
    assert set(slugs(member, PRACTICES)) == {"julkinen", "verkosto"}
    assert client.get(f"{PRACTICES}/verkosto").status_code == 404
    assert member.get(f"{PRACTICES}/verkosto").status_code == 200
    assert member.get(f"{PRACTICES}/luonnos").status_code == 404


def test_a_draft_is_not_in_the_interface_even_for_its_author():
    practice = PracticeFactory(submitted=True, author=PersonFactory(login=True))
    client = Client()
    client.force_login(practice.author.account)

    assert client.get(f"{PRACTICES}/{practice.slug}").status_code == 404


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"region": "pirkanmaa"}, {"eka"}),
        ({"region": ["pirkanmaa", "lappi"]}, {"eka", "toka"}),
        ({"region": "national"}, set()),
        ({"theme": "quality"}, {"toka"}),
        ({"maturity": "4"}, {"toka"}),
        ({"language": "sv"}, {"toka"}),
        ({"q": "iltaohjaus"}, {"eka"}),
        ({"q": "iltaohjaus", "region": "lappi"}, set()),
    ],
)
def test_the_filters_of_the_library_narrow_the_list(client, parameters, found):
    PracticeFactory(slug="eka", text__title="Iltaohjaus")
    PracticeFactory(
        slug="toka",
        source_language="sv",
        text__title="Verkstad",
        text__summary="Verkstad",
        regions=["19"],
        terms=[("theme", "quality")],
        maturity=4,
    )

    assert set(slugs(client, PRACTICES, **parameters)) == found


def test_a_long_list_comes_in_pieces(client):
    for number in range(5):
        PracticeFactory(slug=f"k-{number}", published_at=NOW - timedelta(days=number + 1))

    first = client.get(PRACTICES, {"limit": 2, "region": "pirkanmaa"}).json()
    assert (first["total"], first["limit"], first["offset"], first["previous"]) == (5, 2, 0, None)
    assert first["next"] == "http://localhost:8000/api/v1/practices?limit=2&region=pirkanmaa&offset=2"
    assert slugs(client, PRACTICES, limit=2) == ["k-0", "k-1"]
    assert slugs(client, PRACTICES, limit=2, offset=4) == ["k-4"]
    assert client.get(PRACTICES, {"limit": 2, "offset": 4}).json()["next"] is None
    assert slugs(client, PRACTICES, offset=10) == []


@pytest.mark.parametrize(
    ("address", "parameters", "name"),
    [
        (PRACTICES, {"limit": "0"}, "limit"),
        (PRACTICES, {"limit": "101"}, "limit"),
        (PRACTICES, {"limit": "x"}, "limit"),
        (PRACTICES, {"offset": "-1"}, "offset"),
        (PRACTICES, {"offset": "10001"}, "offset"),
        (PRACTICES, {"q": "x" * 201}, "q"),
        (PRACTICES, {"sort": "best"}, "sort"),
        (PRACTICES, {"region": "atlantis"}, "region"),
        (PRACTICES, {"theme": ["quality", "nope"]}, "theme"),
        (PRACTICES, {"theme": ["quality"] * 51}, "theme"),
        (PRACTICES, {"regoin": "lappi"}, "regoin"),
        (EVENTS, {"kind": "party"}, "kind"),
        (EVENTS, {"since": "yesterday"}, "since"),
        (EVENTS, {"region": "atlantis"}, "region"),
        (EVENTS, {"theme": "quality"}, "theme"),
    ],
)
def test_a_bad_parameter_is_named(client, address, parameters, name):
    response = client.get(address, parameters)

    assert (response.status_code, response.headers["Content-Type"]) == (422, "application/problem+json")
    assert [error["name"] for error in response.json()["errors"]] == [name]
    assert "max-age" not in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    "address", ["/api/v1/", "/api/v1/nothing", f"{PRACTICES}/ei-ole", f"{EVENTS}/ei-ole"]
)
def test_what_is_not_there_is_a_problem(client, address):
    response = client.get(address)

    assert (response.status_code, response.headers["Content-Type"]) == (404, "application/problem+json")
    assert (response.json()["title"], response.json()["status"]) == ("Not Found", 404)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client, method):
    response = getattr(client, method)(PRACTICES)

    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_what_has_not_changed_is_not_sent_again(client):
    PracticeFactory()
    first = client.get(PRACTICES)
    again = client.get(PRACTICES, headers={"If-None-Match": first.headers["ETag"]})
    PracticeFactory()
    later = client.get(PRACTICES, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert (later.status_code, later.json()["total"]) == (200, 2)


def test_caches_may_keep_what_visitors_read_but_ask_each_time_and_any_site_may_read_it(client):
    response = client.get(PRACTICES)

    assert response.headers["Cache-Control"] == "public, no-cache"
    assert "Cookie" in response.headers["Vary"]
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers
    assert "Set-Cookie" not in response.headers


def test_caches_and_other_sites_get_nothing_of_people_who_are_signed_in(member):
    response = member.get(PRACTICES)

    assert response.headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" in response.headers["Vary"]
    assert "Access-Control-Allow-Origin" not in response.headers


def test_a_browser_may_ask_beforehand(client):
    response = client.options(PRACTICES, headers={"Origin": "https://example.org"})

    assert response.status_code == 204
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert response.headers["Access-Control-Allow-Headers"] == "If-None-Match"


def test_a_head_answers_like_a_get(client):
    assert client.head(PRACTICES).headers["ETag"] == client.get(PRACTICES).headers["ETag"]


def test_the_answer_is_the_same_in_every_language_of_the_reader(client):
    PracticeFactory()
    english = client.get(PRACTICES, headers={"Accept-Language": "en"})

    assert english.content == client.get(PRACTICES, headers={"Accept-Language": "sv"}).content


def test_events_that_are_coming_are_listed_without_the_remote_link(client):
    EventFactory(slug="eta-2026", hybrid=True)
    EventFactory(slug="peruttu-2026", cancelled=True, starts_at=NOW + timedelta(days=40))
    EventFactory(slug="mennyt-2026", past=True)
    EventFactory(slug="luonnos-2026", draft=True)
    EventFactory(slug="verkosto-2026", network=True)

    response = client.get(EVENTS)
    assert [(item["slug"], item["status"]) for item in response.json()["items"]] == [
        ("eta-2026", "published"),
        ("peruttu-2026", "cancelled"),
    ]
    assert "kokous.example.org" not in response.text
    assert slugs(client, EVENTS, since="2026-01-01", until="2026-02-28") == ["mennyt-2026"]


@pytest.mark.parametrize(
    ("parameters", "count"),
    [
        ({"kind": "regional_seminar"}, 1),
        ({"kind": "peer_forum"}, 0),
        ({"mode": "remote"}, 0),
        ({"mode": "on_site"}, 1),
        ({"region": "pirkanmaa"}, 1),
        ({"region": "lappi"}, 0),
        ({"until": "2026-03-22"}, 0),
        ({"until": "2026-03-23"}, 1),
    ],
)
def test_events_can_be_narrowed(client, parameters, count):
    EventFactory()

    assert client.get(EVENTS, parameters).json()["total"] == count


def test_one_event_has_its_programme_without_speakers(client):
    event = EventFactory(slug="forum-2026")
    public, hidden = PracticeFactory(slug="julkinen"), PracticeFactory(visibility="network")
    ProgrammeItemFactory(event=event, practice=public, speaker="Maija Meikäläinen")
    ProgrammeItemFactory(event=event, practice=hidden, starts_at=event.starts_at + timedelta(minutes=60))

    response = client.get(f"{EVENTS}/forum-2026")
    assert [item["practice"] for item in response.json()["programme"]] == ["julkinen", None]
    assert "Meikäläinen" not in response.text


def test_regions_and_vocabularies_are_all_there(client):
    regions = client.get("/api/v1/regions").json()
    vocabularies = {one["vocabulary"]: one["terms"] for one in client.get("/api/v1/vocabularies").json()}

    assert (len(regions), regions[0]["code"], regions[0]["name"]["sv"]) == (19, "01", "Nyland")
    assert sum(map(len, vocabularies.values())) == Term.objects.count()
    assert vocabularies["maturity"][0]["slug"] == "1"


def test_the_description_names_every_address_and_its_answers(client):
    described = client.get("/api/v1/openapi.json").json()

    assert described["openapi"].startswith("3.")
    assert set(described["paths"]) == {
        "/api/v1/practices",
        "/api/v1/practices/{slug}",
        "/api/v1/events",
        "/api/v1/events/{slug}",
        "/api/v1/regions",
        "/api/v1/vocabularies",
    }
    assert all(set(one) == {"get"} for one in described["paths"].values())
    assert set(described["paths"]["/api/v1/practices"]["get"]["responses"]) == {"200", "304", "422"}
    assert set(described["paths"]["/api/v1/events/{slug}"]["get"]["responses"]) == {"200", "304", "404"}
    assert json.dumps(described).count('"operationId"') == 6
    assert described["servers"] == [{"url": "http://localhost:8000"}]


@pytest.mark.parametrize("count", [1, 3])
def test_lists_need_the_same_queries_for_one_and_for_three(client, count, django_assert_num_queries):
    for _number in range(count):
        practice = PracticeFactory(regions=["06", "15"])
        PracticeTextFactory(practice=practice, language="sv")
        event = EventFactory(regions=["06", "15"])
        event.terms.set(Term.objects.of("theme")[:2])

    # Terms and regions to choose from, hits, counts; practices with texts, regions and terms
    with django_assert_num_queries(7):
        assert client.get(PRACTICES).json()["total"] == count
    # Events with regions and terms, how many
    with django_assert_num_queries(4):
        assert client.get(EVENTS).json()["total"] == count


def test_a_member_needs_at_most_twelve_queries_for_one(member, django_assert_max_num_queries):
    practice = PracticeFactory(based_on=PracticeFactory(), owner=OrganisationFactory())
    AdoptionFactory.create_batch(3, practice=practice)

    with django_assert_max_num_queries(12):
        assert member.get(f"{PRACTICES}/{practice.slug}").status_code == 200
    assert region().code == "06"
