"""Two texts side by side, with what went marked in the one and what came marked in the other."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WORDS = re.compile(r"\S+\s*|\s+")
MOST_PAIRS = 160_000  # of paragraphs or words to compare: beyond that the whole is marked


class Sides(NamedTuple):
    before: SafeString
    after: SafeString


def marked(before: str, after: str) -> Sides:
    """Paragraph by paragraph, and word by word within those that were changed."""
    if before == after:
        return Sides(format_html("{}", before), format_html("{}", after))
    left, right = [], []
    for here, there in _pairs(before.splitlines(keepends=True), after.splitlines(keepends=True)):
        if here == there:
            left.append(format_html("{}", here))
            right.append(format_html("{}", there))
        else:
            sides = _words(here, there)
            left.append(sides.before)
            right.append(sides.after)
    return Sides(_joined(left), _joined(right))


def _words(before: str, after: str) -> Sides:
    left, right = [], []
    for here, there in _pairs(WORDS.findall(before), WORDS.findall(after)):
        is_same = here == there
        left.append(format_html("{}", here) if is_same else _tag("del", here))
        right.append(format_html("{}", there) if is_same else _tag("ins", there))
    return Sides(_joined(left), _joined(right))


def _pairs(before: Sequence[str], after: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Stretches that are the same or took each other's place, in their order."""
    if len(before) * len(after) > MOST_PAIRS:
        yield "".join(before), "".join(after)
        return
    for _what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        yield "".join(before[a:b]), "".join(after[c:d])


def _tag(name: str, text: str) -> SafeString:
    return format_html(f"<{name}>{{}}</{name}>", text) if text else SafeString("")


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))
