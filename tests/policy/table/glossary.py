"""The shared glossary."""

from tests.policy.words import *

SAID = {
    "term_fi": "etäohjaus", "definition_fi": "Ohjausta ruudun kautta.",
    "term_sv": "distansvägledning", "definition_sv": "Vägledning via en skärm.",
}  # fmt: skip
ENTRY, WORDING = "entry of the glossary", "wording of an entry"
AGREED = {"group_id": Id("group here"), "agreed_on": "2.3.2026", "decision": "1/2026"}
TENDING = TENDERS | OTHER_COORDINATOR  # some group

LINES = [
    page("members:glossary", EVERYBODY),
    page("members:entry", EVERYBODY, of=ENTRY),
    form("members:entry_new", MEMBERS, data=SAID, writes=MEMBERS),
    form("members:entry_change", MEMBERS, of=ENTRY, data=SAID | {"reason": "Selkeämpi."}, writes=MEMBERS),
    page("members:entry_agree", TENDING, of=WORDING),
    button(
        "members:entry_agree", TENDING, of=WORDING, data=AGREED, writes=TENDERS,
    ),
    form("members:entry_retire", NATIONAL_JUDGES, of=ENTRY, data={"reason": "Vanha."}, writes=NATIONAL_JUDGES),
    form("members:entry_discussion", MEMBERS, of=ENTRY, data={"text": "Hyvä."}, writes=MEMBERS),
]  # fmt: skip
