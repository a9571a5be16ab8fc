"""An administrator: adds and edits an organisation, sees its people, grants a role and ends it."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from members.models import Organisation, Person, RoleGrant
from tests.browser.acts import choose, follow, press, sign_in
from tests.browser.checks import assert_clean

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("complaints", "demo_network", "phone"),
]


def test_an_organisation_is_added_and_edited(page: Page, site):
    sign_in(page, site, "yllapito")
    site("/fi/yllapito/organisaatiot/")
    assert_clean(page)
    follow(page, "Lisää organisaatio")
    for language in ("fi", "sv", "en"):
        page.fill(f"[name=name_{language}]", "Harjun opisto")
    page.fill("[name=business_id]", "1234567-9")
    page.select_option("[name=type]", index=1)
    choose(page, "Hallinnonalat", "opetus ja koulutus")
    choose(page, "Alueet", "Pirkanmaa")
    press(page, "Tallenna")
    expect(page.locator(".errsum")).to_be_focused()
    expect(page.locator("#id_business_id_error")).to_contain_text("Tarkista Y-tunnus")
    assert_clean(page)
    assert page.input_value("[name=name_fi]") == "Harjun opisto"
    page.fill("[name=business_id]", "1234567-1")
    press(page, "Tallenna")
    expect(page.locator(".messages")).to_be_visible()

    site("/fi/yllapito/organisaatiot/?text=harjun")
    follow(page, "Harjun opisto")
    page.fill("[name=name_fi]", "Harjun kansanopisto")
    choose(page, "Alueet", "Keski-Suomi")
    press(page, "Tallenna")
    expect(page.locator(".messages")).to_be_visible()
    assert_clean(page)

    organisation = Organisation.objects.get(business_id="1234567-1")
    assert organisation.name_fi == "Harjun kansanopisto"
    assert set(organisation.regions.values_list("code", flat=True)) == {"06", "13"}


def test_a_coordinator_is_made_from_an_organisations_people_for_a_time_and_ended(page: Page, site):
    person = Person.objects.get(email="ohjaaja@example.org")
    organisation = person.memberships.get().organisation
    sign_in(page, site, "yllapito")
    site(f"/fi/yllapito/organisaatiot/?text={organisation.name_fi}")
    follow(page, organisation.name_fi)
    follow(page, person.name)
    assert_clean(page)
    page.select_option("[name=role-role]", "coordinator")
    page.get_by_label("Viranomainen, jos rooli on koordinaattori").select_option(
        label="Pohjanmaan elinvoimakeskus"
    )
    page.fill("[name=role-starts_on]", "24.11.2026")
    page.fill("[name=role-ends_on]", "31.12.2027")
    press(page, "Anna rooli")
    roles = page.get_by_role("region", name="Roolit")
    expect(roles).to_contain_text("Pohjanmaan elinvoimakeskus")
    expect(roles).to_contain_text("31.12.2027")

    sign_in(page, site, "ohjaaja")
    site("/fi/tyopoyta/")
    expect(page.locator("h1")).to_have_text("Työpöytä")

    sign_in(page, site, "yllapito")
    site(f"/fi/yllapito/henkilot/{person.pk}/")
    end_role(page, "31.11.2026")
    expect(page.locator(".errsum")).to_be_focused()
    expect(page.get_by_role("region", name="Roolit")).to_contain_text("Tarkista päivä")
    expect(page.get_by_role("region", name="Roolit").get_by_label("Viimeinen päivä")).to_have_value(
        "31.11.2026"
    )
    assert_clean(page)
    end_role(page, "15.12.2026")
    expect(page.get_by_role("region", name="Roolit")).to_contain_text("15.12.2026")
    assert_clean(page)
    assert RoleGrant.objects.get(person=person).ends_on == date(2026, 12, 15)

    end_role(page, "")
    expect(page.locator(".messages")).to_be_visible()
    sign_in(page, site, "ohjaaja")
    answer = page.goto(page.url.partition("/fi/")[0] + "/fi/tyopoyta/")
    assert answer.status in {403, 404}


def end_role(page: Page, last_day: str) -> None:
    roles = page.get_by_role("region", name="Roolit")
    field = roles.get_by_label("Viimeinen päivä")
    if not field.is_visible():
        roles.get_by_text("Päätä rooli").click()
    field.fill(last_day)
    roles.get_by_role("button", name=re.compile("^Tallenna")).click()
