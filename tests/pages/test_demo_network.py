"""The demo network: loads, is whole, and every page shows it to every role in every language."""

from http import HTTPStatus

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse
from django.utils import translation

from elo_portal.core import viewers
from elo_portal.core.models import SearchEntry
from elo_portal.core.viewers import NOBODY
from members import invariants as member_invariants
from members.models import Account, Organisation, Person
from practices import invariants as practice_invariants
from practices import translations
from practices.models import Assignment, Practice, Remark
from seminars import invariants as seminar_invariants
from seminars.models import Event
from tests import demo_network
from tests.members.factories import PersonFactory
from tests.pages.addresses import Address, missing_arguments, visits

pytestmark = pytest.mark.django_db

ROLES = ("ohjaaja", "yhteyshenkilo", "koordinaattori", "samordnare", "arvioija", "yllapito")
PUBLIC = (
    "pages:home",
    "practices:list",
    "seminars:list",
    "pages:regions",
    "pages:targets",
    "pages:network",
    "pages:about",
    "pages:accessibility",
    "pages:open_data",
    "pages:privacy",
    "account_login",
    "account_signup",
)
OWN = ("pages:me", "seminars:mine", "members:settings")
DESK = ("pages:desk", "members:memberships", "members:invitations")
COORDINATION = ("seminars:manage", "seminars:new")
ADMINISTRATION = (
    "members:admin",
    "members:organisations",
    "members:people",
    "pages:operations",
    "practices:bring_in",
    "pages:components",
)

MOST_QUERIES = 12
# What leads somebody on who has signed in: to their own page, to the password asked once more. Or is not set up,
# or is where programs are told that there is nothing.
LEADS_ON = {
    "account_complete_password_reset",
    "account_confirm_login_code",
    "account_confirm_password_reset_code",
    "account_email_verification_sent",
    "account_login",
    "account_request_login_code",
    "account_set_password",
    "account_signup",
    "api:api-root",
    "api:elsewhere",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_edit_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_login_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "openid_connect_callback",
    "openid_connect_login",
    "root",
    "socialaccount_login_error",
    "socialaccount_signup",
}


def sign_in(client, name: str) -> None:
    client.force_login(Account.objects.get(email=f"{name}@example.org"))


def statuses(client, names, language: str) -> dict[str, int]:
    with translation.override(language):
        return {name: client.get(reverse(name)).status_code for name in names}


def test_the_demo_network_is_as_large_as_promised(demo):
    assert (
        Organisation.objects.exclude(key="elo-portaalin-toimitus").count(),
        Person.objects.count(),
        Practice.objects.count(),
        Event.objects.count() >= 8,
    ) == (30, 40, 65, True)


def test_the_demo_network_shows_a_draft_that_is_a_variant(demo, client):
    draft = Practice.objects.get(status="draft", based_on__status="published")
    client.force_login(draft.author.account)

    page = client.get(reverse("practices:edit", args=[draft.pk, 1]))

    assert draft.author.email == "ohjaaja@example.org"
    assert draft.based_on.text.title in page.content.decode()


def test_the_two_practices_of_the_seed_are_there_in_finnish_and_swedish(demo):
    first = Practice.objects.published().filter(key__in=["tno-seminaarit", "vertaisfoorumit"])

    assert len(first) == 2
    assert {tuple(sorted(practice.texts.values_list("language", flat=True))) for practice in first} == {
        ("fi", "sv")
    }


def test_the_demo_shows_every_state_of_being_kept_in_order(demo):
    practices = {one.key: one for one in Practice.objects.exclude(source="").prefetch_related("texts")}

    assert practices["kysy-ensin-yksi-kysymys"].is_flagged
    assert practices["uratreffit-torilla"].status == Practice.Status.ARCHIVED
    assert list(translations.outdated(practices["etaohjausvuoro-iltaisin"])) == ["sv"]
    assert practices["tyopajalla-opittu-nakyvaksi"].co_authors.get().key == "roosa-latvala"


def test_loading_the_demo_again_changes_nothing(demo):
    before = (
        Person.objects.count(),
        Practice.objects.count(),
        Event.objects.count(),
        SearchEntry.objects.count(),
    )

    demo_network.write()

    after = (
        Person.objects.count(),
        Practice.objects.count(),
        Event.objects.count(),
        SearchEntry.objects.count(),
    )
    assert after == before


def test_the_demo_breaks_no_invariant(demo):
    assert [*member_invariants.broken(), *practice_invariants.broken(), *seminar_invariants.broken()] == []


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_public_page_answers_a_visitor(client, demo, language):
    assert set(statuses(client, PUBLIC, language).values()) == {200}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_practice_event_region_and_target_has_a_page(client, demo, language):
    urls = [
        ("practices:detail", slug)
        for slug in Practice.objects.visible_to(NOBODY).values_list("slug", flat=True)
    ]
    urls += [
        ("seminars:detail", slug) for slug in Event.objects.visible_to(NOBODY).values_list("slug", flat=True)
    ]
    urls += [("pages:region", "pirkanmaa"), ("pages:region", "ahvenanmaa"), ("pages:target", "competence")]

    with translation.override(language):
        wrong = [url for url in urls if client.get(reverse(url[0], args=[url[1]])).status_code != 200]

    assert (wrong, len(urls) > 20) == ([], True)


