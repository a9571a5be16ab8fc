"""What a query is made of: words, clauses, units, and what finds the same."""

from dataclasses import dataclass

from elo_portal.core.search import finnish


@dataclass(frozen=True, slots=True)
class QueryWord:
    """One word, as typed in lower case and as read in Finnish."""

    surface: str
    word: finnish.Word
    is_capitals: bool = False

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

    @property
    def shown(self) -> str:
        """As it was read: etä + ohjaus, or the base form."""
        if self.is_capitals:
            return self.surface.upper()
        return " + ".join(self.parts) or (self.word.lemmas[0] if self.word.is_known else self.surface)


Clause = tuple[QueryWord, ...]  # of several words: a phrase


@dataclass(frozen=True, slots=True)
class Other:
    """What finds the same: words of one language side by side. Without a language, the lexeme of a term."""

    language: str
    clause: Clause
    text: str  # as it is written in the list


@dataclass(frozen=True, slots=True)
class Unit:
    """What is asked for as one thing: a word, a phrase, or words that mean something together.

    others: for each clause, what finds it as well. together: what finds all the clauses at once.
    """

    clauses: tuple[Clause, ...]
    others: tuple[tuple[Other, ...], ...]
    together: tuple[Other, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(word.surface for clause in self.clauses for word in clause)

    @property
    def shown(self) -> str:
        """As it was read: compounds as their parts, other words in their base form."""
        return " ".join(word.shown for clause in self.clauses for word in clause)

    @property
    def all_others(self) -> tuple[Other, ...]:
        return (*self.together, *(other for others in self.others for other in others))

    @property
    def also(self) -> tuple[Other, ...]:
        """The others that are words, to be shown."""
        return tuple(other for other in self.all_others if other.language)
