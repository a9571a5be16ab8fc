"""Mistyped words and missing dots: the nearest word that occurs in some text.

A word that the dictionary knows was meant as it stands: the nearest one may be offered, never put in its place.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection

from elo_portal.core.search import finnish
from elo_portal.core.search.glossary import Glossary
from elo_portal.core.search.queries import Query
from elo_portal.core.search.stems import is_small
from elo_portal.core.search.tokens import plain, tokens

SHORTEST = 4  # letters: of a shorter word too little is left to recognise it by
LONGEST = 40
NEAR = {
    5: 1,
    6: 1,
    7: 1,
}  # letters of a word -> differences that are a slip; longer ones two, shorter ones none
NEAR_LONG = 2
LONGEST_ENDING = 4  # letters of an inflection that the base form lacks
SHORTEST_INFLECTED = 8
CANDIDATES = 25

_NEAREST = """
    SELECT typed.word, known.language, known.word, known.plain
    FROM unnest(%(typed)s::text[], %(plain)s::text[]) AS typed (word, plain)
    CROSS JOIN LATERAL (
        SELECT language, word, plain FROM core_knownword
        WHERE plain %% typed.plain
        ORDER BY similarity(plain, typed.plain) DESC, word
        LIMIT %(limit)s
    ) AS known
    UNION ALL
    SELECT '', language, word, plain FROM core_knownword WHERE language = 'fi' AND word = ANY(%(dotted)s::text[])
"""
_FRONT = str.maketrans("ao", "äö")


class Known(NamedTuple):
    """A word that occurs in texts."""

    language: str
    word: str
    plain: str


@dataclass(frozen=True)
class Meant:
    """The text as it was probably meant. `is_sure`: only words that no dictionary knows were changed."""

    text: str
    is_sure: bool


def meant(text: str, query: Query, glossary: Glossary, *, finds_some: bool) -> Meant | None:
    """What was probably meant by a text that finds little; None if nothing comes near. One query, or none.

    Where it finds something, a word of the dictionary is beyond doubt.
    """
    doubtful = {
        word.surface: word.word
        for clause in query.clauses
        for word in clause
        if SHORTEST <= len(word.surface) <= LONGEST
        and word.surface.isalpha()
        and not is_small(word.surface)
        and not (finds_some and word.word.is_known)
    }
    if not doubtful:
        return None
    dotted = {word: list(_dotted(word)) for word, read in doubtful.items() if not read.is_known}
    near, occurring = _nearest(doubtful, {lemma for found in dotted.values() for _, lemma in found})
    sure: dict[str, str] = {}
    offered: dict[str, str] = {}
    for word, read in doubtful.items():
        known = [*near.get(word, ()), *_of_list(word, glossary)]
        occurs = any(one.word == word for one in known)
        restored = next((form for form, lemma in dotted.get(word, ()) if lemma in occurring), None)
        found = restored or _closest(word, [one for one in known if one.word != word])
        if found and not (occurs and read.is_known):
            (offered if occurs or read.is_known else sure)[word] = found
    if sure or offered:
        return Meant(_replaced(text, sure or offered), is_sure=bool(sure))
    return None


def _nearest(words: Collection[str], dotted: Collection[str]) -> tuple[dict[str, list[Known]], set[str]]:
    values: dict[str, Any] = {
        "typed": list(words),
        "plain": [plain(word) for word in words],
        "dotted": list(dotted),
        "limit": CANDIDATES,
    }
    near: dict[str, list[Known]] = {}
    occurring: set[str] = set()
    with connection.cursor() as cursor:
        cursor.execute(_NEAREST, values)
        for typed, *known in cursor.fetchall():
            if typed:
                near.setdefault(typed, []).append(Known(*known))
            else:
                occurring.add(known[1])
    return near, occurring


def _of_list(word: str, glossary: Glossary) -> Iterator[Known]:
    """Words of the list of synonyms that begin alike and are nearly as long."""
    for language, known in sorted(glossary.single_words):
        if abs(len(known) - len(word)) <= NEAR_LONG and plain(known)[0] == plain(word)[0]:
            yield Known(language, known, plain(known))


def _dotted(word: str) -> Iterator[tuple[str, str]]:
    """(form, base form) of the readings with dots that the dictionary knows: tyottomyyden -> työttömyyden.

    Vowel harmony leaves few: a word, or either side of one border in a compound, has its dots or has none.
    """
    forms = [word.translate(_FRONT)]
    for border in range(2, len(word) - 1):
        forms += [
            word[:border] + word[border:].translate(_FRONT),
            word[:border].translate(_FRONT) + word[border:],
        ]
    read = {form: finnish.analyse(form) for form in dict.fromkeys(forms) if form != word}
    known = [(form, result) for form, result in read.items() if result.is_known]
    for form, result in sorted(known, key=lambda one: len(one[1].parts)):
        yield from ((form, lemma) for lemma in result.lemmas)


def _closest(word: str, near: Sequence[Known]) -> str | None:
    typed = plain(word)
    limit = NEAR.get(len(typed), NEAR_LONG if len(typed) > max(NEAR) else 0)
    ranked = sorted((*_difference(typed, known), place) for place, known in enumerate(near))
    return next((near[place].word for slips, _, place in ranked if slips <= limit), None)


def _difference(typed: str, known: Known) -> tuple[int, bool]:
    """(slips between them, whether an ending was left out); the ending of a Finnish word counts as one slip."""
    if typed[0] != known.plain[0]:
        return LONGEST, False
    least = distance(typed, known.plain), False
    if known.language == "fi" and len(known.plain) >= SHORTEST_INFLECTED:
        shortest = max(len(typed) - LONGEST_ENDING, len(known.plain) - 1)
        for end in range(shortest, len(typed)):
            least = min(least, (distance(typed[:end], known.plain) + 1, True))
    return least


def distance(one: str, other: str) -> int:
    """Letters added, left out, exchanged or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        last, before, row = before, row, [i]
        for j, its in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == its:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _replaced(text: str, changes: dict[str, str]) -> str:
    pieces, end = [], 0
    for token in tokens(text):
        if token.surface in changes:
            pieces += [text[end : token.start], changes[token.surface]]
            end = token.end
    return "".join([*pieces, text[end:]])
