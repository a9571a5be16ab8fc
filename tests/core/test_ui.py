"""The components: what they say, what they refuse."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import TemplateSyntaxError
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, override

from elo_portal.core.components import TargetLink, Tile, heat, tiles
from elo_portal.core.viewers import Viewer
from tests.core.rendering import render, squeezed

TEMPLATES = Path(settings.ROOT) / "templates"


def test_icon_is_silent_unless_it_is_labelled():
    assert render('{% icon "search" %}') == (
        '<svg class="icon" aria-hidden="true"><use href="/static/vendor/sprite.svg#i-search"/></svg>'
    )
    assert 'role="img" aria-label="Haku"' in render('{% icon "search" label="Haku" %}')


@pytest.mark.parametrize("drawn", ["{% tag text %}", '{% icon "search" label=text %}'])
def test_what_is_remembered_of_a_safe_text_is_never_given_for_one_to_escape(drawn):
    text = "<i>1 & 2</i>"

    assert "<i>" in render(drawn, text=SafeString(text))
    assert "&lt;i&gt;1 &amp; 2&lt;/i&gt;" in render(drawn, text=text)


def test_what_is_remembered_is_of_one_language():
    drawn = [
        render("{% tag text %}", language=language, text=gettext_lazy("Practices"))
        for language in ("fi", "sv", "fi")
    ]

    assert ["Käytännöt" in drawn[0], "Praxis" in drawn[1], drawn[2] == drawn[0]] == [True] * 3


def test_notice_keeps_its_content_and_escapes_its_title():
    html = squeezed(
        render('{% notice title=title tone="warning" %}<p>Odota.</p>{% endnotice %}', title="<b>")
    )

    assert html == squeezed(
        '<section class="notice" data-color="warning">'
        '<svg class="icon" aria-hidden="true"><use href="/static/vendor/sprite.svg#i-triangle-alert"/></svg>'
        '<h2>&lt;b&gt;</h2><div class="notice-body"><p>Odota.</p></div></section>'
    )


def test_notice_of_danger_is_an_alert():
    assert 'role="alert"' in render('{% notice tone="danger" %}<p>Katkesi.</p>{% endnotice %}')


@pytest.mark.parametrize(
    "source",
    [
        '{% notice tone="loud" %}{% endnotice %}',
        '{% notice titel="Odota" %}{% endnotice %}',
        "{% empty %}{% endempty %}",
        '{% tag "Luonnos" tone="pink" %}',
        '{% button "Tallenna" variant="huge" %}',
        "{% target_mark 8 %}",
        "{% pips 6 5 %}",
    ],
)
def test_component_refuses_what_its_signature_does_not_know(source):
    with pytest.raises(TemplateSyntaxError):
        render(source)


def test_link_button_says_what_it_acts_on():
    html = squeezed(render('{% link_button "/x/" "Vastaa" variant="secondary" size="sm" about="Kutsu" %}'))

    assert html == (
        '<a class="ds-button" href="/x/" data-variant="secondary" data-size="sm">'
        'Vastaa<span class="sr">: Kutsu</span></a>'
    )


def test_post_button_carries_the_token_and_asks_first():
    html = squeezed(render('{% post_button "/x/" "Poista" confirm="Poistetaanko?" %}', csrf_token="abc"))

    assert 'method="post" action="/x/"' in html
    assert 'name="csrfmiddlewaretoken" value="abc"' in html
    assert 'data-confirm="Poistetaanko?"' in html


def test_target_mark_with_a_name_says_itself():
    html = render("{% target_mark 3 name=name %}", name="Hyvä toimintatapa")

    assert 'data-color="kuusi"' in html
    assert 'role="img" aria-label="Kohde 3: Hyvä toimintatapa"' in html
    assert 'aria-label="Utvecklingsobjekt 3: X"' in render('{% target_mark 3 name="X" %}', language="sv")


def test_practice_card_shows_at_most_three_marks_and_the_language_of_its_content():
    html = render(
        '{% practice_card title="Handledning" url="/x/" summary="På distans." source="Vasa"'
        ' targets=targets lang="sv" %}{% endpractice_card %}',
        targets=[(4, "a"), (1, "b"), (2, "c"), (3, "d")],
    )

    assert re.findall(r"#m(\d)", html) == ["4", "1", "2"]
    assert 'data-color="lakka"' in html
    assert '<h3 lang="sv"><a href="/x/">Handledning</a></h3>' in html


def test_triad_shows_three_judgements_together():
    html = render(
        '{% triad maturity=5 maturity_name="Levinnyt" evidence=0 evidence_name="Ei arvioitu"'
        ' adoption="5 alueella" %}'
    )

    assert re.findall(r'aria-label="(\d / \d)"', html) == ["5 / 5", "0 / 4"]
    assert re.findall(r"<dt>(.*?)</dt>", html) == ["Kypsyys", "Näyttö", "Käytössä"]


def test_target_strip_links_each_target():
    html = render("{% target_strip strip %}", strip=[TargetLink(1, "Verkosto", "/a/", "9 käytäntöä")])

    assert 'href="/a/"' in html
    assert '<span class="t">Verkosto</span><span class="c">9 käytäntöä</span>' in html


def test_region_tiles_stand_in_their_places_from_north_to_south():
    html = render(
        '{% region_tiles tiles label="Alueet" unit="käytäntöä" one="käytäntö" %}',
        tiles=[Tile("06", "Pirkanmaa", "/p/", 1, 1, is_current=True), ("19", "Lappi", "/l/", 14, 2, False)],
    )

    assert re.findall(r'data-c="(\d)" data-r="(\d)"', html) == [("4", "1"), ("3", "5")]
    assert re.findall(r'href="(\S+)" data-h="\d" aria-current="true"', html) == ["/p/"]
    assert re.findall(r'class="sr"> (\w+)', html) == ["käytäntöä", "käytäntö"]


def test_heat_counts_the_steps_that_are_reached():
    assert [heat(count) for count in (0, 1, 9, 10, 20, 35, 99)] == [0, 1, 1, 2, 3, 4, 4]
    assert tiles([("06", "Pirkanmaa", "/p/", 38)], current="06") == [
        Tile("06", "Pirkanmaa", "/p/", 38, 4, True)
    ]


def test_capacity_is_a_number_and_a_meter():
    html = squeezed(render('{% capacity "Paikan päällä" taken=97 total=120 %}'))

    assert "23 / 120 jäljellä" in html
    assert 'min="0" max="120" value="97" aria-label="Paikan päällä: 97 / 120 paikasta varattu"' in html


def test_capacity_without_places_left_says_so_and_without_limit_draws_nothing():
    assert "Täynnä" in render('{% capacity "Työpaja" taken=41 total=40 %}')
    assert "meter" not in render('{% capacity "Etänä" taken=38 %}')


def test_task_keeps_its_button():
    html = render(
        '{% tasks %}{% task title="Lue" url="/x/" due="tänään" %}<a href="/y/">Avaa</a>{% endtask %}{% endtasks %}'
    )

    assert '<span><a href="/y/">Avaa</a></span>' in html


def test_avatar_takes_the_first_and_the_last_name():
    assert ">MA<" in render('{% avatar "Maija Liisa Anttila" %}')
    assert ">M<" in render('{% avatar "Maija" %}')


@pytest.mark.parametrize(
    "template", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html", "503.html"]
)
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_error_page_needs_no_request_and_no_database(template, language):
    with override(language):
        html = render_to_string(template, {"path": f"/{language}/x/"})

    assert f'<html lang="{language}"' in html
    assert html.count("<h1") == 1


def test_gallery_shows_every_component_without_a_query():
    request = RequestFactory().get("/fi/")
    request.viewer = Viewer(person_id=1, name="Anna Rautio", is_admin=True)
    html = render_to_string("pages/components.html", {}, request)

    assert html.count("<h1") == 1
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert [name for name in ids if ids.count(name) > 1] == []


def test_every_component_is_shown_in_the_gallery():
    shown = (TEMPLATES / "pages" / "components.html").read_text()
    layout = {
        "breadcrumbs",
        "desk_bar",
        "language_links",
        "navigation_items",
        "theme_choice",
        "post_form",  # the pages for signing in
    }
    # A crumb, a tab and a legend are so short that they have no file of their own.
    missing = [
        path.stem
        for path in (TEMPLATES / "components").glob("*.html")
        if f"{{% {path.stem} " not in shown and path.stem not in layout
    ]
    assert missing == []