@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_ones_own_answers_each_role(client, demo, role):
    sign_in(client, role)

    assert set(statuses(client, PUBLIC[:10] + OWN, "fi").values()) == {200}


ALLOWED = {
    "ohjaaja": (),
    "yhteyshenkilo": DESK,
    "koordinaattori": DESK + COORDINATION,
    "samordnare": DESK + COORDINATION,
    "yllapito": DESK + COORDINATION + ADMINISTRATION,
}


@pytest.mark.parametrize("role", ALLOWED)
def test_working_pages_answer_those_who_work_there_and_nobody_else(client, demo, role):
    sign_in(client, role)

    found = statuses(client, DESK + COORDINATION + ADMINISTRATION, "sv")

    assert {name for name, status in found.items() if status == 200} == set(ALLOWED[role])
    assert {status for name, status in found.items() if name not in ALLOWED[role]} <= {403, 404}


@pytest.mark.parametrize("name", OWN + DESK + COORDINATION + ADMINISTRATION)
def test_a_visitor_is_asked_to_sign_in(client, demo, name):
    response = client.get(reverse(name))

    assert (response.status_code, response.url.partition("?")[0]) == (302, reverse("account_login"))


def sign_in_with_second_factor(client, name: str) -> None:
    account = Account.objects.get(email=f"{name}@example.org")
    TOTP.activate(account, "JBSWY3DPEHPK3PXP")
    client.force_login(account)


PUT_TOGETHER = {"members:group_archive"}  # no page: the papers of a whole year


@pytest.mark.long
def test_no_page_needs_more_than_twelve_queries_whoever_looks(client, demo, settings):
    settings.REQUIRE_MFA = True  # as on a real machine: asking for the second factor is a query, too
    answers: dict[Address, set[int]] = {}
    too_many = {}
    for role in ("ohjaaja", "yhteyshenkilo", "koordinaattori", "yllapito"):
        sign_in_with_second_factor(client, role)
        for visit in visits(client):
            answers.setdefault(visit.address, set()).add(visit.status)
            is_page = visit.address.name not in PUT_TOGETHER
            if is_page and visit.queries > MOST_QUERIES and visit.status == HTTPStatus.OK:
                too_many[role, visit.path] = visit.queries

    assert too_many == {}
    shown = {HTTPStatus.OK, HTTPStatus.METHOD_NOT_ALLOWED}
    never_shown = {one.name for one, found in answers.items() if not found & shown}
    assert never_shown == LEADS_ON, "Nobody is shown it: give it arguments in tests/pages/addresses.py."


def test_every_address_has_something_to_be_opened_with(client):
    client.force_login(PersonFactory(is_admin=True, login=True).account)

    assert missing_arguments(client) == [], "Give these arguments in tests/pages/addresses.py."


def test_what_is_for_the_network_never_shows_to_a_visitor(client, demo):
    secret = Practice.objects.exclude(pk__in=Practice.objects.visible_to(NOBODY).values("pk"))
    titles = [text.title for practice in secret for text in practice.texts.all()]
    contacts = [
        practice.contact.email for practice in Practice.objects.visible_to(NOBODY) if practice.contact
    ]
    pages = [reverse(name) for name in PUBLIC[:10]] + [
        reverse("sitemap"),
        reverse("practices:list") + "?q=ohjaus",
    ]
    pages += [reverse("practices:detail", args=[one.slug]) for one in Practice.objects.visible_to(NOBODY)]

    shown = "".join(client.get(page).content.decode() for page in pages)

    assert (len(titles) >= 4, len(contacts) > 10) == (True, True)
    assert [text for text in titles + contacts if text in shown] == []


def test_remote_guidance_is_found_and_narrowed(client, demo):
    response = client.get(reverse("practices:list") + "?q=etäohjaus")

    assert "Opon etäohjausvuoro iltaisin" in response.content.decode().replace("<mark>", "").replace(
        "</mark>", ""
    )


def test_the_coordinator_of_sisa_suomi_has_its_regions(demo):
    person = Person.objects.get(email="koordinaattori@example.org")

    viewer = viewers.of_person(person.pk, now=demo_network.DAY)

    assert (viewer.is_coordinator, len(viewer.region_ids)) == (True, 2)


def test_the_demo_shows_what_people_keep_of_the_search_and_wish_for(client, demo):
    sign_in(client, "ohjaaja")
    saved = client.get(reverse("practices:saved_searches")).context["saved"]
    sign_in(client, "koordinaattori")
    wishes = client.get(reverse("practices:wishes")).context["wishes"]

    assert [(one.search.in_digest, one.total > 0) for one in saved] == [(True, True), (False, True)]
    assert [(one.count, one.total) for one in wishes] == [(2, 0), (1, 0)]


def test_the_demo_shows_reviews_in_every_state(demo):
    states = {
        (step, state) for step, state in Assignment.objects.values_list("step", "state").order_by().distinct()
    }

    assert states == {
        (1, "asked"),
        (1, "declined"),
        (1, "done"),
        (1, "released"),
        (2, "asked"),
        (2, "claimed"),
        (2, "done"),
    }
    recommended = Practice.objects.filter(recommended_at__isnull=False)
    assert set(recommended.values_list("key", flat=True)) == {"saattaen-toiselle-asteelle", "pari-ruudulla"}
    assert Remark.objects.filter(practice__status="returned").exclude(answer="").count() == 2
    assert Practice.objects.get(key="saattaen-toiselle-asteelle").versions.count() == 2
