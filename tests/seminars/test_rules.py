"""What an event needs before it is published: each rule alone."""

from datetime import date, timedelta

import pytest

from members.models import Authority, Region
from seminars.models import Event
from seminars.rules import RULES, Facts, missing_languages, problems
from tests.seminars.factories import START

Kind, Mode = Event.Kind, Event.Mode
CENTRE = Authority(kind="evk", valid_from=date(2026, 1, 1), valid_until=None)
OLD_CENTRE = Authority(kind="ely", valid_from=date(2010, 1, 1), valid_until=date(2025, 12, 31))
FINNISH, BILINGUAL = Region(is_bilingual=False), Region(is_bilingual=True)


def facts(host=CENTRE, regions=(FINNISH, FINNISH), **changes) -> Facts:
    """A TNO seminar that lacks nothing, with these changes."""
    values = {
        "kind": Kind.TNO_SEMINAR,
        "mode": Mode.HYBRID,
        "title_fi": "Seminaari",
        "summary_fi": "Tiivistelmä",
        "title_sv": "Seminarium",
        "summary_sv": "Sammanfattning",
        "place_fi": "Tampere",
        "remote_url": "https://kokous.example.org/",
        "national_representation_fi": "Helena Vuorio",
        "starts_at": START,
        "ends_at": START + timedelta(hours=2),
    }
    return Facts(event=Event(**values | changes), host=host, regions=regions)


def codes(found: Facts) -> list[str]:
    return [problem.code for problem in problems(found)]


def test_a_seminar_that_lacks_nothing_has_no_problems():
    assert codes(facts()) == []


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("texts", {"title_fi": "", "title_sv": "", "title_en": "Only English"}),
        ("texts", {"summary_fi": "", "summary_sv": ""}),
        ("texts", {"title_sv": "", "summary_fi": ""}),  # a title in one language, a summary in the other
        ("texts", {"title_fi": "  ", "summary_sv": ""}),
        ("ends", {"ends_at": START}),
        ("ends", {"ends_at": START - timedelta(days=1)}),
        ("place", {"place_fi": ""}),
        ("place", {"place_fi": "", "mode": Mode.ON_SITE}),
        ("link", {"remote_url": ""}),
        ("link", {"remote_url": "", "mode": Mode.REMOTE}),
        ("host", {"host": OLD_CENTRE}),
        ("national", {"national_representation_fi": ""}),
        ("regions", {"kind": Kind.PEER_FORUM, "regions": (FINNISH,)}),
        ("regions", {"kind": Kind.PEER_FORUM, "regions": ()}),
    ],
)
def test_a_rule_that_is_not_met_is_the_only_problem(code, changes):
    assert codes(facts(**changes)) == [code]


@pytest.mark.parametrize(
    "changes",
    [
        {"mode": Mode.REMOTE, "place_fi": ""},
        {"mode": Mode.ON_SITE, "remote_url": ""},
        {"kind": Kind.REGIONAL_SEMINAR, "national_representation_fi": "", "host": OLD_CENTRE},
        {"kind": Kind.PEER_FORUM, "national_representation_fi": ""},
        {"title_fi": "", "summary_fi": ""},  # Swedish alone is enough, it is warned of elsewhere
        {"national_representation_fi": "", "national_representation_sv": "Ingen: mötet krockar"},
        {"regions": ()},
    ],
)
def test_a_rule_holds_only_where_it_applies(changes):
    assert codes(facts(**changes)) == []


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2026, 3, 22), ["host"]), (date(2026, 3, 23), []), (date(2026, 3, 24), [])]
)
def test_the_host_must_be_valid_on_the_day_of_the_seminar(day, expected):
    assert codes(facts(host=Authority(kind="evk", valid_from=date(2026, 1, 1), valid_until=day))) == expected


def test_every_problem_names_a_field_of_the_form():
    assert {rule.field for rule in RULES} == {
        "title_fi",
        "ends_on",
        "place_fi",
        "remote_url",
        "regions",
        "host",
        "national_representation_fi",
    }


@pytest.mark.parametrize(
    ("regions", "changes", "missing"),
    [
        ((FINNISH,), {"title_sv": ""}, []),
        ((FINNISH, BILINGUAL), {"title_sv": ""}, ["sv"]),
        ((BILINGUAL,), {"summary_fi": ""}, ["fi"]),
        ((BILINGUAL,), {}, []),
        ((), {"summary_sv": ""}, ["sv"]),  # for the whole country
    ],
)
def test_bilingual_regions_and_the_whole_country_need_both_languages(regions, changes, missing):
    assert missing_languages(facts(regions=regions, **changes)) == missing
