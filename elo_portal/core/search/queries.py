"""What people type: how it is read, and the tsquery literals that look for it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from elo_portal.core.search import finnish
from elo_portal.core.search.tokens import Token, as_written, quoted, tokens

MOST_CHARACTERS = 200
MOST_WORDS = 20
SHORTEST_TYPED = 2  # letters of an unfinished word

_QUOTES = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u00bb\u00ab", '"'))


@dataclass(frozen=True, slots=True)
class QueryWord:
    """One word, as typed in lower case and as read in Finnish."""

    surface: str
    word: finnish.Word

    @property
    def parts(self) -> tuple[str, ...]:
        """The smallest parts of a compound, to be shown: etäohjaus is etä + ohjaus."""
        shown: list[str] = []
        end = 0
        for part in sorted(self.word.parts, key=lambda part: (part.start, part.end)):
            if part.start >= end:
                shown.append(part.lemma)
                end = part.end
        return tuple(shown) if len(shown) > 1 else ()


Clause = tuple[QueryWord, ...]  # of several words: a phrase


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: all clauses together.

    is_blank: nothing was asked; punctuation alone is not blank, it finds nothing.
    is_exact: words only as written. is_typing: the last word may go on.
    """

    clauses: tuple[Clause, ...]
    is_blank: bool
    is_exact: bool
    is_typing: bool

    @property
    def words(self) -> Clause:
        return tuple(word for clause in self.clauses for word in clause)

    def finnish(self) -> str:
        """The tsquery literal for Finnish entries."""
        literals = [_finnish_clause(clause) for clause in self.clauses]
        if self.is_typing:
            begun = self.clauses[-1][0].surface
            literals[-1] += f" | {quoted(begun)}:* | {as_written(begun)}:*"
        return " & ".join(f"({literal})" for literal in literals)

    def finished(self) -> str:
        """The words that are not being typed any more, for `to_tsquery` of another language."""
        return _stemmed(self.clauses[:-1] if self.is_typing else self.clauses)

    def unfinished(self) -> str:
        """The word that is being typed, for `to_tsquery` of another language."""
        return _stemmed(self.clauses[-1:]) if self.is_typing else ""

    def beginning(self) -> str:
        """The tsquery literal of any word that begins like the one that is being typed."""
        return f"{as_written(self.clauses[-1][0].surface)}:*" if self.is_typing else ""

    def as_written(self) -> str:
        """The tsquery literal of the words as written, for an exact search."""
        return " & ".join(as_written(word.surface) for word in self.words) if self.is_exact else ""


def read(text: str, *, is_exact: bool = False, is_typing: bool = False) -> Query:
    """Read what a person typed. Words are joined by "and"; words in quotation marks stand side by side."""
    if len(text) > MOST_CHARACTERS:
        text = text[:MOST_CHARACTERS].rpartition(" ")[0] or text[:MOST_CHARACTERS]
    clauses = tuple(dict.fromkeys(_clauses(text)))[:MOST_WORDS]
    if not is_exact:
        clauses = tuple(clause for clause in clauses if not _is_function_word(clause)) or clauses
    may_go_on = bool(clauses) and len(clauses[-1]) == 1 and len(clauses[-1][0].surface) >= SHORTEST_TYPED
    return Query(
        clauses=clauses,
        is_blank=not text.strip(),
        is_exact=is_exact,
        is_typing=is_typing and not is_exact and may_go_on and text[-1].isalnum(),
    )


def _clauses(text: str) -> Iterator[Clause]:
    pieces = text.translate(_QUOTES).split('"')
    for place, piece in enumerate(pieces):
        words = tuple(QueryWord(token.surface, _read_word(token)) for token in tokens(piece))
        is_phrase = place % 2 == 1 and place < len(pieces) - 1
        if is_phrase and words:
            yield words
        elif not is_phrase:
            yield from ((word,) for word in words)


def _read_word(token: Token) -> finnish.Word:
    word = finnish.analyse(token.surface)
    return replace(word, is_function_word=False) if token.is_capitals else word


def _is_function_word(clause: Clause) -> bool:
    return len(clause) == 1 and clause[0].word.is_function_word


def _finnish_clause(clause: Clause) -> str:
    if len(clause) > 1:
        return " <-> ".join(f"({_whole_words(word.word.lemmas)})" for word in clause)
    word = clause[0].word
    asked = [quoted(lemma) for lemma in (*word.lemmas, *word.verbs)]
    # The compound written as two words: aikuisten koulutus for aikuiskoulutus. Whole words only, so that
    # the parts of two neighbouring compounds do not make a third one.
    apart = [f"({_whole_words([first])} <-> {_whole_words([second])})" for first, second in word.pairs]
    return " | ".join([*asked, *apart])


def _whole_words(lemmas: Iterable[str]) -> str:
    return " | ".join(f"{quoted(lemma)}:ABC" for lemma in lemmas)


def _stemmed(clauses: Iterable[Clause]) -> str:
    return " & ".join(f"({' <-> '.join(quoted(word.surface) for word in clause)})" for clause in clauses)
