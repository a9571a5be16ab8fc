"""Where nothing was found: the nearest questions that find something."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from elo_portal.core.search import fewer, glossary, queries, several
from elo_portal.core.search.queries import Query
from elo_portal.core.viewers import Viewer
from practices.indexing import KIND
from practices.queries import browsing, wanting
from practices.queries.browsing import GROUPS, Options, Wanted


@dataclass(frozen=True)
class Wider:
    """`left_out`: the word or the choice that is dropped; `only`: what alone is left where more than one thing is.

    Neither where inflected forms are looked for as well.
    """

    query: str
    total: int
    left_out: str = ""
    only: str = ""

    @property
    def url(self) -> str:
        return wanting.list_url(self.query)


@dataclass(frozen=True)
class Nearest:
    """What finds something; `without_choices`: how many there are with the words alone."""

    wider: tuple[Wider, ...] = ()
    without_choices: int = 0


class _Step(NamedTuple):
    """What is asked instead, and how its words are read."""

    wanted: Wanted
    query: Query
    left_out: str = ""
    only: str = ""


def nearest(*, viewer: Viewer, wanted: Wanted, options: Options, query: Query) -> Nearest:
    """One choice or one word less, with what it finds; else each word, or the choices, alone.

    `query` is how the words were read. One query, none where nothing can be left out; one more where only the
    words as written were looked for.
    """
    sought = wanting.known(wanted, options)
    near, far = list(_one_less(sought, options, query)), list(_alone(sought, options, query))
    steps = [*near, *far, _Step(replace(sought, chosen={}), query)]
    questions = [several.Question(one.query, browsing.filters(one.wanted, options)) for one in steps]
    if not near:
        return Nearest()
    totals = several.totals(questions, kinds=[KIND], audience=browsing.audience(viewer))
    found = [
        Wider(wanting.written(one.wanted), total, one.left_out, one.only)
        for one, total in zip(steps, totals, strict=True)
    ]
    return Nearest(
        wider=_finding(found[: len(near)]) or _finding(found[len(near) : -1]),
        without_choices=totals[-1] if sought.chosen and sought.text else 0,
    )


def _finding(found: list[Wider]) -> tuple[Wider, ...]:
    return tuple(one for one in found if one.total)


def _one_less(sought: Wanted, options: Options, query: Query) -> Iterator[_Step]:
    if query.is_exact:
        loose = queries.read(sought.text, glossary=glossary.current())
        yield _Step(replace(sought, is_exact=False), loose)
    for group in sought.chosen:
        chosen = {name: slugs for name, slugs in sought.chosen.items() if name != group}
        if chosen or sought.text:
            names = wanting.choice_names(group, sought, options)
            yield _Step(replace(sought, chosen=chosen), query, left_out=names)
    for one in fewer.one_less(query):
        yield _Step(replace(sought, text=one.text), one.query, left_out=one.left_out)
    if len(query.units) == 1 and sought.chosen:
        yield _Step(replace(sought, text="", is_exact=False), queries.read(""), left_out=sought.text)


def _alone(sought: Wanted, options: Options, query: Query) -> Iterator[_Step]:
    """Where one thing less does not help."""
    if len(query.units) < 2:
        return
    for one in fewer.alone(query) if len(query.units) > 2 else fewer.one_less(query):
        yield _Step(replace(sought, text=one.text, chosen={}), one.query, only=one.text)
    for group in GROUPS:
        if names := wanting.choice_names(group, sought, options):
            chosen = {group: sought.chosen[group]}
            yield _Step(replace(sought, text="", is_exact=False, chosen=chosen), queries.read(""), only=names)
