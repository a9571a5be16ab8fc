"""The stemmers of Snowball, for every thread its own: a word lies in the stemmer itself while it is cut.

With one for all, two searches at once cut each other's words: an error at best, a wrong stem otherwise.
"""

from functools import cache
from threading import local
from typing import Any, Literal

import snowballstemmer

Name = Literal["finnish", "swedish", "english"]


class _Mine(local):
    def __init__(self) -> None:
        self.of = cache(snowballstemmer.stemmer)


_mine = _Mine()


def stemmed(word: str, name: Name) -> str:
    """The stem of a lower-case word; may be empty."""
    stemmer: Any = _mine.of(name)
    return str(stemmer.stemWord(word))
