"""Keeping a practice in order: whether it still holds, its authors, its translations."""

from tests.policy.words import *

LINES = [
    form("practices:fresh", MAKERS | JUDGES, of="public practice", writes=MAKERS | JUDGES),
    form(
        "practices:fresh", MAKERS | JUDGES, of="archived practice",
        data={"answer": "renew"}, writes=MAKERS | JUDGES,
    ),
    page("practices:detail", EVERYBODY, of="archived practice"),
    form("practices:co_authors", MAKERS, of="public practice", writes=NOBODY),
    button("practices:check_translation", MAKERS, of="practice with a translation", writes=MAKERS),
]  # fmt: skip
