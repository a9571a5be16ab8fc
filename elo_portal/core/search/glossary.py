"""What else finds a word: the administrators' list of synonyms, and the names of the vocabularies' terms.

Read at each search, so that a change holds from the next one on; texts need not be analysed anew.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import permutations
from pathlib import Path
from typing import Any, NamedTuple

from django.apps import apps
from django.db import connection

from elo_portal.core.models.synonyms import Synonym
from elo_portal.core.models.vocabularies import Term
from elo_portal.core.search import finnish
from elo_portal.core.search.analyse import LANGUAGES, term_lexeme
from elo_portal.core.search.stems import is_small, stem
from elo_portal.core.search.tokens import tokens

FILE = Path(__file__).with_name("synonyms.csv")
MOST_MEANINGS = 16  # of one word or phrase
_VARIANTS = re.compile(r"[,()]")
_STAMP = """
    SELECT md5(concat(
        (SELECT string_agg(concat_ws('|', word, language, meaning, meaning_language, is_one_way), '/' ORDER BY id)
         FROM core_synonym),
        (SELECT string_agg(concat_ws('|', id, name_fi, name_sv, name_en), '/' ORDER BY id) FROM core_term)
    ))
"""


class Meaning(NamedTuple):
    """Words that find something as well, side by side. Without a language: the lexeme of a term."""

    language: str
    words: tuple[str, ...]
    text: str = ""  # as it is written in the list


class Match(NamedTuple):
    """Words of a query, from the first to before the last, that mean something else as well."""

    first: int
    last: int
    meaning: Meaning


Bases = frozenset[str]


class _Entry(NamedTuple):
    phrase: tuple[Bases, ...]
    meaning: Meaning


class Glossary:
    """The list, ready to be asked."""

    def __init__(self, pairs: Sequence[tuple[Meaning, Meaning]]) -> None:
        self._entries: Mapping[tuple[str, str], list[_Entry]] = defaultdict(list)
        self.single_words = frozenset(
            (meaning.language, *meaning.words)
            for pair in pairs
            for meaning in pair
            if meaning.language and len(meaning.words) == 1
        )
        for asked, meaning in dict.fromkeys(pairs):
            phrase = _phrase(asked)
            for base in phrase[0] if phrase else ():
                self._entries[asked.language, base].append(_Entry(phrase, meaning))

    def matches(self, words: Sequence[str]) -> Iterator[Match]:
        """What these words of a query mean as well, alone and together; the order is theirs."""
        for language in LANGUAGES:
            bases = [_bases(word, language) for word in words]
            for first, own in enumerate(bases):
                found = dict.fromkeys(
                    Match(first, first + len(entry.phrase), entry.meaning)
                    for base in sorted(own)
                    for entry in self._entries.get((language, base), ())
                    if len(entry.phrase) <= len(bases) - first
                    and all(a & b for a, b in zip(entry.phrase, bases[first:], strict=False))
                )
                yield from list(found)[:MOST_MEANINGS]


EMPTY = Glossary(())


def current() -> Glossary:
    """The list as it stands. One query, and two more where it has changed since this process last asked."""
    with connection.cursor() as cursor:
        cursor.execute(_STAMP)
        (stamp,) = cursor.fetchone()
    return _read(stamp)


def load(get_model: Callable[..., Any] = apps.get_model) -> None:
    """Add the pairs that are shipped. One query. A migration passes the `get_model` of its own moment."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    model = get_model("core", "Synonym")
    model.objects.bulk_create(
        [model(is_one_way=bool(row.pop("one_way")), **row) for row in rows], ignore_conflicts=True
    )


@lru_cache(maxsize=1)
def _read(stamp: str) -> Glossary:
    """`stamp`: what the list is now; another one is read anew."""
    pairs = list(_pairs_of_synonyms())
    return Glossary([*pairs, *_by_way_of(pairs), *_pairs_of_terms()])


def _pairs_of_synonyms() -> Iterator[tuple[Meaning, Meaning]]:
    for one in Synonym.objects.order_by("pk"):
        word = _meaning(one.language, one.word)
        meaning = _meaning(one.meaning_language, one.meaning)
        yield word, meaning
        if not one.is_one_way:
            yield meaning, word


def _by_way_of(pairs: Sequence[tuple[Meaning, Meaning]]) -> Iterator[tuple[Meaning, Meaning]]:
    """What a synonym is in another language: oppari is opinnäytetyö, and that is thesis."""
    abroad: dict[tuple[str, tuple[str, ...]], list[Meaning]] = defaultdict(list)
    for word, meaning in pairs:
        if word.language != meaning.language:
            abroad[word.language, word.words].append(meaning)
    for word, meaning in pairs:
        if word.language == meaning.language:
            yield from ((word, other) for other in abroad[meaning.language, meaning.words])


def _pairs_of_terms() -> Iterator[tuple[Meaning, Meaning]]:
    """A name leads to its term; names that stand in the same place of their lists, to one another."""
    for term in Term.objects.order_by("pk"):
        named = {
            language: [_meaning(language, part) for part in _VARIANTS.split(name) if part.strip()]
            for language in LANGUAGES
            if (name := getattr(term, f"name_{language}"))
        }
        lexeme = Meaning("", (term_lexeme(term.pk),))
        for variants in named.values():
            yield from ((variant, lexeme) for variant in variants)
        for ours, theirs in permutations(named.values(), 2):
            if len(ours) == len(theirs):
                yield from zip(ours, theirs, strict=True)


def _meaning(language: str, text: str) -> Meaning:
    return Meaning(language, _surfaces(text), text.strip())


def _surfaces(text: str) -> tuple[str, ...]:
    return tuple(token.surface for token in tokens(text))


def _phrase(meaning: Meaning) -> tuple[Bases, ...]:
    return tuple(bases for _, bases in _content(meaning.words, meaning.language))


def _content(words: Sequence[str], language: str) -> list[tuple[str, Bases]]:
    """Words with their base forms; small words are left out, as they are of a query, unless there is no other."""
    read = [(word, _bases(word, language)) for word in words]
    content = [one for one in read if not _is_left_out(one[0])]
    return content or read


def _is_left_out(word: str) -> bool:
    read = finnish.analyse(word)
    return read.is_function_word or (is_small(word) and not read.is_known)


def _bases(word: str, language: str) -> Bases:
    if language == "fi":
        return frozenset(finnish.analyse(word).lemmas)
    return frozenset([stem(word, language)])
