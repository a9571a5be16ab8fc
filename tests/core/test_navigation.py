"""Finding one's way: where we are, the same page in another language, the pages of a list."""

import re

import pytest
from django.core.paginator import Paginator
from django.test import RequestFactory
from django.urls import reverse
from django.utils.translation import override

from elo_portal.core.viewers import NOBODY, Viewer
from tests.core.rendering import render, squeezed

ADMIN = Viewer(person_id=1, name="Anna Rautio", is_admin=True)
COORDINATOR = Viewer(person_id=2, name="Jonas Nylund", authority_ids=frozenset({8}))
CONTACT = Viewer(person_id=4, name="Jari Niemelä", contact_organisation_ids=frozenset({7}))
REVIEWER = Viewer(person_id=3, name="Elina Kivelä", is_reviewer=True)


def current(html: str) -> list[str]:
    return re.findall(r'href="([^"]+)" aria-current="\w+"', html)


def test_main_navigation_marks_the_part_of_the_site():
    with override("fi"):
        practices = reverse("practices:list")
    html = render("{% main_navigation %}", request=RequestFactory().get(f"{practices}saattaen-siirto/"))

    assert re.findall(r'href="([^"]+)" aria-current="true"', html) == [practices]


def test_main_navigation_without_a_request_marks_nothing():
    assert current(render("{% main_navigation %}")) == []


@pytest.mark.parametrize(
    ("viewer", "items"),
    [
        (NOBODY, []),
        (REVIEWER, ["Työpöytä", "Arvioinnit"]),
        (CONTACT, ["Työpöytä", "Uudet jäsenet", "Kutsut"]),
        (COORDINATOR, ["Työpöytä", "Arvioinnit", "Tapahtumat", "Uudet jäsenet", "Kutsut"]),
        (
            ADMIN,
            [
                "Työpöytä",
                "Arvioinnit",
                "Tapahtumat",
                "Uudet jäsenet",
                "Kutsut",
                "Organisaatiot",
                "Henkilöt",
                "Ylläpito",
                "Järjestelmän tila",
            ],
        ),
    ],
)
def test_desk_bar_follows_the_role(viewer, items):
    html = render("{% desk_bar viewer %}", viewer=viewer)

    assert re.findall(r"<a [^>]*>([^<]+)</a>", html) == items


def test_desk_bar_marks_only_the_innermost_part():
    with override("fi"):
        organisations = reverse("members:organisations")
    html = render("{% desk_bar viewer %}", viewer=ADMIN, request=RequestFactory().get(organisations))

    assert current(html) == [organisations]


def test_language_switch_stays_on_the_page_and_keeps_the_filters():
    request = RequestFactory().get("/fi/kaytannot/?q=opo")
    html = render("{% language_links %}", request=request)

    assert re.findall(r'href="([^"]+)" lang="(\w+)"', html) == [
        ("/fi/kaytannot/?q=opo", "fi"),
        ("/sv/praxis/?q=opo", "sv"),
        ("/en/practices/?q=opo", "en"),
    ]


def test_language_switch_of_a_page_that_does_not_exist_leads_home():
    request = RequestFactory().get("/fi/ei-tallaista/")

    assert render('{% language_url "sv" %}', request=request) == "/sv/"


def test_view_may_say_where_the_other_language_is():
    request = RequestFactory().get("/fi/kaytannot/")
    source = '{% language_url "sv" %}'

    assert render(source, request=request, alternates={"sv": "/sv/praxis/annan/"}) == "/sv/praxis/annan/"


def test_head_names_the_page_in_every_language_without_its_filters():
    html = render("{% alternate_links %}", request=RequestFactory().get("/fi/kaytannot/?q=opo"))

    assert re.findall(r'href="([^"]+)"', html) == [
        "http://localhost:8000/fi/kaytannot/",
        "http://localhost:8000/fi/kaytannot/",
        "http://localhost:8000/sv/praxis/",
        "http://localhost:8000/en/practices/",
    ]


def test_breadcrumbs_begin_at_home_and_end_at_the_page():
    html = squeezed(
        render('{% breadcrumbs %}{% crumb "Käytännöt" "/k/" %}{% crumb "Siirto" %}{% endbreadcrumbs %}')
    )

    assert re.findall(r"<li.*?</li>", html) == [
        '<li><a href="/fi/">Etusivu</a></li>',
        '<li><a href="/k/">Käytännöt</a></li>',
        '<li aria-current="page">Siirto</li>',
    ]


def test_pagination_keeps_the_query_and_marks_the_page():
    page = Paginator(range(45), 10).page(2)
    request = RequestFactory().get("/fi/kaytannot/?q=opo&page=2")
    html = render('{% pagination page swap="results" %}', request=request, page=page)

    assert "11–20 / 45" in html
    assert re.findall(r'rel="(\w+)" href="([^"]+)"', html) == [
        ("prev", "?q=opo&amp;page=1"),
        ("next", "?q=opo&amp;page=3"),
    ]
    assert re.findall(r'href="([^"]+)" aria-current="page"', html) == ["?q=opo&amp;page=2"]
    assert html.count('hx-target="#results"') == html.count("<a ")


def test_pagination_of_one_page_only_counts():
    html = render("{% pagination page %}", page=Paginator(range(3), 10).page(1))

    assert "1–3 / 3" in html
    assert "href" not in html


def test_theme_choice_needs_no_token_and_comes_back():
    html = render("{% theme_choice %}", request=RequestFactory().get("/fi/kaytannot/?q=a"), theme="dark")

    assert "csrf" not in html
    assert 'name="next" value="/fi/kaytannot/?q=a"' in html
    assert re.findall(r'value="(\w+)" aria-pressed="true"', html) == ["dark"]
