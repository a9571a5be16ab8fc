"""One practice."""

from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from django.core.cache import cache

from practices import slots
from practices.commands import review
from practices.models import Partner
from practices.slots import TrailItem
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, authority, group, viewer_of
from tests.practices.factories import PracticeFactory, PracticeTextFactory

pytestmark = pytest.mark.django_db


class Elements(HTMLParser):
    """The tags, the attributes and the links of a piece of HTML."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.links = set(), set(), set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attrs}
        self.links |= {value for name, value in attrs if name == "href"}


def page(client, practice, language="fi"):
    return client.get(f"/{language}/{'praxis' if language == 'sv' else 'kaytannot'}/{practice.slug}/")


def test_detail_shows_everything_that_is_there(client):
    practice = PracticeFactory(
        text__title="Iltaohjaus",
        text__steps=["Sovi ajoista\nKuka ja milloin."],
        text__links=["https://example.org/sivu"],
        text__funding="Oma työ",
        cost="small",
        started_on=date(2021, 8, 1),
    )
    Partner.objects.create(practice=practice, organisation=OrganisationFactory(), role="tilat")

    html = page(client, practice).content.decode()

    for words in (
        "Iltaohjaus",
        "Opiskelija tavoittaa ohjaajan illalla.",
        "<h3>Sovi ajoista</h3>",
        "<p>Kuka ja milloin.</p>",
        "Käytössä yhdessä organisaatiossa",
        "Seurantatieto",
        "Oma ohjaaja.",
        "tilat",
        "Pirkanmaa",
        "2021–",
        'href="https://example.org/sivu" rel="noopener noreferrer"',
    ):
        assert words in html


@pytest.mark.parametrize("variant_count", [1, 3])
def test_detail_needs_the_same_queries_for_one_variant_and_for_three(
    signed_in, variant_count, django_assert_num_queries
):
    cache.clear()
    practice = PracticeFactory(text__steps=["a"])
    for _ in range(variant_count):
        PracticeFactory(based_on=practice)
        Partner.objects.create(practice=practice, organisation=OrganisationFactory())
        PracticeTextFactory(practice=PracticeFactory(based_on=practice), language="sv")
    client = signed_in(PersonFactory(login=True, member_of=OrganisationFactory()))
    page(client, practice)

    # session, account, viewer; practice with all that belongs to it; variants; use elsewhere; contact's title;
    # the trail: presentations; files
    with django_assert_num_queries(9):
        page(client, practice)


@pytest.mark.parametrize("state", ["submitted", "returned", "withdrawn"])
def test_what_is_not_published_does_not_exist_for_visitors(client, signed_in, state):
    practice = PracticeFactory(**{state: True})
    maker = PersonFactory(login=True, member_of=practice.owner)

    assert page(client, practice).status_code == 404
    assert page(signed_in(maker), practice).status_code == 200


def test_what_is_for_the_network_does_not_exist_for_visitors(client, signed_in):
    practice = PracticeFactory(visibility="network")
    member = PersonFactory(login=True, member_of=OrganisationFactory())

    assert [page(one, practice).status_code for one in (client, signed_in(member))] == [404, 200]


def test_what_is_for_a_group_does_not_exist_for_others(signed_in):
    practice = PracticeFactory(visibility="group", group=group())
    inside = PersonFactory(login=True, seat_in=group())
    outside = PersonFactory(login=True, member_of=OrganisationFactory())

    assert [page(signed_in(one), practice).status_code for one in (inside, outside)] == [200, 404]


def test_the_contact_person_is_shown_to_members_only(client, signed_in):
    practice = PracticeFactory()
    practice.contact.email = "aino@example.org"
    practice.contact.save()
    outsider = PersonFactory(login=True)
    member = PersonFactory(login=True, member_of=OrganisationFactory())

    shown = [
        "aino@example.org" in page(one, practice).content.decode()
        for one in (client, signed_in(outsider), signed_in(member))
    ]

    assert shown == [False, False, True]
    assert "opinto-ohjaaja" in page(signed_in(member), practice).content.decode()


def test_the_history_with_its_words_is_for_makers_and_reviewers_only(client, signed_in):
    practice = PracticeFactory(submitted=True)
    coordinator = PersonFactory(login=True, coordinator_of=authority("04"))
    review.publish(practice_id=practice.pk, actor=viewer_of(coordinator), now=NOW, comment="Selkeä kuvaus.")
    maker = PersonFactory(login=True, member_of=practice.owner)
    stranger = PersonFactory(login=True, member_of=OrganisationFactory())

    shown = [
        "Selkeä kuvaus." in page(one, practice).content.decode()
        for one in (client, signed_in(stranger), signed_in(maker), signed_in(coordinator))
    ]

    assert shown == [False, False, True, True]


def test_each_viewer_is_offered_what_they_may_do(client, signed_in):
    practice = PracticeFactory()
    maker = PersonFactory(login=True, member_of=practice.owner)
    coordinator = PersonFactory(login=True, coordinator_of=authority("04"))

    offered = [
        {name for name, may in page(one, practice).context_data["may"].items() if may}
        for one in (client, signed_in(maker), signed_in(coordinator))
    ]

    assert offered == [set(), {"write", "withdraw", "create"}, {"withdraw", "confirm_maturity"}]


def test_the_text_is_in_the_readers_language_if_there_is_one(client):
    practice = PracticeFactory(text__title="Iltaohjaus")
    PracticeTextFactory(practice=practice, language="sv", title="Kvällsvägledning")

    finnish, swedish = page(client, practice).content.decode(), page(client, practice, "sv").content.decode()

    assert '<h1 class="short">Iltaohjaus</h1>' in finnish
    assert '<h1 class="short">Kvällsvägledning</h1>' in swedish
    assert f'href="/sv/praxis/{practice.slug}/" lang="sv"' in finnish


def test_a_text_in_another_language_is_named_and_marked(client):
    practice = PracticeFactory(source_language="sv", text__title="Kvällsvägledning")

    html = page(client, practice).content.decode()

    assert '<h1 class="short" lang="sv">' in html
    assert "ruotsiksi" in html


def test_an_unnamed_translation_is_not_shown(client):
    practice = PracticeFactory(text__title="Iltaohjaus")
    PracticeTextFactory(practice=practice, language="sv", title="", summary="")

    assert "Iltaohjaus" in page(client, practice, "sv").content.decode()


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "![x](https://example.org/x.png)",
        "<a href='https://x' style='position:fixed'>x</a>",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "<svg><animate onbegin=alert(1)>",
        "`<b>`\n\n    <i>koodi</i>",
        "[x](https://example.org 'onmouseover=alert(1)')",
        "&lt;script&gt;",
        "\u202eoikealta vasemmalle",
    ],
)
def test_hostile_markdown_stays_text(client, hostile):
    practice = PracticeFactory(
        text__title='"><x-canary>',
        text__summary=hostile[:300],
        text__description=hostile,
        text__steps=[hostile],
        text__core_parts=hostile,
    )

    html = page(client, practice).content.decode()
    article = Elements()
    article.feed(html[html.index("<article") : html.index("</article>")])

    assert article.tags & {"script", "img", "animate", "x-canary", "iframe", "style"} == set()
    assert {name for name in article.attributes if name == "style" or name.startswith("on")} == set()
    assert {link.partition(":")[0] for link in article.links} & {"javascript", "data", "vbscript"} == set()


def test_the_trail_is_filled_by_upper_apps(client):
    practice = PracticeFactory()
    stop = TrailItem(
        "Esitelty", "TNO-seminaari", "/fi/tapahtumat/tno/", datetime(2026, 2, 1, tzinfo=UTC).date(), "Turku"
    )

    def provider(ids, *, viewer, now):
        return {pk: [stop] for pk in ids}

    slots.trail.fill(provider)
    try:
        html = page(client, practice).content.decode()
    finally:
        slots.trail._providers.remove(provider)

    assert '<a href="/fi/tapahtumat/tno/">TNO-seminaari</a><br>Turku' in html


def test_a_hidden_original_is_not_named(client):
    hidden = PracticeFactory(visibility="network", text__title="Salainen")
    practice = PracticeFactory(based_on=hidden)

    assert "Salainen" not in page(client, practice).content.decode()


def test_search_machines_leave_out_what_is_not_public(signed_in):
    practice = PracticeFactory(visibility="network")
    member = signed_in(PersonFactory(login=True, member_of=OrganisationFactory()))

    assert '<meta name="robots" content="noindex">' in page(member, practice).content.decode()
