"""Reviews in depth: asking, remarks on fields, the national step, versions."""

from tests.policy.words import *

REMARK = {"field": "results", "text": "Mistä tämä tiedetään?"}
ANSWER = {"remark": Id("remark of the coordinator"), "text": "Kyselystä."}
REASON = {"reason": "Tunnen tekijät."}
NATIONAL = "practice in national review"

LINES = [
    button("practices:claim", JUDGES, of="submitted practice", writes=JUDGES),
    button("practices:claim", NATIONAL_JUDGES, of="submitted national practice", writes=NATIONAL_JUDGES),
    form("practices:decline", COORDINATOR, of="request to review", data=REASON, writes=COORDINATOR),
    form("practices:fields", JUDGES, of="submitted practice", data=REMARK, writes=JUDGES),
    form("practices:fields", JUDGES | REVIEWER, of=NATIONAL, data=REMARK, writes=REVIEWER),
    button("practices:settle_remark", JUDGES, of="remark of the coordinator", writes=JUDGES),
    button("practices:take_remark_back", COORDINATOR, of="remark of the coordinator", writes=COORDINATOR),
    form("practices:standing", MAKERS, of="remark of the coordinator", data=ANSWER, writes=MAKERS),
    form("practices:standing", MAKERS, of="public practice", writes=NOBODY),
    page("practices:national", JUDGES | REVIEWER, of="public practice"),
    form("practices:national", JUDGES | REVIEWER, of=NATIONAL),
    button(
        "practices:propose_national", JUDGES, of="public practice", forbidden=REVIEWER, writes=JUDGES,
    ),
    button("practices:start_national", NATIONAL_JUDGES, of="public practice", forbidden=COORDINATOR),
    button(
        "practices:call_national_off", ADMINS, of=NATIONAL,
        forbidden=COORDINATOR | REVIEWER, writes=ADMINS,
    ),
    button("practices:undo_scores", REVIEWER, of="points of the reviewer", writes=REVIEWER),
    page("practices:versions", EVERYBODY, of="practice with versions"),
    page("practices:versions", MAKERS | JUDGES, of="submitted practice", visitors=HIDDEN),
    page("practices:version", EVERYBODY, of="practice with versions"),
    page("practices:compare_versions", EVERYBODY, of="practice with versions"),
    form(
        "practices:hide_version", MAKERS | JUDGES, of="practice with versions",
        data=REASON, writes=MAKERS | JUDGES,
    ),
]  # fmt: skip
