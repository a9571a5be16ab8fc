"""The library: reading, writing, reviewing."""

from tests.policy.words import *

PROPOSAL = {"owner_id": Id("organisation here"), "language": "fi", "title": "Iltaohjaus"}
ADOPTION_THERE = {
    "organisation_id": Id("organisation there"), "region_id": Id("region there"),
    "state": "in_use", "started_on": "1.2.2026",
}  # fmt: skip

LINES = [
    page("practices:list", EVERYBODY),
    form("practices:propose", SIGNED_IN, data=PROPOSAL, writes=OWN_ORGANISATION),
    page("practices:alike", SIGNED_IN),
    page("practices:detail", MAKERS | JUDGES, of="submitted practice", visitors=HIDDEN),
    page("practices:detail", MAKERS | NATIONAL_JUDGES, of="submitted national practice", visitors=HIDDEN),
    page("practices:detail", MAKERS | JUDGES, of="returned practice", visitors=HIDDEN),
    page("practices:detail", MAKERS | JUDGES, of="withdrawn practice", visitors=HIDDEN),
    page("practices:detail", EVERYBODY, of="public practice"),
    page("practices:detail", MEMBERS, of="network practice", visitors=HIDDEN),
    page("practices:detail", MAKERS | JUDGES | GROUP, of="group practice", visitors=HIDDEN),
    form("practices:edit", MAKERS, of="draft practice"),
    form("practices:edit", MAKERS, of="returned practice"),
    form("practices:edit", MAKERS, of="public practice"),
    page("practices:edit", NOBODY, of="submitted practice", led=MAKERS),
    button("practices:edit", MAKERS, of="submitted practice", writes=NOBODY),
    button("practices:take_back", MAKERS, of="submitted practice", forbidden=JUDGES, writes=MAKERS),
    button("practices:reopen", MAKERS, of="withdrawn practice", forbidden=JUDGES, writes=MAKERS),
    button("practices:discard", MAKERS, of="draft practice", forbidden=ADMINS, writes=MAKERS),
    form(
        "practices:withdraw", MAKERS | JUDGES, of="public practice",
        data={"reason": "Vanhentunut."}, writes=MAKERS | JUDGES,
    ),
    page("practices:reviews", COORDINATORS | REVIEWER),
    form(
        "practices:review", JUDGES, of="submitted practice",
        data={"decision": "publish"}, writes=JUDGES,
    ),
    form(
        "practices:review", NATIONAL_JUDGES, of="submitted national practice",
        data={"decision": "publish"}, writes=NATIONAL_JUDGES,
    ),
    form("practices:review", ADMINS, of="draft practice", data={"decision": "publish"}, writes=NOBODY),
    button(
        "practices:undo", COORDINATOR, of="decided practice",
        forbidden=SIGNED_IN - COORDINATOR, writes=COORDINATOR,
    ),
    button("practices:undo", NOBODY, of="submitted practice", forbidden=MAKERS | JUDGES),
    page("practices:mine", SIGNED_IN),
    form(
        "practices:adopt", SIGNED_IN, of="public practice", data=ADOPTION_THERE, writes=OTHER_ORGANISATION,
    ),
    form(
        "practices:adopt", MEMBERS, of="network practice", data=ADOPTION_THERE, writes=OTHER_ORGANISATION,
    ),
    page("practices:adopt", NOBODY, of="submitted practice"),
    page("practices:adoption", MEMBERS, of="practice in use in another region"),
    form(
        "practices:tell", OTHER_ORGANISATION, of="practice in use in another region",
        data={"state": "established"}, writes=OTHER_ORGANISATION,
    ),
    page("practices:my_adoptions", SIGNED_IN),
    button(
        "practices:confirm_maturity", JUDGES, of="practice in use in another region",
        forbidden=SIGNED_IN - JUDGES, writes=JUDGES,
    ),
]  # fmt: skip
