import polib
import pytest

from elo_portal import messages

CODE = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext_lazy
title = _("Save")
path = pgettext_lazy("url", "events/")
count = ngettext("One place", "%(count)s places", 3)
"""
PAGE = """{% translate "Save" %} {% translate "May" context "month" %} {{ x|default:_("None yet") }}
{% blocktranslate trimmed with name=x %}
  Hello {{ name }}, it's
  yours
{% endblocktranslate %}
{% blocktranslate count n=y %}One thing{% plural %}{{ n }} things{% endblocktranslate %}"""


@pytest.fixture
def project(tmp_path):
    (tmp_path / "members").mkdir()
    (tmp_path / "members" / "forms.py").write_text(CODE)
    (tmp_path / "templates" / "members").mkdir(parents=True)
    (tmp_path / "templates" / "members" / "page.html").write_text(PAGE)
    return tmp_path


def catalogue(project, language="fi"):
    return polib.pofile(str(messages.catalogue_path(language, project)))


def translate(project, msgid, msgstr, language="fi", **fields):
    entries = catalogue(project, language)
    entry = next(entry for entry in entries if entry.msgid == msgid)
    if isinstance(msgstr, str):
        entry.msgstr = msgstr
    else:
        entry.msgstr_plural = dict(enumerate(msgstr))
    entry.flags = fields.get("flags", [])
    entries.save()


def translate_all(project):
    messages.extract(project)
    for language in messages.LANGUAGES:
        for entry in catalogue(project, language):
            plural = [entry.msgid, entry.msgid_plural] if entry.msgid_plural else entry.msgid
            translate(project, entry.msgid, plural, language)


def test_extract_finds_texts_of_code_and_templates(project):
    messages.extract(project)

    assert [(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in catalogue(project)] == [
        (None, "Hello %(name)s, it's yours", ""),
        ("month", "May", ""),
        (None, "None yet", ""),
        (None, "One place", "%(count)s places"),
        (None, "One thing", "%(n)s things"),
        (None, "Save", ""),
        ("url", "events/", ""),
    ]


def test_extract_names_files_without_lines(project):
    messages.extract(project)

    save = next(entry for entry in catalogue(project) if entry.msgid == "Save")
    assert save.occurrences == [("members/forms.py", ""), ("templates/members/page.html", "")]


def test_extract_keeps_translations_and_drops_what_is_unused(project):
    messages.extract(project)
    translate(project, "Save", "Tallenna")
    translate(project, "One place", ["Yksi paikka", "%(count)s paikkaa"])
    (project / "templates" / "members" / "page.html").write_text("")

    messages.extract(project)

    assert {entry.msgid: entry.msgstr or entry.msgstr_plural for entry in catalogue(project)} == {
        "Save": "Tallenna",
        "One place": {0: "Yksi paikka", 1: "%(count)s paikkaa"},
        "events/": {},
    }


def test_extract_twice_changes_nothing(project):
    messages.extract(project)
    first = messages.catalogue_path("sv", project).read_bytes()

    messages.extract(project)

    assert messages.catalogue_path("sv", project).read_bytes() == first


def test_compile_writes_what_django_reads(project):
    translate_all(project)
    translate(project, "Save", "Spara", "sv")

    messages.compile_catalogues(project)

    compiled = polib.mofile(str(messages.catalogue_path("sv", project).with_suffix(".mo")))
    assert compiled.find("Save").msgstr == "Spara"


def test_problems_of_complete_catalogues_are_none(project):
    translate_all(project)

    assert messages.problems(project) == []


@pytest.mark.parametrize(
    ("msgid", "msgstr", "flags", "problem"),
    [
        ("Save", "", [], "fi: empty: 'Save'"),
        ("Save", "Tallenna", ["fuzzy"], "fi: fuzzy: 'Save'"),
        ("One place", ["Paikka", ""], [], "fi: empty: 'One place'"),
        ("One place", ["Paikka", "paikkaa"], [], "fi: placeholders differ: 'One place'"),
        (
            "Hello %(name)s, it's yours",
            "Hei %(nimi)s",
            [],
            'fi: placeholders differ: "Hello %(name)s, it\'s yours"',
        ),
    ],
)
def test_problems_are_named(project, msgid, msgstr, flags, problem):
    translate_all(project)
    translate(project, msgid, msgstr, flags=flags)

    assert messages.problems(project) == [problem]


def test_a_singular_may_name_the_number_that_english_writes_out(project):
    translate_all(project)
    translate(project, "One place", ["%(count)s paikka", "%(count)s paikkaa"])

    assert messages.problems(project) == []


def test_problems_name_texts_that_are_missing_or_unused(project):
    translate_all(project)
    (project / "members" / "forms.py").write_text('title = _("Send")')

    found = messages.problems(project)

    assert "sv: not in the catalogue: 'Send'" in found
    assert "sv: no longer used: 'events/'" in found
