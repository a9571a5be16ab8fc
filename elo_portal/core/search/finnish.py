"""One Finnish word: its base forms, and the parts of a compound cut at the borders of the base form."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import import_module
from itertools import combinations
from typing import Any, NamedTuple, TypeVar

from elo_portal.core.search.lexicon import INFLECTED_LIKE, NEVER_ALONE, QUESTION_WORDS, WHOLE
from elo_portal.core.search.snowball import stemmed

T = TypeVar("T")

NAMES = frozenset({"etunimi", "sukunimi", "paikannimi", "nimi"})
FUNCTION_CLASSES = frozenset({"asemosana", "kieltosana", "sidesana"})
CONTENT_CLASSES = frozenset({"laatusana", "nimisana", "nimisana_laatusana", "teonsana"})
NOUNS = frozenset({"nimisana", "nimisana_laatusana"})
INFINITIVE = "[Tn4]"  # between the stem and the ending of a verb used as a noun: kehittä[Tn4]mi[Sg][Ny]sen

LONGEST_COMPOUND = 40  # letters; what is longer is looked up as it stands
LONGEST_ENDING = 6  # letters after a colon: ELY:lle
MOST_PIECES = 5  # between hyphens
SHORTEST_KNOWN_TAIL = 4


class Part(NamedTuple):
    """A part of a compound: its base form, and where it stands in the word as written."""

    lemma: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Word:
    """What is known of one word.

    lemmas: base forms; several when the form is ambiguous.
    verbs: the verb that a noun is made of (kehittäminen, kehittäjä -> kehittää).
    deeds: those of the verbs whose doing the noun names (kehittäminen, but not kehittäjä).
    parts: of a compound, each stretch between two borders that is not the whole.
    pairs: the compound cut in two at each border (urasuunnittelu + taito).
    """

    lemmas: tuple[str, ...]
    verbs: tuple[str, ...] = ()
    deeds: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    is_verb: bool = False  # it may be one
    is_function_word: bool = False
    is_known: bool = True  # to the dictionary, with all its parts


class _Unit(NamedTuple):
    """What lies between two borders: as written (hyphen included), and its base form."""

    form: str
    base: str
    stands_alone: bool = True


class _Reading(NamedTuple):
    units: tuple[_Unit, ...]
    verb: str = ""
    is_doer: bool = False  # kehittäjä
    is_verb: bool = False


_TAG = re.compile(r"\[[^\]]*\]")
_MADE_OF_VERB = re.compile(r"\[Lt\]\[Xp\]([^\[]+)\[X\]")
_DOER = re.compile(r"\[Xj\]j[aä]\[X\]")
_LIKE = {model: own for own, (model, _) in INFLECTED_LIKE.items()}


def preload() -> None:
    """Load the dictionary (230 MB, a second): before a server forks, so that its workers share it."""
    _analyse_raw("ohjaus")


@lru_cache(50_000)
def analyse(word: str) -> Word:
    """Analyse one lower-case word."""
    base, _, ending = word.partition(":")
    if ending.isalpha() and len(ending) <= LONGEST_ENDING:
        return analyse(base)
    if len(word) > LONGEST_COMPOUND:
        return Word(lemmas=(word,), is_known=False)
    raw = _analyse_raw(word)
    function_lemmas = _unique(item.BASEFORM.lower() for item in raw if _is_function_word(item))
    if function_lemmas or word in QUESTION_WORDS:
        return Word(lemmas=function_lemmas or (word,), is_function_word=True)
    readings = [_reading(item) for item in _plainest(raw)] or _readings_by_likeness(word)
    if readings:
        return _word(readings)
    return _hyphenated(word) if "-" in word else _unknown(word)


def _analyse_raw(word: str) -> list[Any]:
    # Importing pyvoikko loads its dictionary, so a process that never searches does not import it.
    return [item for item in import_module("pyvoikko").analyse(word) if item.BASEFORM]


def _is_function_word(item: Any) -> bool:
    return not item.COMPOUND_PARTS and (item.CLASS in FUNCTION_CLASSES or item.BASEFORM == "olla")


def _plainest(raw: list[Any]) -> list[Any]:
    """The readings with the fewest parts: nuoriso + takuu, not nuori + sota + kuu.

    "Your" is the rarest of all endings in texts of this kind: kuusi is six or a spruce, not "your moon".
    """
    fewest = min((len(item.COMPOUND_PARTS or ()) for item in raw), default=0)
    plainest = [item for item in raw if len(item.COMPOUND_PARTS or ()) == fewest]
    return [item for item in plainest if not (item.POSSESSIVE or "").startswith("2")] or plainest


def _reading(item: Any) -> _Reading:
    parts = item.COMPOUND_PARTS or [item]
    *modifiers, head = parts
    units = [_Unit(part.FORM.lower(), _modifier_base(part)) for part in modifiers]
    noun = _verbal_noun(head)
    units.append(_Unit(head.FORM.lower(), noun or head.BASEFORM.lower()))
    return _Reading(
        units=tuple(_cut(_joined(units), is_name=head.CLASS in NAMES)),
        verb=_compound_verb(modifiers, _verb(head, is_verbal_noun=bool(noun))),
        is_doer=bool(_DOER.search(head.FSTOUTPUT)),
        is_verb=head.CLASS == "teonsana" and not noun,
    )


def _compound_verb(modifiers: Iterable[Any], verb: str) -> str:
    """Itsearvioida for itsearviointi: the verb alone would say too much."""
    return "".join(part.FORM.lower() for part in modifiers) + verb if verb else ""


def _verb(head: Any, *, is_verbal_noun: bool) -> str:
    """The verb that a noun is made of: kehittää for kehittäminen, ohjata for ohjaus and ohjaaja."""
    if is_verbal_noun:
        return str(head.BASEFORM).lower().replace("=", "")
    made = _MADE_OF_VERB.match(head.FSTOUTPUT) if head.CLASS in NOUNS else None
    return made[1].lower().replace("=", "") if made else ""


def _verbal_noun(head: Any) -> str:
    """Kehittäminen for kehittämisen; nothing for any other form."""
    _, mark, ending = head.FSTOUTPUT.partition(INFINITIVE)
    letters = _TAG.sub("", ending)
    return f"{head.FORM.lower().removesuffix(letters)}minen" if mark else ""


def _modifier_base(part: Any) -> str:
    form = part.FORM.lower().rstrip("-")
    if part.CLASS == "teonsana" and form.endswith("mis"):
        return f"{form[:-1]}nen"  # kotoutumis|ohjaus: the noun kotoutuminen, not the verb
    return str(part.BASEFORM).lower()


def _joined(units: list[_Unit]) -> list[_Unit]:
    """Take away the borders inside what is one idea."""
    for first, last in combinations(range(len(units) + 1), 2):
        if last - first > 1 and _lemma(units[first:last]) in WHOLE:
            one = _Unit("".join(unit.form for unit in units[first:last]), _lemma(units[first:last]))
            return _joined([*units[:first], one, *units[last:]])
    for place, unit in enumerate(units):
        if unit.base in NEVER_ALONE and len(units) > 1:
            first = max(place - 1, 0)
            pair = units[first : first + 2]
            one = _Unit("".join(unit.form for unit in pair), _lemma(pair))
            return _joined([*units[:first], one, *units[first + 2 :]])
    return units


def _cut(units: Iterable[_Unit], *, is_name: bool) -> Iterator[_Unit]:
    """Cut at the borders that the dictionary writes into a base form: maahan=muuttaja, ELY-keskus."""
    for unit in units:
        whole = unit.base.replace("=", "")
        front, mark, back = unit.base.rstrip("-").rpartition("-" if "-" in unit.base.rstrip("-") else "=")
        front, back = front.replace("=", ""), back.replace("=", "")
        if not mark or whole in WHOLE or (mark == "=" and is_name):
            yield unit._replace(base=whole)
            continue
        border = len(front) + (mark == "-")
        is_written = mark == "-"
        yield _Unit(unit.form[:border], front, stands_alone=is_written or _is_noun(front))
        yield _Unit(unit.form[border:], back, stands_alone=is_written or _is_noun(back))


def _is_noun(word: str) -> bool:
    return any(item.CLASS in NOUNS and word == item.BASEFORM for item in _analyse_raw(word))


def _lemma(units: Iterable[_Unit]) -> str:
    """The base form of a stretch: what is before its head stays as written."""
    *modifiers, head = units
    return "".join(unit.form for unit in modifiers) + head.base.rstrip("-")


def _word(readings: Iterable[_Reading]) -> Word:
    readings = list(readings)
    return Word(
        lemmas=_unique(_lemma(one.units) for one in readings),
        verbs=_unique(one.verb for one in readings if one.verb),
        deeds=_unique(one.verb for one in readings if one.verb and not one.is_doer),
        parts=_unique(part for one in readings for part in _parts(one.units)),
        pairs=_unique(pair for one in readings for pair in _pairs(one.units)),
        is_verb=any(one.is_verb for one in readings),
    )


def _parts(units: tuple[_Unit, ...]) -> Iterator[Part]:
    for first, last in combinations(range(len(units) + 1), 2):
        stretch = units[first:last]
        if len(stretch) < len(units) and _stands_alone(stretch):
            start = sum(len(unit.form) for unit in units[:first])
            length = sum(len(unit.form) for unit in stretch) - stretch[-1].form.endswith("-")
            yield Part(_lemma(stretch), start, start + length)


def _pairs(units: tuple[_Unit, ...]) -> Iterator[tuple[str, str]]:
    for border in range(1, len(units)):
        if _stands_alone(units[:border]) and _stands_alone(units[border:]):
            yield _lemma(units[:border]), _lemma(units[border:])


def _stands_alone(stretch: tuple[_Unit, ...]) -> bool:
    return len(stretch) > 1 or stretch[0].stands_alone


def _readings_by_likeness(word: str) -> list[_Reading]:
    """Readings of a word that the dictionary lacks: opoille like taloille, opotunti like talotunti."""
    readings = []
    for own, (model, shared) in INFLECTED_LIKE.items():
        own_stem, model_stem = own[:-shared], model[:-shared]
        if not word.startswith(own_stem):
            continue
        for item in _plainest(_analyse_raw(model_stem + word.removeprefix(own_stem))):
            reading = _reading(item)
            first, *others = reading.units
            if first.base == model:
                form = own_stem + first.form.removeprefix(model_stem)
                units = (_Unit(form, own), *others)
                readings.append(reading._replace(units=units, verb=_LIKE.get(reading.verb, "")))
    return readings


def _hyphenated(word: str) -> Word:
    """A word whose last piece may be known: TNO-seminaareihin is tno + seminaari."""
    *fronts, last = word.split("-")
    if len(fronts) >= MOST_PIECES:
        return Word(lemmas=(word,), is_known=False)
    known = analyse(last)
    heads = [_Unit(f"{piece}-", piece) for piece in fronts]
    whole = _word(_Reading((*heads, _Unit(last, lemma))) for lemma in known.lemmas)
    shift = len(word) - len(last)
    inner = (Part(part.lemma, part.start + shift, part.end + shift) for part in known.parts)
    return replace(whole, parts=_unique([*whole.parts, *inner]), is_known=known.is_known)


def _unknown(word: str) -> Word:
    """Not in the dictionary: inflected like the longest known word at its end; its stem; itself."""
    guesses: list[str] = []
    for border in range(2, len(word) - SHORTEST_KNOWN_TAIL + 1):
        tails = [item for item in _plainest(_analyse_raw(word[border:])) if item.CLASS in CONTENT_CLASSES]
        if tails:
            guesses = [word[:border] + _lemma(_reading(item).units) for item in tails]
            break
    return Word(lemmas=_unique([*guesses, stemmed(word, "finnish") or word, word]), is_known=False)


def _unique(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))
