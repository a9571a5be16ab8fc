"""What ELO groups compare, decide and commit to; figures of the library."""

from tests.policy.words import *

CHOSEN = {"group_id": Id("group here"), "practice_id": [Id("public practice"), Id("network practice")]}
DECIDED = {
    "practice_id": Id("practice on the table"), "words": "Kaikki toimivat näin.",
    "decided_on": "2.3.2026", "valid_from": "2.3.2026", "review_on": "1.3.2027",
}  # fmt: skip
OFFICERS = TENDERS
COMMITTING = COORDINATOR | ADMINS | frozenset({"contact"})
TABLED, IN_FORCE = "matter on the table of the group", "shared practice of the group"

LINES = [
    page("practices:compare", SIGNED_IN),
    button(
        "practices:propose_shared", GROUP | OFFICERS, data=CHOSEN, others=HIDDEN, writes=GROUP | OFFICERS,
    ),
    page("practices:shared", GROUP | OFFICERS, of=TABLED, visitors=HIDDEN),
    page("practices:shared", EVERYBODY, of=IN_FORCE),
    form("practices:decide_shared", OFFICERS, of=TABLED, data=DECIDED, writes=OFFICERS),
    form("practices:end_shared", OFFICERS, of=IN_FORCE, data={"reason": "Uusi laki."}, writes=OFFICERS),
    form(
        "practices:commit", COMMITTING, of=IN_FORCE,
        data={"organisation_id": Id("organisation here"), "starts_on": "2.3.2026"},
        writes=COMMITTING,
    ),
    button(
        "practices:withdraw_commitment", COMMITTING, of="commitment here",
        writes=COMMITTING,
    ),
    page("practices:coverage", EVERYBODY),
    page("practices:seen", EVERYBODY, of="public practice", absent=Answer.OPEN),
    page("pages:principles", EVERYBODY),
    page("pages:principle", EVERYBODY, of="principle"),
]  # fmt: skip
