"""The privacy notice: who is responsible is said by the settings, and nothing that the law asks for is missing."""

import re

import pytest

pytestmark = pytest.mark.django_db
ADDRESSES = {"fi": "/fi/tietosuoja/", "sv": "/sv/dataskydd/", "en": "/en/privacy/"}
ASKED_FOR = {
    "fi": ("Rekisterinpitäjä", "Tietosuojavastaava", "oikeusperuste", "luovutetaan", "EU:n ulkopuolelle",
           "Säilytysajat", "Oikeutesi", "tietosuojavaltuutetun", "vapaaehtoista", "automatisoituja"),
    "sv": ("Personuppgiftsansvarig", "Dataskyddsombud", "rättsliga grund", "lämnas ut", "utanför EU",
           "Förvaringstider", "Dina rättigheter", "dataombudsmannens", "frivilligt", "automatiserade"),
    "en": ("controller", "Data protection officer", "basis", "receives", "outside the EU",
           "How long", "Your rights", "Ombudsman", "need not", "automated"),
}  # fmt: skip


def words(client, language):
    html = client.get(ADDRESSES[language]).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("language", ADDRESSES)
def test_it_tells_all_that_the_regulation_asks_for(client, language):
    text = words(client, language)

    assert [one for one in ASKED_FOR[language] if one not in text] == []


@pytest.mark.parametrize("language", ADDRESSES)
def test_it_names_whom_the_settings_name(client, settings, language):
    settings.CONTROLLER_NAME = "Esimerkkivirasto"
    settings.CONTROLLER_CONTACT = "Kirjaamo <kirjaamo@example.org>"
    settings.DATA_PROTECTION_CONTACT = "Tiina Turva <tietosuoja@example.org>"
    settings.PROCESSORS = ["Palvelin Oy", "Posti Oy"]

    text = words(client, language)

    assert "Esimerkkivirasto. " in text
    assert text.count("kirjaamo@example.org") == 2
    assert "Tiina Turva, tietosuoja@example.org" in text
    assert "Palvelin Oy, Posti Oy" in text


@pytest.mark.parametrize(
    ("language", "said"),
    [("fi", "Tämä on esittelyversio"), ("sv", "en demoversion"), ("en", "This is a demo")],
)
def test_a_demo_says_that_it_is_one(client, settings, language, said):
    assert said not in words(client, language)
    settings.DEMO = True
    assert said in words(client, language)


def test_what_is_not_in_use_is_not_told_of(client, settings):
    assert "virheenseurantaan" not in words(client, "fi")
    settings.SENTRY_DSN = "https://key@errors.example.org/1"
    assert "virheenseurantaan" in words(client, "fi")
