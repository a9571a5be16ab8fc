"""Words of Swedish and English: their stems, as PostgreSQL's configurations make them, and what says nothing."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from elo_portal.core.search.lexicon import SMALL_WORDS
from elo_portal.core.search.snowball import Name, stemmed
from elo_portal.core.search.tokens import as_pair

FARTHEST = 2  # places from a word to its neighbour
_NAMES: dict[str, Name] = {"sv": "swedish", "en": "english"}


@lru_cache(50_000)
def stem(word: str, language: str) -> str:
    return stemmed(word, _NAMES[language])


def pairs(words: Sequence[str], language: str) -> Iterator[str]:
    """The lexemes of words that stand side by side, or with one small word between them."""
    content = [(place, word) for place, word in enumerate(words) if not is_small(word)]
    for (place, one), (next_place, other) in pairwise(content):
        if next_place - place <= FARTHEST and one.isalpha() and other.isalpha():
            yield as_pair(stem(one, language), stem(other, language))


def is_small(word: str) -> bool:
    """Whether it is one of the words that hold a Swedish or an English sentence together."""
    return word in SMALL_WORDS
