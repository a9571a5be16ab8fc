"""What people keep of the search, and what they wish for."""

from tests.policy.words import *

SEARCH = {"query": "q=etäohjaus&region=pirkanmaa", "name": "Etäohjaus"}

LINES = [
    page("practices:saved_searches", SIGNED_IN),
    form("practices:save_search", SIGNED_IN, data=SEARCH, writes=SIGNED_IN),
    form(
        "practices:saved_search", AUTHOR, of="saved search", data={"name": "Toinen nimi"}, writes=AUTHOR,
    ),
    button("practices:remove_search", AUTHOR, of="saved search", writes=AUTHOR),
    form("practices:wish", SIGNED_IN, data={"query": "q=hevostalli"}, writes=SIGNED_IN),
    page("practices:wishes", COORDINATORS),
]  # fmt: skip
