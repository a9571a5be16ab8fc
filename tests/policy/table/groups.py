"""ELO groups."""

from tests.policy.words import *

PURPOSE = {"purpose_fi": "Ohjaus kulkee ihmisen mukana."}
NAMES = {"name_fi": "Nuorten ohjauksen alaryhmä", "name_sv": "Undergruppen", "name_en": "The sub-group"}
MANDATE = {
    "giver": "Maakunnan liitto", "starts_on": "1.1.2040", "ends_on": "31.12.2041", "scope": "Sovittaa yhteen.",
}  # fmt: skip
PROJECT = {"name": "Ohjauksen silta", "first_year": "2026", "last_year": "2027"}
SEAT = {"organisation": Id("organisation here"), "role": "member", "starts_on": "1.1.2026"}

LINES = [
    page("members:group", EVERYBODY, of="group here"),
    form("members:group_purpose", TENDERS, of="group here", data=PURPOSE, writes=TENDERS),
    form(
        "members:group_expected", TENDERS, of="group here", data={"expected": [Id("sector")]}, writes=TENDERS,
    ),
    form("members:group_sub_group", TENDERS, of="group here", data=NAMES, writes=TENDERS),
    form("members:group_new_mandate", TENDERS, of="group here", data=MANDATE, writes=TENDERS),
    form("members:group_mandate", TENDERS, of="mandate of the group", data=MANDATE, writes=TENDERS),
    form(
        "members:group_resources", TENDERS, of="resources of the group", data={"budget": "12000"},
        writes=TENDERS,
    ),
    form("members:group_new_project", TENDERS, of="group here", data=PROJECT, writes=TENDERS),
    form("members:group_project", TENDERS, of="project of the group", data=PROJECT, writes=TENDERS),
    button("members:group_remove_project", TENDERS, of="project of the group", writes=TENDERS),
    form("members:group_new_seat", TENDERS, of="group here", data=SEAT, writes=TENDERS),
    form("members:group_seat", TENDERS, of="vacant seat of the group", data={"role": "member"}, writes=TENDERS),
    form(
        "members:group_end_seat", TENDERS, of="vacant seat of the group", data={"last_day": "1.6.2040"},
        writes=TENDERS,
    ),
]  # fmt: skip
