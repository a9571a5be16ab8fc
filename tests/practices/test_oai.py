"""OAI-PMH 2.0, as the protocol says it."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from defusedxml.ElementTree import fromstring

from practices.commands import drafts, review
from practices.models import Practice
from practices.views import harvesting
from tests.factories import NOW
from tests.members.factories import PersonFactory, group, viewer_of
from tests.practices.factories import PracticeFactory, PracticeTextFactory

pytestmark = pytest.mark.django_db
NS = {
    "o": "http://www.openarchives.org/OAI/2.0/",
    "x": "http://www.openarchives.org/OAI/2.0/oai_dc/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
LISTED = {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc"}


@pytest.fixture
def ask(client):
    """The answer's element below the envelope, whose own elements are checked each time."""

    def run(**arguments):
        response = client.get("/oai/?" + urlencode(arguments, doseq=True))
        assert (response.status_code, response.headers["Content-Type"]) == (200, "text/xml; charset=utf-8")
        root = fromstring(response.content)
        assert root.tag == f"{{{NS['o']}}}OAI-PMH"
        date, request, *rest = root
        assert (date.tag, date.text) == (f"{{{NS['o']}}}responseDate", "2026-03-02T12:00:00Z")
        assert (request.tag, request.text) == (f"{{{NS['o']}}}request", "http://localhost:8000/oai/")
        run.request = dict(request.attrib)
        assert len(rest) == 1
        return rest[0]

    return run


def code(answer):
    assert answer.tag == f"{{{NS['o']}}}error"
    return answer.get("code")


def ids(answer):
    return [int(one.text.rpartition("/")[2]) for one in answer.iterfind(".//o:identifier", NS)]


def changed(practice, at):
    Practice.objects.filter(pk=practice.pk).update(updated_at=at, published_at=at)


def test_identify_says_who_answers(ask):
    PracticeFactory()
    answer = ask(verb="Identify")

    assert [(one.tag.partition("}")[2], one.text) for one in answer] == [
        ("repositoryName", "ELO-portaali"),
        ("baseURL", "http://localhost:8000/oai/"),
        ("protocolVersion", "2.0"),
        ("adminEmail", "elo-portaali@example.org"),
        ("earliestDatestamp", "2026-03-01T12:00:00Z"),
        ("deletedRecord", "persistent"),
        ("granularity", "YYYY-MM-DDThh:mm:ssZ"),
    ]
    assert ask.request == {"verb": "Identify"}


def test_the_only_format_is_dublin_core(ask):
    (one,) = ask(verb="ListMetadataFormats")

    assert [child.text for child in one] == [
        "oai_dc",
        "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
        "http://www.openarchives.org/OAI/2.0/oai_dc/",
    ]


def test_sets_are_the_development_targets(ask):
    found = {one.findtext("o:setSpec", namespaces=NS) for one in ask(verb="ListSets")}

    assert len(found) == 7
    assert "competence" in found


def test_a_record_says_in_dublin_core_what_a_practice_is(ask):
    practice = PracticeFactory(
        slug="ilta",
        text__title="Ilta & <yö>",
        terms=[("theme", "quality"), ("development_target", "competence")],
    )
    PracticeTextFactory(practice=practice, language="sv", title="Kväll", summary="På kvällen.")

    answer = ask(
        verb="GetRecord", metadataPrefix="oai_dc", identifier=f"oai:localhost:practice/{practice.pk}"
    )
    header, metadata = answer.find("o:record", NS)
    assert [(one.tag.partition("}")[2], one.text) for one in header] == [
        ("identifier", f"oai:localhost:practice/{practice.pk}"),
        ("datestamp", "2026-03-01T12:00:00Z"),
        ("setSpec", "competence"),
    ]
    (dc,) = metadata
    assert dc.tag == f"{{{NS['x']}}}dc"
    found = [(one.tag.partition("}")[2], one.get(LANG), one.text) for one in dc]
    assert found[:3] == [
        ("title", "fi", "Ilta & <yö>"),
        ("title", "sv", "Kväll"),
        ("creator", None, practice.owner.name_fi),
    ]
    assert ("description", "sv", "På kvällen.") in found
    assert [text for name, _language, text in found if name == "identifier"] == [
        "http://localhost:8000/fi/kaytannot/ilta/",
        "http://localhost:8000/sv/praxis/ilta/",
    ]
    assert ("date", None, "2026-03-01") in found
    assert ("coverage", "fi", "Pirkanmaa") in found
    assert ("rights", None, "https://creativecommons.org/licenses/by/4.0/") in found
    assert [text for name, _language, text in found if name == "language"] == ["fi", "sv"]


