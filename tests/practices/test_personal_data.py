"""What is warned of, and what must stay silent."""

import pytest

from practices.personal_data import Kind, find, in_practice
from tests.practices.factories import PracticeFactory, PracticeTextFactory

FOUND = [
    # Identity numbers: invented ones with the check mark that fits, every separator.
    ("Asiakas 131052-308T kävi.", Kind.IDENTITY_NUMBER, "131052-308T"),
    ("Hetu on 131052–308T.", Kind.IDENTITY_NUMBER, "131052–308T"),
    ("personbeteckning 131052-308t", Kind.IDENTITY_NUMBER, "131052-308t"),
    ("010594Y9032", Kind.IDENTITY_NUMBER, "010594Y9032"),
    ("(010516B903X)", Kind.IDENTITY_NUMBER, "010516B903X"),
    ("020516C903K syntynyt", Kind.IDENTITY_NUMBER, "020516C903K"),
    ("030594W903B", Kind.IDENTITY_NUMBER, "030594W903B"),
    ("010101A0101", Kind.IDENTITY_NUMBER, "010101A0101"),
    # Accounts
    ("Maksu tilille FI21 1234 5600 0007 85.", Kind.IBAN, "FI21 1234 5600 0007 85"),
    ("FI2112345600000785", Kind.IBAN, "FI2112345600000785"),
    ("kontot SE45 5000 0000 0583 9825 7466", Kind.IBAN, "SE45 5000 0000 0583 9825 7466"),
    # Phone numbers
    ("Soita 040 123 4567.", Kind.PHONE, "040 123 4567"),
    ("puh. 050-1234567", Kind.PHONE, "050-1234567"),
    ("Puh.0401234567", Kind.PHONE, "0401234567"),
    ("tfn 09 310 1691", Kind.PHONE, "09 310 1691"),
    ("(03) 123 4567", Kind.PHONE, "(03) 123 4567"),
    ("Ring +358 40 123 4567", Kind.PHONE, "+358 40 123 4567"),
    ("+358401234567", Kind.PHONE, "+358401234567"),
    ("+358 (0)40 123 4567", Kind.PHONE, "+358 (0)40 123 4567"),
    ("00358 50 123 4567", Kind.PHONE, "00358 50 123 4567"),
    ("mobil +46 70 123 45 67", Kind.PHONE, "+46 70 123 45 67"),
    ("vaihde 029 502 0000", Kind.PHONE, "029 502 0000"),
    ("0457 123 4567", Kind.PHONE, "0457 123 4567"),
    (
        "045\N{NO-BREAK SPACE}123\N{NO-BREAK SPACE}4567",
        Kind.PHONE,
        "045\N{NO-BREAK SPACE}123\N{NO-BREAK SPACE}4567",
    ),
    # E-mail
    ("kirjoita aino.virtanen@example.org", Kind.EMAIL, "aino.virtanen@example.org"),
    ("aino.virtanen(at)example.org", Kind.EMAIL, "aino.virtanen(at)example.org"),
    ("skriv till åsa@exempel.example.org.", Kind.EMAIL, "åsa@exempel.example.org"),
    # Addresses
    ("Hän asuu osoitteessa Koulukatu 5 B.", Kind.ADDRESS, "Koulukatu 5 B"),
    ("Koulukatu 5 B 12, Tampere", Kind.ADDRESS, "Koulukatu 5 B 12"),
    ("Opettajantie 12", Kind.ADDRESS, "Opettajantie 12"),
    ("Mäki-Matin tie 12", None, None),  # no more than one word before: see the next
    ("Hatanpään valtatie 24", Kind.ADDRESS, "Hatanpään valtatie 24"),
    ("Matin kuja 3", Kind.ADDRESS, "Matin kuja 3"),
    ("Keskustori 10", Kind.ADDRESS, "Keskustori 10"),
    ("Pohjoisranta 4a", Kind.ADDRESS, "Pohjoisranta 4a"),
    ("hon bor på Kyrkvägen 3", Kind.ADDRESS, "Kyrkvägen 3"),
    ("Skolgatan 7", Kind.ADDRESS, "Skolgatan 7"),
    ("Alexandersgatan 26 A 4", Kind.ADDRESS, "Alexandersgatan 26 A 4"),
    ("Vasa esplanad", None, None),
    ("Handelsesplanaden 12", Kind.ADDRESS, "Handelsesplanaden 12"),
]
SILENT = [
    "Laki 306/2019 ja laki 1050/2018 tulivat voimaan.",
    "Lag 423/2003, 9 § 3 mom.",
    "Asetus (EU) 2016/679",
    "Y-tunnus 0201256-6",
    "FO-nummer 2246246-0",
    "Vuosina 2019-2025 ja 2023–2026",
    "Åren 2023–2025 deltog 64 studerande.",
    "268 keskustelua, joista 140 illalla",
    "Kävijöitä oli 12 000 ja palautteita 1 204.",
    "12 345 678 euroa, +5 000 000 euroa",
    "klo 08.00–16.00, 09-15",
    "1.8.2025, 01.02.2026, 01-02-2026, 2026-01-02",
    "postinumero 00100 Helsinki",
    "1.2.246.562.10.00000000001",
    "ISSN 0359-4203",
    "ISBN 978-951-123-456-7",
    "diaarinumero OKM/012/123/2025, VN/01234/2025",
    "0–29-vuotiaat, 16-24-vuotiaat",
    "Valtatie 4 ja kantatie 66",
    "Riksväg 8",
    "Opintopolku 2026, Urapolku 2 alkaa syksyllä",
    "Polku 3: kuntoutus",
    "Tie 5 kertaa kuussa",
    "på vägen 3 gånger",
    "tavoite 2 ja vaihe 3",
    "Kokemuksen tie 2.0",
    "Taitotie 50 % kävijöistä",
    "131052-308U",  # the check mark does not fit
    "310252-308T",  # 31 February
    "FI21 1234 5600 0007 86",  # check digits do not fit
    "ryhmä 116 117 ja 112",
    "nimi@",
    "@elo_verkosto",
    "Kela 010",
    "1–2 x 45 min, 3 x 15 op",
    "2,5 opintopistettä, 0,75 htv",
    "Koulukatu",
    "EUR 12 000 000",
    "SFS-EN ISO 9001:2015",
    "AB12 kurssi",
    "Vuonna 1952 syntyneet",
]


@pytest.mark.parametrize(("text", "kind", "words"), [row for row in FOUND if row[1]])
def test_personal_data_is_found(text, kind, words):
    assert [(one.kind, one.text) for one in find(text)] == [(kind, words)]


@pytest.mark.parametrize("text", [*SILENT, *(row[0] for row in FOUND if not row[1])])
def test_other_numbers_stay_silent(text):
    assert find(text) == []


def test_findings_come_in_the_order_of_the_text_with_their_places():
    text = "Aino, 040 123 4567, Koulukatu 5, aino@example.org"

    found = find(text)

    assert [one.kind for one in found] == [Kind.PHONE, Kind.ADDRESS, Kind.EMAIL]
    assert [text[one.start : one.end] for one in found] == [one.text for one in found]


@pytest.mark.django_db
def test_every_text_of_every_language_is_checked_and_links_are_not():
    practice = PracticeFactory(
        text__steps=["Soita\n040 123 4567"], text__links=["https://example.org/aino@example.org"]
    )
    PracticeTextFactory(practice=practice, language="sv", summary="Skriv till aino@example.org")

    assert {(one.language, one.field) for one in in_practice(practice)} == {
        ("fi", "steps"),
        ("sv", "summary"),
    }
