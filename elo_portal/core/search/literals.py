"""The tsquery literals that look for units, in each language."""

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise, product
from typing import Literal

from elo_portal.core.search import finnish, stems
from elo_portal.core.search.analyse import Language
from elo_portal.core.search.tokens import as_made_of, as_pair, quoted
from elo_portal.core.search.units import Clause, Other, QueryWord, Unit

FEWEST_FOR_MOST = 3  # of two words, "most" are both
LEFT_OUT = {3: 1, 4: 1, 5: 2, 6: 2, 7: 2, 8: 2}  # how many units may be missing; of more units one

# own: every unit as typed; whole: every unit, as typed or by another meaning; most: most of the units; any: one.
Reach = Literal["own", "whole", "most", "any"]


def unit_literal(unit: Unit, language: Language, reach: Reach) -> str:
    """What finds all of it together stands for what finds its words one by one."""
    together = [] if reach == "own" else _literals(unit.together, language)
    clauses = [
        " | ".join(
            [_clause(clause, language), *([] if reach == "own" or together else _literals(others, language))]
        )
        for clause, others in zip(unit.clauses, unit.others, strict=True)
    ]
    if len(clauses) == 1:
        return clauses[0]
    return " | ".join([f"({' & '.join(f'({clause})' for clause in clauses)})", *together])


def _literals(others: Iterable[Other], language: Language) -> list[str]:
    return [f"({_clause(other.clause, language)})" for other in others if other.language in {"", language}]


def joined(literals: Sequence[str], reach: Reach) -> str:
    if reach == "any":
        return " | ".join(f"({literal})" for literal in literals)
    if reach != "most" or len(literals) < FEWEST_FOR_MOST:
        return " & ".join(f"({literal})" for literal in literals)
    fewest = len(literals) - LEFT_OUT.get(len(literals), 1)
    return " | ".join(
        f"({' & '.join(f'({literal})' for literal in some)})" for some in combinations(literals, fewest)
    )


def _clause(clause: Clause, language: Language) -> str:
    if language != "fi":
        return _stemmed_word(clause[0]) if len(clause) == 1 else _stemmed_phrase(clause, language)
    return _finnish_word(clause[0].word) if len(clause) == 1 else _finnish_phrase(clause)


def _finnish_word(word: finnish.Word) -> str:
    asked = [quoted(lemma) for lemma in (*word.lemmas, *word.deeds)]
    made = [quoted(as_made_of(lemma)) for lemma in word.lemmas if word.is_verb or not word.is_known]
    # The compound written as two words: aikuisten koulutus for aikuiskoulutus. Whole words only, so that
    # the parts of two neighbouring compounds do not make a third one.
    apart = [quoted(as_pair(*pair)) for pair in word.pairs]
    return " | ".join([*asked, *made, *apart])


def _finnish_phrase(clause: Clause) -> str:
    """By its pairs; where it is longer than one, by the places of its words as well."""
    pairs = [
        f"({' | '.join(quoted(as_pair(*pair)) for pair in product(one.word.lemmas, other.word.lemmas))})"
        for one, other in pairwise(clause)
        if not (one.word.is_function_word or other.word.is_function_word)
    ]
    if len(clause) == 2 and pairs:
        return pairs[0]
    return " & ".join([*pairs, f"({' <-> '.join(_whole_word(word.word) for word in clause)})"])


def _whole_word(word: finnish.Word) -> str:
    return f"({' | '.join(f'{quoted(lemma)}:ABC' for lemma in word.lemmas)})"


def _stemmed_word(word: QueryWord) -> str:
    return quoted(word.surface)


def _stemmed_phrase(clause: Clause, language: Language) -> str:
    words = [word.surface for word in clause]
    pairs = [quoted(pair) for pair in stems.pairs(words, language)]
    content = [word for word in words if not stems.is_small(word)]
    if len(pairs) == 1 and len(content) == 2:
        return pairs[0]
    return " & ".join([*pairs, f"({' <-> '.join(quoted(word) for word in words)})"])
