"""The address of a list as what is wanted. Nothing in it can be wrong: what makes no sense is left out."""

from django.http import QueryDict

from practices.queries.browsing import GROUPS, Wanted

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
        order="newest" if data.get("sort") == "newest" else "relevance",
        page=min(max(int(page), 1), LAST_PAGE) if page.isascii() and page.isdigit() else 1,
        chosen={
            group: tuple(dict.fromkeys(slug for slug in data.getlist(group)[:MOST_CHOICES] if slug))
            for group in GROUPS
        },
    )
