"""`manage.py search` and `manage.py reindex`."""

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

from elo_portal.core.models import SearchEntry
from practices import indexing
from practices.models import Practice
from tests.practices.factories import AdoptionFactory, PracticeFactory, PracticeTextFactory

pytestmark = pytest.mark.django_db


def run(*arguments, **options):
    out = io.StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


def test_search_prints_json_in_rank_order():
    in_title = PracticeFactory(
        source="demo", key="kirjasto", text__title="Kirjastovartti", slug="kirjastovartti"
    )
    in_summary = PracticeFactory(text__title="Vartti", text__summary="Kirjastossa.", slug="vartti")

    assert json.loads(run("search", "kirjasto", "--json")) == [
        {"key": in_title.key, "slug": "kirjastovartti", "language": "fi", "title": "Kirjastovartti"},
        {"key": None, "slug": in_summary.slug, "language": "fi", "title": "Vartti"},
    ]


def test_search_sees_what_an_anonymous_visitor_sees():
    PracticeFactory(visibility="network", text__title="Kirjastovartti")
    PracticeFactory(submitted=True, text__title="Kirjastoauto")

    assert json.loads(run("search", "kirjasto", "--json")) == []


def test_search_answers_in_the_language_asked_for():
    practice = PracticeFactory(text__title="Iltaohjaus ABC")
    PracticeTextFactory(practice=practice, language="sv", title="Kvällsvägledning ABC")
    indexing.put(practice)

    found = [json.loads(run("search", "abc", "--json", language=language)) for language in ("fi", "sv")]

    assert [[one["title"] for one in rows] for rows in found] == [
        ["Iltaohjaus ABC"],
        ["Kvällsvägledning ABC"],
    ]


def test_search_of_many_lines_writes_an_array_a_line(monkeypatch):
    PracticeFactory(text__title="Kirjastovartti")
    monkeypatch.setattr(sys, "stdin", io.StringIO("fi\tkirjastossa\nsv\tbibliotek\n"))

    lines = run("search", "--stdin", "--json").splitlines()

    assert [[one["title"] for one in json.loads(line)] for line in lines] == [["Kirjastovartti"]] * 2


def test_search_keeps_to_the_limit():
    PracticeFactory.create_batch(3, text__summary="Kirjastossa.")

    assert len(json.loads(run("search", "kirjasto", "--json", limit=2))) == 2


def test_search_prints_lines_for_people():
    PracticeFactory(text__title="Kirjastovartti", slug="kirjastovartti")

    assert run("search", "kirjasto") == "1. Kirjastovartti (fi) kirjastovartti\n"


@pytest.mark.parametrize(
    "arguments", [["search"], ["search", "a", "--stdin"], ["search", "a", "--limit", "0"]]
)
def test_search_refuses_what_makes_no_sense(arguments):
    with pytest.raises(CommandError):
        run(*arguments)


def test_search_refuses_a_line_without_a_language(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("kirjasto\n"))

    with pytest.raises(CommandError):
        run("search", "--stdin", "--json")


def test_reindex_mends_what_is_missing_old_or_too_much():
    missing, old, fine, gone = (PracticeFactory() for _ in range(4))
    SearchEntry.objects.filter(object_id=missing.pk).delete()
    SearchEntry.objects.filter(object_id=old.pk).update(analyser_version=0)
    SearchEntry.objects.filter(object_id=fine.pk).update(title="Tämä jää")
    Practice.objects.filter(pk=gone.pk).update(status="withdrawn")

    output = run("reindex", verbosity=2)

    assert output == f"no longer published: 1\npractices up to id {old.pk}: 2\npractices: 2\nevents: 0\n"
    assert set(SearchEntry.objects.values_list("object_id", flat=True)) == {missing.pk, old.pk, fine.pk}
    assert SearchEntry.objects.get(object_id=fine.pk).title == "Tämä jää"


def test_reindex_all_after_an_id_goes_on_from_there():
    first, second = PracticeFactory(), PracticeFactory()
    SearchEntry.objects.update(title="Vanha")

    run("reindex", "--all", "--after", str(first.pk))

    assert SearchEntry.objects.get(object_id=first.pk).title == "Vanha"
    assert SearchEntry.objects.get(object_id=second.pk).title == second.text.title


def test_reindex_fills_what_the_list_is_ordered_by():
    AdoptionFactory(practice=PracticeFactory(evidence_level=3), state="established")
    SearchEntry.objects.update(uses=7, evidence=SearchEntry.NOTHING_SAID)

    run("reindex", "--all")

    assert SearchEntry.objects.values_list("uses", "evidence").get() == (1, 3)
