"""What members say to each other about practices, and what they keep and collect."""

from tests.policy.words import *

SAID = {"text": "Kokeilimme tätä syksyllä."}
COLLECTION = {"title": "Syksyn ideat", "language": "fi"}

ASKER = frozenset({"group_member"})

LINES = [
    form("practices:discussion", MEMBERS, of="public practice", data=SAID, writes=MEMBERS),
    form("practices:discussion", MEMBERS, of="network practice", data=SAID, writes=MEMBERS),
    page("practices:discussion", NOBODY, of="submitted practice"),
    button(
        "practices:remove_comment", ASKER | JUDGES, of="comment of a member",
        forbidden=SIGNED_IN - ASKER - JUDGES, writes=ASKER | JUDGES,
    ),
    button(
        "practices:thank", MEMBERS - OWN_ORGANISATION, of="public practice",
        forbidden=NEWCOMERS | OWN_ORGANISATION, writes=MEMBERS - OWN_ORGANISATION,
    ),
    button("practices:thank", NOBODY, of="submitted practice"),
    form(
        "practices:ask", MEMBERS - OWN_ORGANISATION, of="network practice",
        data=SAID, writes=MEMBERS - OWN_ORGANISATION,
    ),
    page("practices:enquiry", ASKER | MAKERS, of="question of a member"),
    button(
        "practices:enquiry", MAKERS, of="question of a member", data=SAID, forbidden=ASKER, writes=MAKERS,
    ),
    page("practices:enquiries", SIGNED_IN),
    button("practices:bookmark", SIGNED_IN, of="public practice", writes=SIGNED_IN),
    button("practices:bookmark", MEMBERS, of="network practice", writes=MEMBERS),
    page("practices:bookmarks", SIGNED_IN),
    page("practices:collections", EVERYBODY),
    form("practices:begin_collection", SIGNED_IN, data=COLLECTION, writes=SIGNED_IN),
    page("practices:collection", AUTHOR, of="own collection", visitors=HIDDEN),
    page("practices:collection", EVERYBODY, of="public collection"),
    form(
        "practices:edit_collection", AUTHOR, of="public collection", data=COLLECTION, writes=AUTHOR,
    ),
    button("practices:throw_collection_away", AUTHOR, of="public collection", writes=AUTHOR),
    page("practices:put_into", SIGNED_IN, of="public practice"),
    button(
        "practices:put_into", AUTHOR, of="network practice", data={"collection": "kaikille"}, writes=AUTHOR,
    ),
    button(
        "practices:arrange", AUTHOR, of="public collection", data={"do": "note", "note": "Tästä alkuun."},
        writes=AUTHOR,
    ),
]  # fmt: skip
