"""What is wanted of the library: read from an address, written as one, said in words.

Nothing in an address can be wrong: what makes no sense is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import get_args

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from elo_portal.core.search.lookup import Order
from practices.queries.browsing import AT_LEAST, GROUPS, Options, Wanted

MOST_CHOICES = 50  # of one group
MOST_CHARACTERS = 200
LAST_PAGE = 10_000


def wanted(data: QueryDict, *, is_typing: bool = False) -> Wanted:
    """`?q=...&region=pirkanmaa&region=lappi&maturity=3&sort=newest&exact=1&page=2`"""
    page = data.get("page", "")
    return Wanted(
        text=" ".join(data.get("q", "").replace("\x00", "").split())[:MOST_CHARACTERS],
        is_exact=data.get("exact") == "1",
        is_typing=is_typing,
        order=order(data.get("sort")),
        page=min(max(int(page), 1), LAST_PAGE) if page.isascii() and page.isdigit() else 1,
        chosen={
            group: tuple(dict.fromkeys(slug for slug in data.getlist(group)[:MOST_CHOICES] if slug))
            for group in GROUPS
        },
    )


def order(name: str | None) -> Order:
    """The order of that name; relevance for any other."""
    return next((one for one in get_args(Order) if one == name), "relevance")


def read(query: str, options: Options) -> Wanted:
    """What a query string asks for, without choices that there are not. Pages and order are not part of it."""
    return replace(known(wanted(QueryDict(query)), options), page=1, order="relevance")


def known(sought: Wanted, options: Options) -> Wanted:
    """Without choices that there are not; what was merged is what it became."""
    current = renewed(sought, options).chosen
    chosen = {
        group: tuple(option.slug for option in options.groups[group] if option.slug in slugs)
        for group, slugs in current.items()
        if slugs
    }
    return replace(sought, chosen={group: slugs for group, slugs in chosen.items() if slugs})


def renewed(sought: Wanted, options: Options) -> Wanted:
    """With words that were merged as what they became."""
    return replace(
        sought, chosen={group: options.current(group, slugs) for group, slugs in sought.chosen.items()}
    )


def is_blank(sought: Wanted) -> bool:
    """Asks for the whole library."""
    return not sought.text and not any(sought.chosen.values())


def written(sought: Wanted) -> str:
    """The query string, one and the same for the same words and choices; empty for the whole library."""
    data = QueryDict(mutable=True)
    if sought.text:
        data["q"] = sought.text
        if sought.is_exact:
            data["exact"] = "1"
    for group in GROUPS:
        if slugs := sought.chosen.get(group):
            data.setlist(group, sorted(slugs))
    return data.urlencode()


def list_url(query: str) -> str:
    """The list of the library, asked this."""
    return f"{reverse('practices:list')}?{query}"


@dataclass(frozen=True)
class Asking:
    """What may be done with a search: `query` is it, written; empty where nothing is asked."""

    query: str

    @property
    def save_url(self) -> str:
        return f"{reverse('practices:save_search')}?{self.query}"

    @property
    def wish_url(self) -> str:
        return f"{reverse('practices:wish')}?{self.query}"


def in_words(sought: Wanted, options: Options) -> str:
    """For people: “etäohjaus”, Kainuu / Lappi, Kypsyys vähintään: Levinnyt muille alueille."""
    return ", ".join([*([quoted(sought.text)] if sought.text else []), *_choices(sought, options)])


def as_name(sought: Wanted, options: Options) -> str:
    """A name to begin with."""
    return ", ".join([*([sought.text] if sought.text else []), *_choices(sought, options)])


def quoted(text: str) -> str:
    """In the quotation marks of the reader's language."""
    return _("“%(text)s”") % {"text": text}


def _choices(sought: Wanted, options: Options) -> Iterator[str]:
    return (names for group in GROUPS if (names := choice_names(group, sought, options)))


def choice_names(group: str, sought: Wanted, options: Options) -> str:
    """What is chosen of a group, in the reader's language."""
    slugs = sought.chosen.get(group, ())
    names = " / ".join(str(option.name) for option in options.groups[group] if option.slug in slugs)
    return f"{GROUPS[group]}: {names}" if names and group in AT_LEAST else names
