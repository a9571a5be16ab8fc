"""Figures: pages opened, adoptions, thanks, and the gaps of the library."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from elo_portal.core.viewers import NOBODY
from practices.models import DailyViews, Thanks
from practices.queries import figures
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, region, viewer_of
from tests.practices.factories import AdoptionFactory, PracticeFactory

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
BROWSER = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0"}


def seen(practice):
    return reverse("practices:seen", args=[practice.slug])


def counts():
    return dict(DailyViews.objects.values_list("practice", "count"))


def test_an_opened_page_counts_on_its_day_in_one_query(client, django_assert_num_queries):
    practice = PracticeFactory()

    for _ in range(3):
        with django_assert_num_queries(1):
            response = client.get(seen(practice), **BROWSER)

    assert (response["Content-Type"], "no-store" in response["Cache-Control"]) == ("image/gif", True)
    assert not response.cookies
    assert DailyViews.objects.get().day == TODAY
    assert counts() == {practice.pk: 3}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"HTTP_USER_AGENT": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        BROWSER | {"HTTP_SEC_FETCH_SITE": "cross-site"},
    ],
)
def test_machines_and_other_sites_are_not_counted(client, headers):
    client.get(seen(PracticeFactory()), **headers)

    assert counts() == {}


def test_head_and_what_is_not_published_are_not_counted(client):
    assert client.head(seen(PracticeFactory()), **BROWSER).status_code == 405
    assert client.get(seen(PracticeFactory(submitted=True)), **BROWSER).status_code == 200
    assert counts() == {}


def test_the_page_of_the_maker_does_not_count_itself(client, signed_in):
    practice = PracticeFactory()
    maker = signed_in(PersonFactory(login=True, member_of=practice.owner))

    pages = [
        one.get(reverse("practices:detail", args=[practice.slug])).content.decode() for one in (client, maker)
    ]

    assert [seen(practice) in page for page in pages] == [True, False]
    assert ["Avattu 30 päivän aikana" in page for page in pages] == [False, True]


def test_figures_of_thirty_days_stand_together():
    practice, other = PracticeFactory.create_batch(2)
    for day, count in ((0, 4), (29, 2), (30, 100)):
        DailyViews.objects.create(practice=practice, day=TODAY - timedelta(days=day), count=count)
    AdoptionFactory(practice=practice)
    AdoptionFactory(practice=practice, ended=True)
    Thanks.objects.create(practice=practice, person=PersonFactory(), at=NOW)

    found = figures.of_practices([practice.pk, other.pk], today=TODAY)

    assert found == {practice.pk: figures.Figures(6, 1, 1), other.pk: figures.Figures(0, 0, 0)}


@pytest.mark.parametrize("count", [1, 3])
def test_my_practices_tell_their_figures_with_one_query_more(signed_in, count, django_assert_num_queries):
    organisation = OrganisationFactory()
    browser = signed_in(PersonFactory(login=True, member_of=organisation))
    for practice in PracticeFactory.create_batch(count, owner=organisation):
        DailyViews.objects.create(practice=practice, day=TODAY, count=7)

    # session, account, person with roles; practices, texts, transitions; figures
    with django_assert_num_queries(7):
        page = browser.get(reverse("practices:mine")).content.decode()

    assert page.count("avattu 7 kertaa 30 päivän aikana") == count


def test_region_figures():
    practice = PracticeFactory()
    DailyViews.objects.create(practice=practice, day=TODAY, count=5)
    organisation = OrganisationFactory(regions=["18"])
    AdoptionFactory(practice=practice, organisation=organisation)
    AdoptionFactory(organisation=organisation)

    assert figures.of_region(region("06"), today=TODAY) == figures.RegionFigures(5, 0, 0)
    assert figures.of_region(region("18"), today=TODAY) == figures.RegionFigures(0, 2, 1)


def field(coverage, theme, target_group):
    return next(
        (one.here, one.everywhere)
        for _theme, fields in coverage.rows
        for one in fields
        if (one.theme.slug, one.target_group.slug) == (theme, target_group)
    )


def test_coverage_counts_each_practice_once_a_field():
    PracticeFactory(terms=[("theme", "quality"), ("target_group", "adults"), ("target_group", "employed")])
    PracticeFactory(terms=[("theme", "quality"), ("target_group", "adults")], regions=["18", "06"])
    PracticeFactory(terms=[("theme", "quality"), ("target_group", "adults")], visibility="network")
    PracticeFactory(terms=[("theme", "quality"), ("target_group", "adults")], submitted=True)
    member = viewer_of(PersonFactory(member_of=OrganisationFactory()))

    everywhere = figures.coverage(viewer=NOBODY, region=None)
    kainuu = figures.coverage(viewer=member, region=region("18"))

    assert field(everywhere, "quality", "adults") == (2, 2)
    assert field(everywhere, "quality", "employed") == (1, 1)
    assert field(everywhere, "transitions", "adults") == (0, 0)
    assert field(kainuu, "quality", "adults") == (1, 3)
    assert everywhere.most == 2
    assert everywhere.gaps == sum(len(fields) for _theme, fields in everywhere.rows) - 2


def cell(response, theme, target_group):
    return next(
        one
        for _theme, cells in response.context_data["rows"]
        for one in cells
        if (one.field.theme.slug, one.field.target_group.slug) == (theme, target_group)
    )


def test_a_number_leads_to_its_practices_and_a_gap_leads_on(client, signed_in):
    PracticeFactory(terms=[("theme", "quality"), ("target_group", "adults")])
    member = signed_in(PersonFactory(login=True, member_of=OrganisationFactory()))
    with translation.override("fi"):
        address = reverse("practices:coverage")
    assert address == "/fi/kaytannot/kattavuus/"

    here, there = (client.get(address, {"region": slug}) for slug in ("pirkanmaa", "kainuu"))

    choice = "theme=quality&target_group=adults"
    assert cell(here, "quality", "adults").url == f"{reverse('practices:list')}?{choice}&region=pirkanmaa"
    assert cell(there, "quality", "adults").url == f"{reverse('practices:list')}?{choice}"
    assert cell(there, "quality", "adults").elsewhere == 1
    assert cell(member.get(address), "transitions", "adults").url == reverse("practices:propose")
    assert len(client.get(cell(here, "quality", "adults").url).context_data["results"].hits) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_coverage_needs_the_same_queries_for_one_and_for_three(signed_in, count, django_assert_num_queries):
    PracticeFactory.create_batch(count)
    browser = signed_in(PersonFactory(login=True, member_of=OrganisationFactory()))

    # session, account, person with roles; regions, terms, counts
    with django_assert_num_queries(6):
        browser.get(reverse("practices:coverage"), {"region": "pirkanmaa"})


def test_an_unknown_region_is_the_whole_library(client):
    assert client.get(reverse("practices:coverage"), {"region": "x"}).context_data["region"] is None
