"""What people type: how it is read, and the tsquery literals that look for it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from elo_portal.core.search import finnish, stems
from elo_portal.core.search.analyse import Language
from elo_portal.core.search.glossary import EMPTY, Glossary, Match
from elo_portal.core.search.literals import FEWEST_FOR_MOST, Reach, joined, unit_literal
from elo_portal.core.search.tokens import Token, as_written, quoted, tokens
from elo_portal.core.search.units import Clause, Other, QueryWord, Unit

MOST_CHARACTERS = 200
MOST_WORDS = 20
SHORTEST_TYPED = 2  # letters of an unfinished word


_QUOTES = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u00bb\u00ab", '"'))


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: all units together, or most of them where they are many.

    is_blank: nothing was asked; punctuation alone is not blank, it finds nothing.
    is_exact: words only as written. is_typing: the last word may go on.
    is_any: any of the units in a title or a summary will do.
    """

    units: tuple[Unit, ...]
    is_blank: bool
    is_exact: bool
    is_typing: bool
    is_any: bool = False

    @property
    def clauses(self) -> tuple[Clause, ...]:
        return tuple(clause for unit in self.units for clause in unit.clauses)

    @property
    def words(self) -> Clause:
        return tuple(word for clause in self.clauses for word in clause)

    @property
    def has_others(self) -> bool:
        return any(unit.all_others for unit in self.units)

    @property
    def has_most(self) -> bool:
        """Whether it is worth asking for most of the units."""
        return len(self.units) >= FEWEST_FOR_MOST and not (self.is_typing or self.is_exact)

    @property
    def reach(self) -> Reach:
        """What a row must have at least to be found."""
        if self.is_any:
            return "any"
        return "most" if self.has_most else "whole"

    def sought(self, language: Language) -> tuple[Clause, ...]:
        """Whatever may be marked in a text of this language."""
        others = (other.clause for unit in self.units for other in unit.also if other.language == language)
        return (*self.clauses, *others)

    def finnish(self, reach: Reach = "whole") -> str:
        """The tsquery literal for Finnish entries."""
        literals = [unit_literal(unit, "fi", reach) for unit in self.units]
        if self.is_typing:
            begun = self.clauses[-1][0].surface
            literals[-1] = f"{literals[-1]} | {quoted(begun)}:* | {as_written(begun)}:*"
        return joined(literals, reach)

    def finished(self, language: Language = "sv", reach: Reach = "whole") -> str:
        """The units that are not being typed any more, for `to_tsquery` of another language."""
        units = self.units[:-1] if self.is_typing else self.units
        return joined([unit_literal(unit, language, reach) for unit in units], reach)

    def unfinished(self, language: Language = "sv", reach: Reach = "whole") -> str:
        """The unit that is being typed, for `to_tsquery` of another language."""
        return f"({unit_literal(self.units[-1], language, reach)})" if self.is_typing else ""

    def beginning(self) -> str:
        """The tsquery literal of any word that begins like the one that is being typed."""
        return f"{as_written(self.clauses[-1][0].surface)}:*" if self.is_typing else ""

    def as_written(self) -> str:
        """The tsquery literal of the words as written, for an exact search."""
        return " & ".join(as_written(word.surface) for word in self.words) if self.is_exact else ""


def read(
    text: str,
    *,
    glossary: Glossary = EMPTY,
    is_exact: bool = False,
    is_typing: bool = False,
    is_any: bool = False,
) -> Query:
    """Read what a person typed. Words are joined by "and"; words in quotation marks stand side by side."""
    if len(text) > MOST_CHARACTERS:
        text = text[:MOST_CHARACTERS].rpartition(" ")[0] or text[:MOST_CHARACTERS]
    clauses = tuple(dict.fromkeys(_clauses(text)))[:MOST_WORDS]
    if not is_exact:
        clauses = tuple(clause for clause in clauses if not _says_nothing(clause)) or clauses
    may_go_on = bool(clauses) and len(clauses[-1]) == 1 and len(clauses[-1][0].surface) >= SHORTEST_TYPED
    goes_on = is_typing and not is_exact and may_go_on and text[-1].isalnum()
    return Query(
        units=tuple(_units(clauses, EMPTY if is_exact else glossary, goes_on=goes_on)),
        is_blank=not text.strip(),
        is_exact=is_exact,
        is_typing=goes_on,
        is_any=is_any,
    )


def _clauses(text: str) -> Iterator[Clause]:
    pieces = text.translate(_QUOTES).split('"')
    for place, piece in enumerate(pieces):
        words = tuple(
            QueryWord(token.surface, _read_word(token), token.is_capitals) for token in tokens(piece)
        )
        is_phrase = place % 2 == 1 and place < len(pieces) - 1
        if is_phrase and words:
            yield words
        elif not is_phrase:
            yield from ((word,) for word in words)


def _read_word(token: Token) -> finnish.Word:
    word = finnish.analyse(token.surface)
    return replace(word, is_function_word=False) if token.is_capitals else word


def _says_nothing(clause: Clause) -> bool:
    if len(clause) > 1:
        return False
    word = clause[0].word
    return word.is_function_word or (stems.is_small(clause[0].surface) and not word.is_known)


def _units(clauses: Sequence[Clause], glossary: Glossary, *, goes_on: bool) -> Iterator[Unit]:
    """Words that mean something together are one unit; a word that is being typed stands alone."""
    matches = list(_matches(clauses, glossary))
    place = 0
    while place < len(clauses):
        last = max((match.last for match in matches if match.first == place), default=place + 1)
        if goes_on and last == len(clauses):
            last = place + 1
        own = range(place, last)
        yield Unit(
            clauses=tuple(clauses[place:last]),
            others=tuple(_others(matches, one, one + 1) for one in own),
            together=_others(matches, place, last) if len(own) > 1 else (),
        )
        place = last


def _matches(clauses: Sequence[Clause], glossary: Glossary) -> Iterator[Match]:
    """What stands in quotation marks means only itself."""
    words = [clause[0].surface if len(clause) == 1 else "" for clause in clauses]
    return (match for match in glossary.matches(words) if all(words[match.first : match.last]))


def _others(matches: Iterable[Match], first: int, last: int) -> tuple[Other, ...]:
    found = (match.meaning for match in matches if (match.first, match.last) == (first, last))
    return tuple(
        Other(
            language,
            tuple(
                QueryWord(word, finnish.analyse(word) if language == "fi" else _itself(word))
                for word in words
            ),
            text,
        )
        for language, words, text in dict.fromkeys(found)
    )


def _itself(word: str) -> finnish.Word:
    return finnish.Word(lemmas=(word,), is_known=False)
