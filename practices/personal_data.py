"""What in a text looks like somebody's personal data: a warning for people, never a decision.

Identity numbers and account numbers are known by their check digits; phone numbers, addresses and e-mail by
their look. Law numbers, business IDs, years and figures must stay silent: a check that cries wolf is ignored.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from practices.fields import STEPS, TEXT_FIELDS
from practices.models import Practice, PracticeText

ALLOWED_IN = frozenset({"links"})  # pages of organisations belong there
CHECKED_FIELDS = tuple(
    name for step in STEPS for name in step.fields if name in TEXT_FIELDS and name not in ALLOWED_IN
)


class Kind(Enum):
    IDENTITY_NUMBER = "identity_number"
    IBAN = "iban"
    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"


@dataclass(frozen=True)
class Finding:
    kind: Kind
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class InField:
    """A finding and where it stands."""

    language: str
    field: str
    finding: Finding


DASHES = "\N{HYPHEN-MINUS}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{MINUS SIGN}"
DASH = re.escape(DASHES)
GAP = rf"[ \N{{NO-BREAK SPACE}}{DASH}]"
CENTURIES = {"+": 1800} | dict.fromkeys(DASHES + "YXWVU", 1900) | dict.fromkeys("ABCDEF", 2000)
CHECK_MARKS = "0123456789ABCDEFHJKLMNPRSTUVWXY"

IDENTITY_NUMBER = re.compile(
    rf"(?<![\w])(\d{{2}})(\d{{2}})(\d{{2}})([+{DASH}A-FU-Y])(\d{{3}})([0-9A-FHJ-NPR-Y])(?!\w)", re.IGNORECASE
)
IBAN = re.compile(
    r"(?<!\w)[A-Z]{2}\d{2}(?:[ \N{NO-BREAK SPACE}]?[A-Z0-9]{4}){2,7}(?:[ \N{NO-BREAK SPACE}]?[A-Z0-9]{1,3})?(?!\w)"
)
EMAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%-]+(?:@|\s?\(at\)\s?|\[at\])[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.IGNORECASE
)
BUSINESS_ID = re.compile(rf"(?<!\d)\d{{7}}[{DASH}]\d(?!\d)")
DAY = re.compile(rf"(?<!\d)\d{{1,2}}[{DASH}]\d{{1,2}}[{DASH}]\d{{4}}(?!\d)")
ISSN = re.compile(rf"ISSN[ :(a-zäö-]*\d{{4}}[{DASH}]\d{{3}}[\dX]", re.IGNORECASE)
COUNTRIES = "358|46|47|45|354|372|371|370|380|49|48|44"
PHONE = re.compile(
    rf"(?<!\d[.,])(?<![\w/+{DASH}])(?:(?:\+|00)(?:{COUNTRIES}){GAP}?(?:\(0\){GAP}?)?[1-9]\d?|\(0[1-9]\d{{0,2}}\)|0[1-9])"
    rf"(?:{GAP}?\d)+(?![\d/])"
)
FEWEST_DIGITS, MOST_DIGITS = 7, 15

FINNISH_WAYS = (
    "katu|tie|kuja|polku|kaari|raitti|väylä|bulevardi|esplanadi|puistikko|puistotie|aukio|tori|ranta|rinne|"
    "kulma|portti|penger|laituri|valtatie|kadun|tien"
)
SWEDISH_WAYS = "gata|gatan|väg|vägen|gränd|gränden|stig|stigen|torg|torget|esplanad|esplanaden|allé|allén|kajen|strand|stranden|backen|brinken"
NO_ADDRESS = (
    "valtatie|kantatie|seututie|yhdystie|moottoritie|maantie|rautatie|opintopolku|oppimispolku|urapolku|"
    "ohjauspolku|palvelupolku|osaamispolku|koulutuspolku|työllistymispolku|asiakaspolku|polku|tie|väylä|uraväylä|"
    "riksväg|stamväg|motorväg|järnväg|studieväg|studiestig|lärstig|karriärväg"
)
ADDRESS = re.compile(
    rf"(?<![\w{DASH}])"
    rf"(?!(?i:{NO_ADDRESS})\s)"
    rf"(?:[A-ZÅÄÖ][\w{DASH}]*?[a-zåäö{DASH}](?:{FINNISH_WAYS}|{SWEDISH_WAYS})"
    rf"|[A-ZÅÄÖ][\wåäö]+(?:n|s)[ \N{{NO-BREAK SPACE}}](?:{FINNISH_WAYS}|{SWEDISH_WAYS}))"
    rf"[ \N{{NO-BREAK SPACE}}]\d{{1,3}}(?:[{DASH}]\d{{1,3}})?(?:[ \N{{NO-BREAK SPACE}}]?[A-Za-z](?![\w]))?"
    rf"(?:[ \N{{NO-BREAK SPACE}}]\d{{1,3}})?(?![\w%]|[.,:]\d|[ \N{{NO-BREAK SPACE}}]?(?:%|prosent|procent))"
)


def find(text: str) -> list[Finding]:
    """What looks like personal data, in the order of the text; of two that overlap the surer one."""
    taken: list[tuple[int, int]] = [
        found.span() for mask in (BUSINESS_ID, DAY, ISSN) for found in mask.finditer(text)
    ]
    findings: list[Finding] = []
    for kind, found in _candidates(text):
        start, end = found.span()
        if any(start < other_end and other_start < end for other_start, other_end in taken):
            continue
        taken.append((start, end))
        findings.append(Finding(kind, start, end, found.group()))
    return sorted(findings, key=lambda one: one.start)


def _candidates(text: str) -> Iterator[tuple[Kind, re.Match[str]]]:
    """The surest kinds first."""
    yield from (
        (Kind.IDENTITY_NUMBER, one) for one in IDENTITY_NUMBER.finditer(text) if _is_identity_number(one)
    )
    yield from ((Kind.IBAN, one) for one in IBAN.finditer(text) if _is_iban(one.group()))
    yield from ((Kind.EMAIL, one) for one in EMAIL.finditer(text))
    yield from ((Kind.ADDRESS, one) for one in ADDRESS.finditer(text))
    yield from ((Kind.PHONE, one) for one in PHONE.finditer(text) if _is_phone(one.group()))


def _is_identity_number(found: re.Match[str]) -> bool:
    """The day exists and the check mark fits."""
    day, month, year, sign, number, mark = found.groups()
    try:
        date(CENTURIES[sign.upper()] + int(year), int(month), int(day))
    except ValueError:
        return False
    return CHECK_MARKS[int(day + month + year + number) % len(CHECK_MARKS)] == mark.upper()


def _is_iban(text: str) -> bool:
    """ISO 13616: the country and check digits at the end, letters as numbers, the rest of 97 is one."""
    plain = re.sub(r"\s", "", text)
    digits = "".join(str(int(character, 36)) for character in plain[4:] + plain[:4])
    return int(digits) % 97 == 1


def _is_phone(text: str) -> bool:
    return FEWEST_DIGITS <= sum(character.isdigit() for character in text) <= MOST_DIGITS


def in_values(values: Mapping[str, Any], language: str) -> Iterator[InField]:
    """In these texts by the names of practices.fields, in the order of the form; others are left out."""
    for field in CHECKED_FIELDS:
        value = values.get(field, "")
        for part in value if isinstance(value, list) else [value]:
            yield from (InField(language, field, finding) for finding in find(part))


def in_text(text: PracticeText) -> Iterator[InField]:
    """In every text of one language version."""
    return in_values({field: getattr(text, field) for field in CHECKED_FIELDS}, text.language)


def in_practice(practice: Practice) -> list[InField]:
    """In all its language versions. No query if the texts are prefetched."""
    return [found for text in practice.texts.all() for found in in_text(text)]
