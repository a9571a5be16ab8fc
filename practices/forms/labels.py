"""What the form says: names of the fields, help, examples. All of it is our own text."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from practices.completeness import NEEDED_OF_IDEAS

Words = str | Promise

# Required to submit, not to save.
REQUIRED = frozenset(
    {
        "title",
        "summary",
        "kind_id",
        "contact_id",
        "need",
        "description",
        "target_group",
        "sector",
        "theme",
        "maturity",
        "evidence_level",
        "core_parts",
        "adaptable_parts",
        "has_no_client_data",
    }
)

REQUIRED_OF_IDEAS = REQUIRED & NEEDED_OF_IDEAS

LABELS: dict[str, Words] = {
    "title": _("Name of the practice"),
    "summary": _("Summary"),
    "kind_id": _("What type of practice is it?"),
    "contact_id": _("Contact person"),
    "partner_names": _("Partners"),
    "partner_roles": _("Their part"),
    "visibility": _("Who may see it?"),
    "group_id": _("Which group?"),
    "need": _("What need does it answer?"),
    "description": _("What is done, and how?"),
    "steps": _("Steps"),
    "target_group": _("Target groups"),
    "sector": _("Administrative branches"),
    "theme": _("Themes"),
    "life_phase": _("Phases of life"),
    "channel": _("Channels"),
    "principle": _("Principles of good guidance"),
    "principles_how": _("How do the principles show?"),
    "development_target": _("ELO development targets"),
    "regions": _("Where was it made?"),
    "is_national": _("It concerns the whole country"),
    "started_on": _("When was it taken into use?"),
    "ended_on": _("When did it end?"),
    "results": _("What has changed, and how do you know?"),
    "users_voice": _("What do clients and participants say?"),
    "lessons": _("What did not work?"),
    "maturity": _("How mature is it?"),
    "evidence_level": _("What is known about the results?"),
    "core_parts": _("The core: what must be kept?"),
    "adaptable_parts": _("What may be changed?"),
    "tips": _("Tips for those who adopt it"),
    "equality": _("Equality, accessibility, ethics, privacy"),
    "resources": _("What does it take?"),
    "cost": _("Cost"),
    "funding": _("Funding, project"),
    "links": _("Links"),
    "licence": _("How may others use the texts?"),
    "has_no_client_data": _("No client can be recognised in the texts"),
}

HELP: dict[str, Words] = {
    "title": _("Short and plain: what it is, for whom."),
    "summary": _("Two or three sentences in plain language. They are shown in lists and in the digest."),
    "contact_id": _("Somebody who can tell more. Name and address are shown to members of the network only."),
    "partner_names": _("Organisations that make it together with you. Leave unused rows empty."),
    "visibility": _("A reviewer can never show it to more people than you choose here."),
    "group_id": _("Only needed if members of one group may see it."),
    "need": _("What was difficult before, and for whom? A few sentences are enough."),
    "description": _("Blank lines make paragraphs, a hyphen at the beginning of a line makes a list."),
    "steps": _("One step a box. The first line is its heading. Leave unused boxes empty."),
    "target_group": _("Choose all for whom it is meant."),
    "sector": _("Choose all whose work it belongs to."),
    "theme": _("Choose one to five."),
    "principle": _("Choose at most four that show most clearly."),
    "regions": _(
        "Choose at least one region, or that it concerns the whole country. The coordinator of the region reads the "
        "suggestion first."
    ),
    "started_on": _("Day, month and year, such as 1.8.2025. Month and year, or the year alone, will do."),
    "ended_on": _("Leave empty while it is in use. A practice that has ended is valuable too: tell why."),
    "results": _("Figures, feedback, observations. Say as well what you do not know."),
    "users_voice": _("In general words. Do not quote anybody who could be recognised."),
    "lessons": _("Pitfalls help others as much as successes do."),
    "maturity": _(
        "An idea may be published as well: then only name, summary, need, contact person, target group and theme "
        "are needed."
    ),
    "core_parts": _("Without these it no longer works."),
    "adaptable_parts": _("What another region can do in its own way."),
    "resources": _("Working time, skills, premises, tools."),
    "links": _("Pages with more about it. One address a row."),
    "licence": _("It is shown on the page of the practice."),
    "has_no_client_data": _(
        "Names, stories and details from which a client could be recognised do not belong here."
    ),
}

EXAMPLES: dict[str, Words] = {
    "title": _("“Evening hours of the study counsellor by video” tells more than “Development of guidance”."),
    "summary": _(
        "“Two evenings a week students reach the counsellor by video or phone. Times are booked without signing in.”"
    ),
    "need": _(
        "Good: “Students who work in the daytime did not reach the counsellor. The wait was twelve days on average.” "
        "Too general: “Guidance had to be developed.”"
    ),
    "description": _(
        "“The counsellor is on duty on Mondays and Wednesdays from 17 to 20. A meeting takes half an hour. "
        "Afterwards the student gets a summary in writing.”"
    ),
    "steps": _("“Agree on the duty hours” on the first line, and below it who agrees with whom, and when."),
    "results": _(
        "“In the first autumn 140 students used the evening hours. In a survey 8 of 10 said that they would not "
        "have come in the daytime. There is no comparison group.”"
    ),
    "core_parts": _("“The counsellor is the student's own. The time can be booked without signing in.”"),
    "adaptable_parts": _("“The evenings, the video service and the length of the meeting.”"),
    "lessons": _("“Friday evenings stayed empty. A reminder on the same day halved the missed meetings.”"),
    "users_voice": _(
        "“Students say that it is easier to talk at home than in an office. Some missed meeting face to face.” "
        "No names, no stories of single people."
    ),
    "principles_how": _(
        "“Equality: times are free in the evening for those who work in the daytime. Voluntariness: nobody needs to "
        "say why they come.”"
    ),
    "tips": _(
        "“Begin with one evening. Agree in advance who is on duty when the counsellor is ill, and tell the students "
        "in the app that they use anyway.”"
    ),
    "resources": _(
        "“Six working hours a week from two counsellors, a video service that is there already, one hour of "
        "training. No money was needed.”"
    ),
    "equality": _(
        "“The meetings can be held by phone, by video with captions or with an interpreter. Nothing is recorded, and "
        "notes are kept in the student register only.”"
    ),
    "funding": _("“Ordinary budget; in the first year the project Evening guidance (ESF+).”"),
}

CHECKS: tuple[Words, ...] = (
    _("Does it answer a need that is described?"),
    _("Is it clear enough for others to do the same?"),
    _("Is it told how the results are known, and what is not known?"),
    _("Are the core and what may be changed told apart?"),
    _("Do the principles of good guidance show?"),
    _("Do several administrative branches work together?"),
    _("Have accessibility and equality been thought of?"),
    _("Can it be done with ordinary resources?"),
    pgettext_lazy("check", "Can nobody be recognised?"),
)
