"""The fields of a practice by the step of the form they stand in."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from practices.models.practices import VOCABULARIES

# Texts, one a language, with the longest that is accepted.
TEXT_LENGTHS: dict[str, int] = {
    "title": 100,
    "summary": 300,
    "need": 4000,
    "description": 20_000,
    "results": 10_000,
    "users_voice": 4000,
    "lessons": 4000,
    "core_parts": 4000,
    "adaptable_parts": 4000,
    "tips": 4000,
    "equality": 4000,
    "principles_how": 2000,
    "resources": 4000,
    "funding": 300,
}
TEXT_LISTS = ("steps", "links")
MAX_STEPS, STEP_LENGTH = 20, 2000
MAX_LINKS, LINK_LENGTH = 20, 500
TEXT_FIELDS: frozenset[str] = frozenset(TEXT_LENGTHS) | frozenset(TEXT_LISTS)
MAX_THEMES, MAX_PRINCIPLES = 5, 4

ONE_VALUE = (
    "kind_id",
    "contact_id",
    "visibility",
    "group_id",
    "is_national",
    "maturity",
    "evidence_level",
    "cost",
    "started_on",
    "ended_on",
    "licence",
    "has_no_client_data",
)
MANY_VALUES = (*VOCABULARIES, "regions", "partners")
PRACTICE_FIELDS: frozenset[str] = frozenset(ONE_VALUE) | frozenset(MANY_VALUES)


@dataclass(frozen=True)
class Step:
    """One page of the form."""

    number: int
    name: str | Promise  # in the row of steps
    question: str | Promise  # its heading
    fields: tuple[str, ...]  # in their order on the page

    @property
    def texts(self) -> tuple[str, ...]:
        """Those that are written once a language."""
        return tuple(field for field in self.fields if field in TEXT_FIELDS)


STEPS: tuple[Step, ...] = (
    Step(
        1,
        _("Basics"),
        _("What is the practice?"),
        ("title", "summary", "kind_id", "contact_id", "partners", "visibility", "group_id"),
    ),
    Step(2, _("Description"), _("What was needed and what do you do?"), ("need", "description", "steps")),
    Step(
        3,
        _("For whom and where"),
        _("Whom does it help, and where?"),
        (
            "target_group",
            "sector",
            "theme",
            "life_phase",
            "channel",
            "development_target",
            "principle",
            "principles_how",
            "regions",
            "is_national",
            "started_on",
            "ended_on",
        ),
    ),
    Step(
        4,
        _("Results and evidence"),
        _("What has changed, and how do you know?"),
        ("results", "users_voice", "lessons", "maturity", "evidence_level"),
    ),
    Step(
        5,
        _("Transferability"),
        _("What does someone need who wants to do the same?"),
        (
            "core_parts",
            "adaptable_parts",
            "tips",
            "resources",
            "cost",
            "funding",
            "equality",
            "links",
        ),
    ),
    Step(6, _("Check and submit"), _("Ready to submit?"), ("licence", "has_no_client_data")),
)


def step_of(field: str) -> int:
    """The number of the step where the field is asked."""
    return next(step.number for step in STEPS if field in step.fields)
