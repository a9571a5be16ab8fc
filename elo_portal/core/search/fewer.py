"""Smaller questions for one that finds nothing."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from elo_portal.core.search.queries import Query

MOST = 8  # units that are left out, or asked for alone


class Fewer(NamedTuple):
    """`left_out`: the words that are gone. `text`: what is left, to be typed. `query`: how that is read."""

    left_out: str
    text: str
    query: Query


def one_less(query: Query) -> Iterator[Fewer]:
    """Each word left out once; nothing for a single word."""
    if len(query.units) < 2:
        return
    for place, unit in enumerate(query.units[:MOST]):
        rest = (*query.units[:place], *query.units[place + 1 :])
        text = " ".join(one.asked for one in rest)
        yield Fewer(unit.text, text, replace(query, units=rest))


def alone(query: Query) -> Iterator[Fewer]:
    """Each word by itself, where that is less than one word left out; nothing for two words."""
    if len(query.units) < 3:
        return
    for unit in query.units[:MOST]:
        others = " ".join(one.text for one in query.units if one is not unit)
        yield Fewer(others, unit.asked, replace(query, units=(unit,)))
