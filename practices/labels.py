"""What the fields of a practice are called outside the form: in remarks, comparisons, mails."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

WHOLE: Words = _("The whole practice")
LABELS: dict[str, Words] = {
    "title": _("Name of the practice"),
    "summary": _("Summary"),
    "kind_id": _("Type"),
    "contact_id": _("Contact person"),
    "partners": _("Partners"),
    "visibility": _("Who may see it?"),
    "group_id": _("Group"),
    "need": _("The need"),
    "description": _("What is done"),
    "steps": _("Steps"),
    "target_group": _("Target groups"),
    "sector": _("Administrative branches"),
    "theme": _("Themes"),
    "life_phase": _("Phases of life"),
    "channel": _("Channels"),
    "principle": _("Principles of good guidance"),
    "principles_how": _("How the principles of good guidance show"),
    "development_target": _("ELO development targets"),
    "regions": _("Region"),
    "is_national": _("It concerns the whole country"),
    "started_on": _("In use since"),
    "ended_on": _("Ended"),
    "results": _("Results and how they are known"),
    "users_voice": _("Users' experiences"),
    "lessons": _("Lessons and pitfalls"),
    "maturity": _("Maturity"),
    "evidence_level": _("Evidence level"),
    "core_parts": _("The core: keep as it is"),
    "adaptable_parts": _("May be changed"),
    "tips": _("Tips for those who adopt it"),
    "equality": _("Equality, accessibility, ethics, privacy"),
    "resources": _("What it takes"),
    "cost": _("Cost"),
    "funding": _("Funding, project"),
    "links": _("Links"),
    "has_no_client_data": _("No client can be recognised in the texts"),
    "licence": _("Licence"),
}


def field_label(field: str) -> Words:
    """The name of a field of practices.fields; of "", the whole."""
    return LABELS.get(field, field) if field else WHOLE