def test_nobody_is_named_and_only_what_is_public_is_told(client):
    public = PracticeFactory()
    hidden = [
        PracticeFactory(visibility="network"),
        PracticeFactory(visibility="network", withdrawn=True),
        PracticeFactory(submitted=True),
        PracticeFactory(draft=True),
    ]
    admin = PersonFactory(login=True, is_admin=True)
    client.force_login(admin.account)

    response = client.get("/oai/", {"verb": "ListRecords", "metadataPrefix": "oai_dc"})
    assert ids(fromstring(response.content)) == [public.pk]
    assert public.author.last_name not in response.text
    for practice in hidden:
        one = {
            "verb": "GetRecord",
            "metadataPrefix": "oai_dc",
            "identifier": f"oai:localhost:practice/{practice.pk}",
        }
        assert 'code="idDoesNotExist"' in client.get("/oai/", one).text


def test_what_left_the_library_is_told_as_deleted_at_that_moment(ask):
    practice = PracticeFactory(published_at=NOW - timedelta(days=20))
    before = (NOW - timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert code(ask(**LISTED, **{"from": before})) == "noRecordsMatch"

    admin = viewer_of(PersonFactory(is_admin=True))
    review.withdraw(practice_id=practice.pk, reason="Vanhentunut.", actor=admin, now=NOW - timedelta(hours=1))

    (header,) = ask(**LISTED, **{"from": before})
    assert header.get("status") == "deleted"
    assert header.findtext("o:datestamp", namespaces=NS) == "2026-03-02T11:00:00Z"
    (record,) = ask(verb="ListRecords", metadataPrefix="oai_dc")
    assert [one.tag.partition("}")[2] for one in record] == ["header"]


@pytest.mark.parametrize("state", [{"archived": True}, {"withdrawn": True}])
def test_what_is_archived_or_withdrawn_is_told_as_deleted(ask, state):
    PracticeFactory(**state)

    (header,) = ask(**LISTED)
    assert header.get("status") == "deleted"


def show_to(practice, visibility, *, at, **values):
    drafts.save(
        practice_id=practice.pk,
        language="fi",
        values={"visibility": visibility, **values},
        actor=viewer_of(practice.author),
        now=at,
    )


def headers(ask, **arguments):
    """(status, datestamp) of each record."""
    return [
        (header.get("status"), header.findtext("o:datestamp", namespaces=NS))
        for header in ask(**LISTED, **arguments)
    ]


def test_what_is_narrowed_is_told_as_deleted_at_that_moment_and_anew_when_it_comes_back(ask):
    practice = PracticeFactory(text__title="Salattu", published_at=NOW - timedelta(days=20))
    name = f"oai:localhost:practice/{practice.pk}"
    show_to(practice, "network", at=NOW - timedelta(hours=3))
    show_to(practice, "network", title="Muu nimi", at=NOW - timedelta(hours=2))

    assert headers(ask, **{"from": "2026-03-02T09:00:00Z"}) == [("deleted", "2026-03-02T09:00:00Z")]
    for answer in (
        ask(verb="ListRecords", metadataPrefix="oai_dc"),
        ask(verb="GetRecord", metadataPrefix="oai_dc", identifier=name),
    ):
        (record,) = answer
        assert [one.tag.partition("}")[2] for one in record] == ["header"]

    Practice.objects.filter(pk=practice.pk).update(visibility="public", updated_at=NOW - timedelta(hours=1))
    assert headers(ask) == [(None, "2026-03-02T11:00:00Z")]


def test_what_is_narrowed_to_a_group_is_told_as_deleted(ask):
    home = PracticeFactory()
    Practice.objects.filter(pk=home.pk).update(visibility="group", group=group(), updated_at=NOW)

    assert headers(ask) == [("deleted", "2026-03-02T12:00:00Z")]


def test_what_is_published_again_for_fewer_people_stays_deleted(ask):
    practice = PracticeFactory(withdrawn=True)
    Practice.objects.filter(pk=practice.pk).update(status="published", visibility="network", updated_at=NOW)

    assert headers(ask) == [("deleted", "2026-03-01T12:00:00Z")]


def test_what_never_was_public_is_not_told_of_even_if_it_is_to_become_so(ask):
    practice = PracticeFactory(visibility="network")
    Practice.objects.filter(pk=practice.pk).update(status="submitted", visibility="public")

    assert code(ask(**LISTED)) == "noRecordsMatch"


def test_a_stale_copy_does_not_make_a_practice_forget_that_it_was_public(ask):
    practice = PracticeFactory()
    stale = Practice.objects.get(pk=practice.pk)
    stale.was_public, stale.left_public_at, stale.visibility = False, None, "network"
    stale.save()

    assert [status for status, _stamp in headers(ask)] == ["deleted"]


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        ({}, [0, 1, 2]),
        ({"from": "2026-02-02"}, [1, 2]),
        ({"until": "2026-02-02"}, [0, 1]),
        ({"from": "2026-02-02", "until": "2026-02-02"}, [1]),
        ({"from": "2026-02-02T12:00:00Z", "until": "2026-02-02T12:00:00Z"}, [1]),
        ({"from": "2026-02-02T12:00:01Z"}, [2]),
        ({"until": "2026-02-02T11:59:59Z"}, [0]),
    ],
)
def test_a_harvest_can_be_limited_in_time_both_ends_within(ask, limits, found):
    days = [NOW.replace(month=2, day=day, microsecond=987) for day in (1, 2, 3)]
    practices = [PracticeFactory(published_at=day) for day in days]

    assert ids(ask(**LISTED, **limits)) == [practices[number].pk for number in found]


