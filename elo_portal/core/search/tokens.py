"""The words of a text: cut and written in one way for documents, queries and marks alike."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

LONGEST_WORD = 100  # PostgreSQL refuses lexemes over 2 kB

_LETTER = r"(?:[^\W_]|[\u0300-\u036f\u00ad\u200d])"
_WORD = re.compile(rf"{_LETTER}+(?:[-\u2010\u2011:'\u2019]{_LETTER}+)*")
_HYPHENS = frozenset("-\u2010\u2011")
_ONE_WAY = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2019": "'", "\u00ad": None, "\u200d": None})


class Token(NamedTuple):
    """A word: where it stands in the text, and in the form that is compared."""

    start: int
    end: int
    surface: str
    is_capitals: bool  # "TE": an abbreviation, not the word for "you"
    is_cut: bool  # "yksilö-" of "yksilö- ja ryhmäohjaus"


@lru_cache(16)  # the texts of one object are asked for several times
def tokens(text: str) -> tuple[Token, ...]:
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    for match in _WORD.finditer(text):
        written = unicodedata.normalize("NFC", match[0].translate(_ONE_WAY))
        surface = written.lower()[:LONGEST_WORD].strip("-:'")
        if surface:
            yield Token(
                start=match.start(),
                end=match.end(),
                surface=surface,
                is_capitals=len(written) > 1 and written.isupper(),
                is_cut=text[match.end() : match.end() + 1] in _HYPHENS,
            )


def cleaned(text: str) -> str:
    """The words and nothing else, so that PostgreSQL's parser cuts where we cut."""
    return " ".join(token.surface for token in tokens(text))


@lru_cache(50_000)
def plain(word: str) -> str:
    """Without dots, rings and accents."""
    return "".join(
        letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter)
    )


def quoted(lexeme: str) -> str:
    """A lexeme inside a tsvector or tsquery literal."""
    escaped = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def as_pair(first: str, second: str) -> str:
    """The lexeme that stands for two words side by side: PostgreSQL finds it without reading the positions.

    A digit between letters makes a word that every configuration leaves as it is.
    """
    return f"{first}0{second}"


def as_made_of(verb: str) -> str:
    """The lexeme that stands for a noun made of the verb, told from the verb itself by its mark."""
    return f"~{verb}"


def as_written(surface: str) -> str:
    """The lexeme that stands for the word as written, told from base forms by its mark."""
    return quoted(f"={surface}")
