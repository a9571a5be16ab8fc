"""Hits marked in a text with <mark>, by the same analysis that found them."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from elo_portal.core.search.analyse import FinnishWord, Language, finnish_words
from elo_portal.core.search.queries import Query
from elo_portal.core.search.stems import stem
from elo_portal.core.search.tokens import Token, tokens
from elo_portal.core.search.units import Clause

EXCERPT_CHARACTERS = 200
BEFORE_HIT = 60  # characters of an excerpt that stand before its first hit

Span = tuple[int, int]


def mark(text: str, query: Query, language: Language) -> SafeString:
    """The text, escaped, each hit inside <mark>: a whole word, or the part of a compound that is meant."""
    return _marked(text, _hits(text, query, language), 0, len(text))


def excerpt(text: str, query: Query, language: Language) -> SafeString:
    """About 200 characters round the first hit, cut between words, with the hits marked."""
    hits = list(_hits(text, query, language))
    start, end = _window(text, hits[0][0] if hits else 0)
    before = "… " if start else ""
    after = " …" if end < len(text) else ""
    return format_html("{}{}{}", before, _marked(text, hits, start, end), after)


def _marked(text: str, hits: Iterable[Span], start: int, end: int) -> SafeString:
    result = SafeString("")
    for first, last in hits:
        if start <= first and last <= end:
            result += format_html("{}<mark>{}</mark>", text[start:first], text[first:last])
            start = last
    return result + conditional_escape(text[start:end])


def _window(text: str, hit: int) -> Span:
    if len(text) <= EXCERPT_CHARACTERS:
        return 0, len(text)
    start = min(max(hit - BEFORE_HIT, 0), len(text) - EXCERPT_CHARACTERS)
    end = start + EXCERPT_CHARACTERS
    if start:
        start = text.find(" ", start, hit) + 1 or hit
    if end < len(text):
        space = text.rfind(" ", hit, end)
        end = space if space > hit else end
    return start, end


def _hits(text: str, query: Query, language: Language) -> Iterator[Span]:
    """Where the hits stand, in the order of the text; neighbours without a gap are one."""
    if not query.words:
        return
    if query.is_exact:
        spans = _as_written(text, query)
    elif language == "fi":
        spans = _finnish(text, query)
    else:
        spans = _stemmed(text, query, language)
    held: Span | None = None
    for start, end in spans:
        if held and start <= held[1]:
            held = held[0], max(end, held[1])
            continue
        if held:
            yield held
        held = start, end
    if held:
        yield held


def _as_written(text: str, query: Query) -> Iterator[Span]:
    wanted = {word.surface for word in query.words}
    return ((token.start, token.end) for token in tokens(text) if token.surface in wanted)


def _stemmed(text: str, query: Query, language: Language) -> Iterator[Span]:
    words = list(tokens(text))
    stems = [_stems(token.surface, language) for token in words]
    clauses = [[_stems(word.surface, language) for word in clause] for clause in query.sought(language)]
    marked = set(_runs(stems, clauses))
    for place, token in enumerate(words):
        if place in marked or _is_begun(token, query):
            yield token.start, token.end


def _stems(word: str, language: Language) -> set[str]:
    return {stem(piece, language) for piece in word.split("-") if piece}


def _runs(texts: Sequence[AbstractSet[str]], clauses: Iterable[Sequence[AbstractSet[str]]]) -> Iterator[int]:
    """The places of words that stand as a clause does, side by side."""
    for clause in clauses:
        for first in range(len(texts) - len(clause) + 1):
            if all(own & its for own, its in zip(clause, texts[first:], strict=False)):
                yield from range(first, first + len(clause))


def _finnish(text: str, query: Query) -> Iterator[Span]:
    words = list(finnish_words(text))
    sought = [clause for clause in query.sought("fi") if not _is_function_word(clause)]
    single = [clause[0].word for clause in sought if len(clause) == 1]
    wanted = {lemma for word in single for lemma in word.lemmas}
    deeds = {verb for word in single for verb in word.deeds}
    verbs = {lemma for word in single if word.is_verb or not word.is_known for lemma in word.lemmas}
    phrases = [[set(word.word.lemmas) for word in clause] for clause in sought if len(clause) > 1]
    phrases += [[{front}, {back}] for word in single for front, back in word.pairs]
    runs = set(_runs([word.lemmas for word in words], phrases))
    for place, word in enumerate(words):
        token = word.token
        is_whole = bool(word.lemmas & (wanted | deeds) or word.verbs & verbs)
        if place in runs or is_whole or _is_begun(token, query):
            yield token.start, token.end
        else:
            yield from _part_spans(word, wanted)


def _is_function_word(clause: Clause) -> bool:
    return len(clause) == 1 and clause[0].word.is_function_word


def _part_spans(word: FinnishWord, wanted: AbstractSet[str]) -> Iterator[Span]:
    token = word.token
    parts = sorted((part.start, part.end) for part in word.parts if part.lemma in wanted)
    if token.end - token.start != len(token.surface):  # soft hyphens: the places do not tell
        parts = [(0, token.end - token.start)] if parts else []
    return ((token.start + start, token.start + end) for start, end in parts)


def _is_begun(token: Token, query: Query) -> bool:
    return query.is_typing and token.surface.startswith(query.words[-1].surface)
