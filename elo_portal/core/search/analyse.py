"""Documents to tsvector literals; PostgreSQL only stores, finds and ranks.

Finnish is analysed here, Swedish and English by PostgreSQL's own configurations. In every language the
vector also holds each word as written, for exact search and for a word that is still being typed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple, get_args

from elo_portal.core.search import finnish
from elo_portal.core.search.tokens import Token, as_written, quoted, tokens

# Stored in each entry. Raise it when texts are analysed differently: older entries are then made anew.
ANALYSER_VERSION = 1

Language = Literal["fi", "sv", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

MOST_CHARACTERS = 80_000  # of one object: what comes after is not found; keeps the vector under its 1 MB
FIELD_GAP = 10  # positions between two fields: no phrase reaches over them
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
    lesser: frozenset[str]  # parts of a compound, the verb of a verbal noun
    parts: tuple[finnish.Part, ...]


def finnish_words(text: str) -> Iterator[FinnishWord]:
    words = list(tokens(text))
    for place, token in enumerate(words):
        word = finnish.analyse(token.surface)
        lemmas = frozenset([*word.lemmas, *_completed(words[place : place + ELLIPSIS_REACH + 1])])
        lesser = frozenset([*word.verbs, *(part.lemma for part in word.parts)])
        yield FinnishWord(token, lemmas, lesser - lemmas, word.parts)


def finnish_vector(fields: Fields) -> str:
    """Base forms with the weight of their field (A, B, C), what a word stands for less with D.

    What a title stands for less is said once more, with B, before the text: a title that names
    etäohjaus is about ohjaus. Every second position there is left empty, so that no phrase is made of it.
    """
    lexemes: dict[str, list[str]] = defaultdict(list)
    position = 0
    for word in finnish_words(fields.title):
        position += 2
        for lexeme in word.lesser:
            lexemes[lexeme].append(f"{position}B")
    for text, weight in zip(fields, "ABC", strict=True):
        position += FIELD_GAP
        for word in finnish_words(text):
            position += 1
            for lexeme in word.lemmas:
                lexemes[lexeme].append(f"{position}{weight}")
            for lexeme in word.lesser:
                lexemes[lexeme].append(f"{position}D")
    return " ".join(f"{quoted(lexeme)}:{','.join(places)}" for lexeme, places in lexemes.items())


def surface_vector(texts: Iterable[str]) -> str:
    """The words as written, without positions."""
    surfaces = dict.fromkeys(token.surface for text in texts for token in tokens(text))
    return " ".join(as_written(surface) for surface in surfaces)


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
