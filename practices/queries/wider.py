"""Where nothing was found: the nearest questions that find something, each with one thing less."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from elo_portal.core.search import fewer, glossary, queries, several
from elo_portal.core.search.queries import Query
from elo_portal.core.viewers import Viewer
from practices.indexing import KIND
from practices.queries import browsing, wanting
from practices.queries.browsing import GROUPS, Options, Wanted


@dataclass(frozen=True)
class Wider:
    """`left_out`: the word or the choice that is dropped; nothing where inflected forms are looked for as well."""

    left_out: str
    query: str
    total: int

    @property
    def url(self) -> str:
        return wanting.list_url(self.query)


@dataclass(frozen=True)
class Nearest:
    """What finds something; `without_choices`: how many there are with the words alone."""

    wider: tuple[Wider, ...] = ()
    without_choices: int = 0


def nearest(*, viewer: Viewer, wanted: Wanted, options: Options, query: Query) -> Nearest:
    """One choice or one word less, with what it finds; `query` is how the words were read.

    One query, none where nothing can be left out; one more where only the words as written were looked for.
    """
    sought = wanting.known(wanted, options)
    asked = list(_asked(sought, options, query))
    without = several.Question(query)
    questions = [
        *(several.Question(read, browsing.filters(one, options)) for _left_out, one, read in asked),
        *([without] if sought.chosen else []),
    ]
    totals = several.totals(questions, kinds=[KIND], audience=browsing.audience(viewer))
    return Nearest(
        wider=tuple(
            Wider(left_out, wanting.written(one), total)
            for (left_out, one, _read), total in zip(asked, totals, strict=False)
            if total
        ),
        without_choices=totals[-1] if sought.chosen else 0,
    )


def _asked(sought: Wanted, options: Options, query: Query) -> Iterator[tuple[str, Wanted, Query]]:
    """What is left out, what is asked then, and how its words are read."""
    if query.is_exact:
        loose = replace(sought, is_exact=False)
        yield "", loose, queries.read(sought.text, glossary=glossary.current())
    for group in GROUPS:
        if group in sought.chosen:
            chosen = {name: slugs for name, slugs in sought.chosen.items() if name != group}
            yield wanting.choice_names(group, sought, options), replace(sought, chosen=chosen), query
    for left_out, text, read in fewer.one_less(query):
        yield left_out, replace(sought, text=text), read