def test_a_harvest_can_be_limited_to_a_set(ask):
    practice = PracticeFactory(terms=[("development_target", "competence")])
    PracticeFactory()

    assert ids(ask(**LISTED, set="competence")) == [practice.pk]
    assert code(ask(**LISTED, set="mandates-and-resources")) == "noRecordsMatch"
    assert code(ask(**LISTED, set="ei-ole")) == "noRecordsMatch"


@pytest.mark.parametrize("verb", ["ListIdentifiers", "ListRecords"])
def test_a_long_list_goes_on_where_it_ended(ask, monkeypatch, verb):
    monkeypatch.setattr(harvesting, "PIECE", 2)
    practices = [PracticeFactory() for _number in range(5)]
    seen, cursors, asked = [], [], {"metadataPrefix": "oai_dc", "from": "2026-01-01"}
    while True:
        answer = ask(verb=verb, **asked)
        seen += ids(answer)
        token = answer.find("o:resumptionToken", NS)
        cursors.append((token.get("cursor"), token.get("completeListSize")))
        if not token.text:
            break
        asked = {"resumptionToken": token.text}

    assert seen == [practice.pk for practice in practices]
    assert cursors == [("0", "5"), ("2", "5"), ("4", "5")]


def test_what_changes_meanwhile_is_in_the_rest_of_the_list(ask, monkeypatch):
    monkeypatch.setattr(harvesting, "PIECE", 2)
    first, _second, third = (PracticeFactory() for _number in range(3))
    token = ask(**LISTED).findtext("o:resumptionToken", namespaces=NS)
    changed(first, NOW)

    assert ids(ask(verb="ListIdentifiers", resumptionToken=token)) == [third.pk, first.pk]


def test_a_token_is_good_for_its_verb_only(ask, monkeypatch):
    monkeypatch.setattr(harvesting, "PIECE", 1)
    PracticeFactory.create_batch(2)
    token = ask(**LISTED).findtext("o:resumptionToken", namespaces=NS)

    assert code(ask(verb="ListRecords", resumptionToken=token)) == "badResumptionToken"
    assert code(ask(verb="ListIdentifiers", resumptionToken=token + "x")) == "badResumptionToken"
    assert code(ask(verb="ListSets", resumptionToken=token)) == "badResumptionToken"
    assert code(ask(**LISTED, resumptionToken=token)) == "badArgument"
    with time_machine.travel(NOW, tick=False):
        assert len(ids(ask(verb="ListIdentifiers", resumptionToken=token))) == 1


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({}, "badVerb"),
        ({"verb": "Delete"}, "badVerb"),
        ({"verb": ["Identify", "Identify"]}, "badVerb"),
        ({"verb": "Identify", "set": "x"}, "badArgument"),
        ({"verb": "ListRecords"}, "badArgument"),
        ({"verb": "GetRecord", "metadataPrefix": "oai_dc"}, "badArgument"),
        ({**LISTED, "metadataPrefix": ["oai_dc", "oai_dc"]}, "badArgument"),
        ({**LISTED, "from": "2026-02-30"}, "badArgument"),
        ({**LISTED, "from": "2026-02-01T12:00:00"}, "badArgument"),
        ({**LISTED, "from": "2026-02-01", "until": "2026-02-01T12:00:00Z"}, "badArgument"),
        ({**LISTED, "from": "2026-02-02", "until": "2026-02-01"}, "badArgument"),
        ({**LISTED, "metadataPrefix": "marc21"}, "cannotDisseminateFormat"),
        ({**LISTED, "until": "2020-01-01"}, "noRecordsMatch"),
        ({"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "x"}, "idDoesNotExist"),
        ({"verb": "ListMetadataFormats", "identifier": "oai:localhost:practice/999999"}, "idDoesNotExist"),
        ({"verb": "ListRecords", "resumptionToken": "x"}, "badResumptionToken"),
    ],
)
def test_errors_are_those_of_the_protocol(ask, arguments, expected):
    PracticeFactory()

    assert code(ask(**arguments)) == expected
    assert bool(ask.request) == (expected not in {"badVerb", "badArgument"})


def test_a_question_may_be_posted(client):
    PracticeFactory()

    assert b"<record>" in client.post("/oai/", {"verb": "ListRecords", "metadataPrefix": "oai_dc"}).content


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_needs_the_same_queries_for_one_and_for_three(client, count, django_assert_num_queries):
    PracticeFactory.create_batch(count, regions=["05", "06"])

    # Sets; practices with texts, regions and terms
    with django_assert_num_queries(5):
        client.get("/oai/", {"verb": "ListRecords", "metadataPrefix": "oai_dc"})
