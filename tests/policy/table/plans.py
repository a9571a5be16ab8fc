"""Strategies, plans and measures of ELO groups; the national goals."""

from tests.policy.words import *

INSIDE = GROUP | TENDERS
CONTACT = frozenset({"contact"})  # of the organisation that owns the measure here
SHUT = SIGNED_IN - TENDERS  # see the group or what it has adopted, and may not change it
STRATEGY = {"first_year": "2030", "last_year": "2033", "title_fi": "Yhdessä"}
PLAN = {"year": "2031"}
MEASURE = {
    "title_fi": "Palvelukartta", "kind": "service", "due_on": "31.12.2026",
    "owner_organisation": Id("organisation here"),
}  # fmt: skip
PROGRESS = {"state": "going", "progress": "40"}
DRAFT, ADOPTED = "draft plan of the group", "adopted plan of the group"
IN_DRAFT, IN_ADOPTED = "measure of the draft", "measure of the adopted plan"
ON_THE_CLOCK = {"title_fi": "Kokous", "month": "3", "kind": "meeting"}
NAMES = {"name_fi": "Tavoite", "name_sv": "Mål", "name_en": "Goal", "order": "9", "is_active": "on"}

LINES = [
    page("members:plans", EVERYBODY, of="group here"),
    page("members:strategy", EVERYBODY, of="adopted strategy of the group"),
    page("members:strategy", INSIDE, of="draft strategy of the group", visitors=HIDDEN),
    form("members:new_strategy", TENDERS, of="group here", data=STRATEGY, writes=TENDERS),
    form(
        "members:edit_strategy", TENDERS, of="adopted strategy of the group", forbidden=SHUT,
        data=STRATEGY, writes=TENDERS,
    ),
    page("members:plan", EVERYBODY, of=ADOPTED),
    page("members:plan", INSIDE, of=DRAFT, visitors=HIDDEN),
    page("members:plan_pdf", EVERYBODY, of=ADOPTED),
    page("members:plan_pdf", INSIDE, of=DRAFT, visitors=HIDDEN),
    page("members:plan_version", EVERYBODY, of="version of the plan"),
    form("members:new_plan", TENDERS, of="group here", data=PLAN, writes=TENDERS),
    form("members:edit_plan", TENDERS, of=ADOPTED, forbidden=SHUT, data={"intro_fi": "Uusi."}, writes=TENDERS),
    form(
        "members:adopt_plan", TENDERS, of=ADOPTED, forbidden=SHUT, data={"adopted_on": "2.3.2026"},
        writes=TENDERS,
    ),
    button("members:close_plan", TENDERS, of=ADOPTED, forbidden=SHUT, writes=TENDERS),
    button("members:carry_plan_over", TENDERS, of=ADOPTED, forbidden=SHUT, writes=TENDERS),
    form("members:new_measure", TENDERS, of=ADOPTED, forbidden=SHUT, data=MEASURE, writes=TENDERS),
    page("members:measure", EVERYBODY, of=IN_ADOPTED),
    page("members:measure", INSIDE, of=IN_DRAFT, visitors=HIDDEN),
    form("members:edit_measure", TENDERS, of=IN_ADOPTED, forbidden=SHUT, data=MEASURE, writes=TENDERS),
    form(
        "members:update_measure", TENDERS | CONTACT, of=IN_ADOPTED, forbidden=SHUT - CONTACT,
        data=PROGRESS, writes=TENDERS | CONTACT,
    ),
    form(
        "members:effects", TENDERS, of=IN_ADOPTED, forbidden=SHUT, data={"inputs_fi": "Aikaa."},
        writes=TENDERS,
    ),
    form(
        "practices:measure_practices", TENDERS, of=IN_ADOPTED, led=NOBODY, forbidden=SHUT,
        data={"practice": "ei-ole"}, writes=TENDERS,
    ),
    button("members:remove_measure", TENDERS, of=IN_DRAFT, forbidden=GROUP - TENDERS, writes=TENDERS),
    page("members:clock", EVERYBODY, of="year of the group"),
    page("members:clock_feed", EVERYBODY, of="group here"),
    button("members:begin_clock", TENDERS, of="empty year of the group", writes=TENDERS),
    button("members:copy_clock", TENDERS, of="year of the group", writes=TENDERS),
    form("members:new_clock_item", TENDERS, of="year of the group", data=ON_THE_CLOCK, writes=TENDERS),
    form("members:clock_item", TENDERS, of="item of the clock", data=ON_THE_CLOCK, writes=TENDERS),
    button("members:mark_clock_item", TENDERS, of="item of the clock", data={"done": "1"}, writes=TENDERS),
    button("members:remove_clock_item", TENDERS, of="item of the clock", writes=TENDERS),
    page("members:national_goals", ADMINS),
    form("members:new_national_goal", ADMINS, data=NAMES, writes=ADMINS),
    form("members:national_goal", ADMINS, of="national goal", others=FORBIDDEN, data=NAMES, writes=ADMINS),
]  # fmt: skip
