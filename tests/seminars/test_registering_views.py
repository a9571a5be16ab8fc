"""Registering over HTTP: a clear answer each time, and nothing typed is lost."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from elo_portal.core.models import OutgoingMail
from seminars.commands.locking import Busy
from seminars.models import Registration
from seminars.views import registering
from tests.factories import NOW
from tests.members.factories import PASSWORD, PersonFactory
from tests.seminars.conftest import client_of
from tests.seminars.factories import START, EventFactory, RegistrationFactory

pytestmark = pytest.mark.django_db

Mode = Registration.Mode


def path(event, name="register"):
    return reverse(f"seminars:{name}", args=[event.slug])


def form(key=None, **values):
    return {"mode": "on_site", "note": "", "request_key": str(key or uuid.uuid4())} | values


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_register_shows_the_form_and_registers(browser, person):
    event = EventFactory(hybrid=True)

    page = browser.get(path(event))
    response = browser.post(path(event), form(mode="remote", note="Onko kirjoitustulkkaus?"), follow=True)

    assert b'name="request_key"' in page.content
    registration = Registration.objects.get()
    assert (registration.person, registration.mode, registration.note) == (
        person,
        "remote",
        "Onko kirjoitustulkkaus?",
    )
    assert response.redirect_chain == [(path(event, "detail"), 302)]
    assert said(response) == ["Sinulla on paikka. Vahvistus on matkalla sähköpostiisi."]


def test_register_for_a_full_event_says_ones_number(browser):
    event = EventFactory(capacity=1, registered=1, waiting=2)

    page = browser.get(path(event)).content.decode()
    response = browser.post(path(event), form(), follow=True)

    assert "Kaikki paikat on varattu" in page
    assert "Jonossa on 2 henkilöä." in page
    assert said(response) == ["Olet jonossa sijalla 3. Saat sähköpostiviestin, kun paikka vapautuu."]


def test_register_asks_the_signed_out_to_sign_in_and_come_back(client, person):
    event = EventFactory()

    response = client.get(path(event))

    assert response.status_code == 302
    sign_in, _question, query = response["Location"].partition("?")
    assert (sign_in, query) == (reverse("account_login"), f"next={path(event)}")
    response = client.post(f"{sign_in}?{query}", {"login": person.email, "password": PASSWORD})
    assert response["Location"] == path(event)


def test_register_keeps_what_was_typed_when_the_session_ended(client, person):
    event, key = EventFactory(), uuid.uuid4()

    client.post(path(event), form(key, note="Pitkä kysymys"))
    client.force_login(person.account)

    assert "Pitkä kysymys" in client.get(path(event)).content.decode()
    assert not Registration.objects.exists()


def test_the_same_form_posted_twice_is_one_registration_and_one_mail(browser):
    event, key = EventFactory(), uuid.uuid4()

    responses = [browser.post(path(event), form(key)) for _ in range(2)]

    assert [(response.status_code, response["Location"]) for response in responses] == [
        (302, path(event, "detail"))
    ] * 2
    assert Registration.objects.count() == OutgoingMail.objects.count() == 1


def test_registering_again_leads_to_ones_registration(browser, person):
    event = EventFactory()
    RegistrationFactory(event=event, person=person)

    for response in (browser.get(path(event), follow=True), browser.post(path(event), form(), follow=True)):
        assert response.redirect_chain == [(path(event, "registration"), 302)]
        assert said(response) == ["Olet jo ilmoittautunut tähän tapahtumaan."]
    assert Registration.objects.count() == 1


@pytest.mark.parametrize(
    ("traits", "text"),
    [
        ({"cancelled": True}, "Tapahtuma on peruttu."),
        ({"past": True}, "Tapahtuma on jo alkanut tai ohi."),
        ({"registration_closes_at": NOW}, "Ilmoittautuminen tähän tapahtumaan on päättynyt."),
        (
            {"registration_opens_at": NOW + timedelta(days=1)},
            "Ilmoittautuminen tähän tapahtumaan ei ole vielä alkanut.",
        ),
    ],
)
def test_register_says_why_it_is_not_possible(browser, traits, text):
    event = EventFactory(**traits)

    page, answer = browser.get(path(event)), browser.post(path(event), form())

    assert (page.status_code, answer.status_code) == (200, 409)
    for response in (page, answer):
        assert text in response.content.decode()
        assert b'name="request_key"' not in response.content
    assert not Registration.objects.exists()


@pytest.mark.parametrize("traits", [{"draft": True}, {"network": True}])
def test_register_for_what_one_may_not_see_is_a_404(browser, traits):
    event = EventFactory(**traits)

    assert [browser.get(path(event)).status_code, browser.post(path(event), form()).status_code] == [404, 404]


@pytest.mark.parametrize(
    "broken",
    [
        {"mode": "remote"},
        {"mode": ""},
        {"note": "x" * 501},
        {"request_key": "x"},
        {"request_key": ""},
        {"note": "\x00"},
    ],
)
def test_register_with_a_broken_form_keeps_what_was_typed(browser, broken):
    event = EventFactory()

    response = browser.post(path(event), form(note="Kysymys") | broken)

    assert response.status_code == 422
    assert b"error-summary" in response.content
    assert "note" in broken or b"Kysymys" in response.content
    assert not Registration.objects.exists()


def test_register_ignores_fields_that_are_not_in_the_form(browser, person):
    event, other = EventFactory(capacity=1, registered=1), PersonFactory()

    browser.post(
        path(event),
        form(status="confirmed", position="1", person=other.pk, confirmed_at=str(NOW), event=999),
    )

    registration = Registration.objects.get(person=person)
    assert (registration.status, registration.position, registration.event) == ("waiting", 2, event)


def test_a_busy_moment_is_a_503_with_the_form_kept(browser, monkeypatch):
    def busy(**_):
        raise Busy

    monkeypatch.setattr(registering.registrations, "register", busy)

    response = browser.post(path(EventFactory()), form(note="Kysymys"))

    assert response.status_code == 503
    assert "Ilmoittautujia on juuri nyt hyvin paljon." in response.content.decode()
    assert b"Kysymys" in response.content


def test_register_needs_a_token(person):
    client = client_of(person)
    client.handler.enforce_csrf_checks = True

    assert client.post(path(EventFactory()), form()).status_code == 403


def test_change_of_ones_registration(browser, person):
    event = EventFactory(hybrid=True, capacity=1, waiting=0)
    own = RegistrationFactory(event=event, person=person, note="Vanha")
    RegistrationFactory(event=event, waiting=True)

    page = browser.get(path(event, "registration"))
    response = browser.post(path(event, "registration"), form(own.request_key, mode="remote", note="Uusi"))

    assert b"Vanha" in page.content
    assert response["Location"] == path(event, "detail")
    own.refresh_from_db()
    assert (own.mode, own.note) == ("remote", "Uusi")
    assert event.registrations.waiting().count() == 0


def test_change_to_a_full_place_says_so_and_keeps_the_form(browser, person):
    event = EventFactory(hybrid=True, capacity=1, registered=1)
    own = RegistrationFactory(event=event, person=person, remote=True)

    response = browser.post(path(event, "registration"), form(own.request_key, note="Uusi"))

    assert response.status_code == 409
    assert "Etäpaikkasi säilyy." in response.content.decode()
    assert b"Uusi" in response.content


def test_the_page_of_ones_registration_without_one_leads_to_the_event(browser):
    event = EventFactory()

    assert browser.get(path(event, "registration"))["Location"] == path(event, "detail")


def test_a_get_cancels_nothing_and_a_post_cancels(browser, person):
    event = EventFactory()
    own = RegistrationFactory(event=event, person=person)

    page = browser.get(path(event, "cancel_registration"))
    own.refresh_from_db()
    assert (page.status_code, own.status) == (200, "confirmed")

    first, second = (browser.post(path(event, "cancel_registration")) for _ in range(2))
    own.refresh_from_db()
    assert own.status == "cancelled"
    assert first["Location"] == second["Location"] == reverse("seminars:mine")
    assert OutgoingMail.objects.count() == 1


def test_cancel_works_for_an_event_that_one_no_longer_sees(browser, person):
    event = EventFactory(network=True)
    own = RegistrationFactory(event=event, person=person)

    browser.post(path(event, "cancel_registration"))

    own.refresh_from_db()
    assert own.status == "cancelled"


def test_cancel_after_the_start_says_why_not(browser, person):
    event = EventFactory(starts_at=NOW)
    RegistrationFactory(event=event, person=person)

    response = browser.post(path(event, "cancel_registration"))

    assert response.status_code == 409
    assert "Tapahtuma on jo alkanut tai ohi." in response.content.decode()


def test_cancel_without_a_registration_is_a_404(browser):
    assert browser.post(path(EventFactory(), "cancel_registration")).status_code == 404


def test_mine_shows_ones_own_registrations_only(browser, person):
    waiting = EventFactory(title_fi="Jonossa oleva", capacity=1, registered=1)
    RegistrationFactory(event=waiting, person=person, waiting=True)
    RegistrationFactory(event=EventFactory(title_fi="Varma"), person=person)
    RegistrationFactory(event=EventFactory(title_fi="Mennyt", past=True), person=person)
    RegistrationFactory(event=EventFactory(title_fi="Peruttu"), person=person, cancelled=True)
    RegistrationFactory(event=EventFactory(title_fi="Toisen"))

    response = browser.get("/fi/oma/ilmoittautumiset/")

    assert {found.event.title_fi for found in response.context_data["coming"]} == {"Jonossa oleva", "Varma"}
    assert [found.event.title_fi for found in response.context_data["past"]] == ["Peruttu", "Mennyt"]
    assert "Jonossa sijalla 1" in response.content.decode()
    assert "Toisen" not in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_mine_needs_the_same_queries_for_one_registration_and_for_three(
    browser, person, count, django_assert_num_queries
):
    for number in range(count):
        event = EventFactory(starts_at=START + timedelta(days=number), capacity=1, registered=1)
        RegistrationFactory(event=event, person=person, waiting=True)
        RegistrationFactory(event=EventFactory(past=True), person=person)

    # session, account, person, what is coming, what has been
    with django_assert_num_queries(5):
        browser.get("/fi/oma/ilmoittautumiset/")


def test_mine_asks_the_signed_out_to_sign_in(client):
    assert client.get("/fi/oma/ilmoittautumiset/").status_code == 302
