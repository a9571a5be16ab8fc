"""ELO groups."""

from tests.policy.things.files import a_pdf
from tests.policy.words import *

PURPOSE = {"purpose_fi": "Ohjaus kulkee ihmisen mukana."}
NAMES = {"name_fi": "Nuorten ohjauksen alaryhmä", "name_sv": "Undergruppen", "name_en": "The sub-group"}
MANDATE = {
    "giver": "Maakunnan liitto", "starts_on": "1.1.2040", "ends_on": "31.12.2041", "scope": "Sovittaa yhteen.",
}  # fmt: skip
PROJECT = {"name": "Ohjauksen silta", "first_year": "2026", "last_year": "2027"}
SEAT = {"organisation": Id("organisation here"), "role": "member", "starts_on": "1.1.2026"}
MEETING = {
    "title": "Syyskokous", "day": "1.9.2040", "starts_clock": "9.00", "ends_clock": "11.00", "place": "Tampere",
}  # fmt: skip
ITEM = {"position": "1", "title": "Kokouksen avaus"}
COMING, HELD, LOCKED = "coming meeting of the group", "meeting of the group", "approved meeting of the group"
READERS = GROUP | TENDERS
DOCUMENT = {"title": "Muistio", "visibility": "network"}
OURS, THEIRS, OPEN = "document of the group", "document of the network", "public document of the group"

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
    page("members:group_meetings", READERS, of="group here"),
    form("members:group_new_meeting", TENDERS, of="group here", data=MEETING, writes=TENDERS),
    page("members:group_meeting", READERS, of=COMING),
    page("members:group_meeting", READERS, of=HELD),
    page("members:group_meeting_calendar", READERS, of=COMING),
    form("members:group_edit_meeting", TENDERS, of=COMING, data=MEETING, writes=TENDERS),
    button("members:group_move_meeting", TENDERS, of=COMING, data={"action": "invite"}, writes=TENDERS),
    button("members:group_move_meeting", TENDERS, of=COMING, data={"action": "cancel"}, writes=TENDERS),
    button("members:group_move_meeting", TENDERS, of=HELD, data={"action": "approve"}, writes=TENDERS),
    button("members:group_answer_meeting", GROUP, of=COMING, data={"answer": "comes"}, writes=GROUP),
    form("members:group_new_item", TENDERS, of=COMING, data=ITEM, writes=TENDERS),
    form("members:group_item", TENDERS, of="agenda item of the group", data=ITEM, writes=TENDERS),
    button("members:group_remove_item", TENDERS, of="agenda item of the group", writes=TENDERS),
    form("members:group_minutes", TENDERS, of=HELD, data={"minutes": "Keskusteltiin."}, writes=TENDERS),
    form("members:group_minutes", TENDERS, of=LOCKED, data={"minutes": "Keskusteltiin."}, writes=NOBODY),
    form(
        "members:group_new_decision", TENDERS, of=HELD, data={"text": "Sovittiin.", "follow_up": "none"},
        writes=TENDERS,
    ),
    form(
        "members:group_decision", TENDERS, of="decision of the group",
        data={"text": "Sovittiin toisin.", "follow_up": "none"}, writes=TENDERS,
    ),
    form("members:group_correction", TENDERS, of=LOCKED, data={"note": "Nimi oli väärin."}, writes=TENDERS),
    form("members:group_new_document", TENDERS, of="group here", data=DOCUMENT | {"file": a_pdf}, writes=TENDERS),
    page("members:group_document", READERS, of=OURS, visitors=HIDDEN),
    page("members:group_document", MEMBERS, of=THEIRS, visitors=HIDDEN),
    page("members:group_document", EVERYBODY, of=OPEN),
    page("members:group_download", READERS, of=OURS, visitors=HIDDEN),
    page("members:group_download", MEMBERS, of=THEIRS, visitors=HIDDEN),
    page("members:group_download", EVERYBODY, of=OPEN),
    form("members:group_edit_document", TENDERS, of=OURS, data=DOCUMENT, writes=TENDERS),
    form("members:group_new_version", TENDERS, of=OURS, data={"file": a_pdf}, writes=TENDERS),
    page("members:group_archive", TENDERS, of="resources of the group", leaves_trace=True),
]  # fmt: skip
