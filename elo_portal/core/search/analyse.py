"""Documents to tsvector literals; PostgreSQL only stores, finds and ranks.

Finnish is analysed here, Swedish and English by PostgreSQL's own configurations. In every language the
vector also holds each word as written, for exact search and for a word that is still being typed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import Any, Literal, NamedTuple, get_args

from elo_portal.core.search import finnish
from elo_portal.core.search.stems import is_small, pairs
from elo_portal.core.search.tokens import Token, as_made_of, as_pair, as_written, quoted, tokens

# Stored in each entry. Raise it when texts are analysed differently: older entries are then made anew.
ANALYSER_VERSION = 2

Language = Literal["fi", "sv", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

MOST_CHARACTERS = 50_000  # of one object: what comes after is not found; keeps the vector under its 1 MB
FIELD_GAP = 10  # positions between two fields: no phrase reaches over them
SHORTEST_WORD, LONGEST_WORD = 4, 40  # letters of a word that is worth knowing
ELLIPSIS_REACH = 4  # words from "yksilö-" to "ryhmäohjaus"
VOWELS = frozenset("aeiouyåäö")


class Fields(NamedTuple):
    """What is searched in one language of one object, the weightiest first."""

    title: str
    summary: str
    body: str

    def shortened(self) -> "Fields":
        room = MOST_CHARACTERS - len(self.title) - len(self.summary)
        return self._replace(body=self.body[: max(room, 0)])


class FinnishWord(NamedTuple):
    """A word of a Finnish text: the base forms it stands for, what it stands for less, and where it is."""

    token: Token
    lemmas: frozenset[str]
    pieces: frozenset[str]  # parts of a compound
    verbs: frozenset[str]  # that a noun is made of
    parts: tuple[finnish.Part, ...]
    is_function_word: bool


@lru_cache(16)  # of one object, for its vector and its head
def finnish_words(text: str) -> tuple[FinnishWord, ...]:
    return tuple(_finnish_words(text))


def _finnish_words(text: str) -> Iterator[FinnishWord]:
    words = tokens(text)
    for place, token in enumerate(words):
        found = FinnishWord(token, *_forms(token.surface))
        if token.is_cut and (whole := [*_completed(words[place : place + ELLIPSIS_REACH + 1])]):
            lemmas = found.lemmas | frozenset(whole)
            pieces = found.pieces - lemmas
            found = found._replace(lemmas=lemmas, pieces=pieces, verbs=found.verbs - lemmas - pieces)
        yield found


@lru_cache(50_000)
def _forms(surface: str) -> tuple[Any, ...]:
    """What a FinnishWord says of a word beside its place."""
    word = finnish.analyse(surface)
    lemmas = frozenset(word.lemmas)
    pieces = frozenset(part.lemma for part in word.parts) - lemmas
    return lemmas, pieces, frozenset(word.verbs) - lemmas - pieces, word.parts, word.is_function_word


def finnish_vector(fields: Fields) -> str:
    """Base forms and pairs of neighbours with the weight of their field (A, B, C), parts of compounds and verbs
    of nouns with D.

    The parts in a title are said once more, with B, before the text: a title that names etäohjaus is about
    ohjaus. Every second position there is left empty, so that no phrase is made of it.
    """
    lexemes: dict[str, list[str]] = defaultdict(list)
    position = 0
    for word in finnish_words(fields.title):
        position += 2
        for lexeme in word.pieces:
            lexemes[lexeme].append(f"{position}B")
    for text, weight in zip(fields, "ABC", strict=True):
        position += FIELD_GAP
        before: frozenset[str] = frozenset()
        for word in finnish_words(text):
            position += 1
            content = frozenset[str]() if word.is_function_word else word.lemmas
            for lexeme in [*word.lemmas, *(as_pair(*pair) for pair in product(before, content))]:
                lexemes[lexeme].append(f"{position}{weight}")
            for lexeme in [*word.pieces, *(as_made_of(verb) for verb in word.verbs)]:
                lexemes[lexeme].append(f"{position}D")
            before = content
    return " ".join(f"{quoted(lexeme)}:{','.join(places)}" for lexeme, places in lexemes.items())


def head_vector(fields: Fields) -> str:
    """Of the title (A) and the summary (B) only: small enough to order thousands by it."""
    return finnish_vector(fields._replace(body=""))


def term_lexeme(term: int) -> str:
    """What stands in a vector for a term of a vocabulary. Every configuration leaves it as it is."""
    return f"xterm{term}"


def term_vector(terms: Iterable[int]) -> str:
    """The terms that an object bears, with the lowest weight."""
    return " ".join(f"{quoted(term_lexeme(term))}:1D" for term in sorted(set(terms)))


def pair_vector(fields: Fields, language: Language) -> str:
    """The pairs of neighbours in a Swedish or an English text, with the weight of their field."""
    lexemes: dict[str, list[str]] = defaultdict(list)
    position = 0
    for text, weight in zip(fields, "ABC", strict=True):
        for pair in pairs([token.surface for token in tokens(text)], language):
            position += 1
            lexemes[pair].append(f"{position}{weight}")
    return " ".join(f"{quoted(pair)}:{','.join(places)}" for pair, places in lexemes.items())


def surface_vector(texts: Iterable[str]) -> str:
    """The words as written, without positions."""
    surfaces = dict.fromkeys(token.surface for text in texts for token in tokens(text))
    return " ".join(as_written(surface) for surface in surfaces)


def base_words(fields: Fields, language: Language) -> frozenset[str]:
    """The words that somebody may mean to type: base forms and parts in Finnish, in other languages as written."""
    found: set[str] = set()
    for text in fields:
        if language == "fi":
            for token in tokens(text):
                word = finnish.analyse(token.surface)
                if word.is_function_word:
                    continue
                if word.is_known:
                    found.update([*word.lemmas, *(part.lemma for part in word.parts)])
                else:
                    found.add(token.surface)
        else:
            found.update(token.surface for token in tokens(text) if not is_small(token.surface))
    return frozenset(word for word in found if SHORTEST_WORD <= len(word) <= LONGEST_WORD)


def _completed(words: Sequence[Token]) -> Iterator[str]:
    """What "yksilö-" stands for in "yksilö- ja ryhmäohjaus": yksilöohjaus."""
    cut, *following = words
    if not cut.is_cut:
        return
    for token in following:
        word = finnish.analyse(token.surface)
        for _, head in word.pairs:
            is_same_vowel = cut.surface[-1] == head[0] and head[0] in VOWELS
            yield f"{cut.surface}{'-' if is_same_vowel else ''}{head}"
        if word.pairs or not (token.is_cut or word.is_function_word):
            return
