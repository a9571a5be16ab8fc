"""Maturity, evidence and cost: short names for lists, plain words for those who wonder what they mean.

The levels are fixed (constraints of the model); the terms of the vocabularies "maturity" and
"evidence_level" carry the same slugs and serve as facets.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from practices.models import Practice

MAX_MATURITY = 5
MAX_EVIDENCE = 4


@dataclass(frozen=True)
class Level:
    name: str | Promise
    meaning: str | Promise


MATURITY: dict[int, Level] = {
    1: Level(_("Idea"), _("An idea or a plan that nobody has tried yet.")),
    2: Level(_("On trial"), _("Being tried out. The results are not known yet.")),
    3: Level(_("In use in one organisation"), _("Part of everyday work in one organisation.")),
    4: Level(_("Established"), _("A shared practice that several actors use permanently.")),
    5: Level(
        _("Spread to other regions"), _("Has been taken into use outside the region where it was made.")
    ),
}

EVIDENCE: dict[int, Level] = {
    0: Level(_("Not yet evaluated"), _("Nobody has yet collected information about whether it helps.")),
    1: Level(_("Experience"), _("The makers' own experience says that it helps.")),
    2: Level(_("Monitoring data"), _("Feedback or figures have been collected systematically.")),
    3: Level(_("Evaluated by others"), _("Peers or outsiders have evaluated it.")),
    4: Level(_("Research evidence"), _("Research supports it.")),
}

COST: dict[str, Level] = {
    Practice.Cost.NONE: Level(_("No extra cost"), _("Done with the time and tools that are there already.")),
    Practice.Cost.SMALL: Level(_("Small"), _("Fits into an ordinary budget without a decision of its own.")),
    Practice.Cost.MEDIUM: Level(
        _("Medium"), _("Needs its own line in the budget or some working time set aside.")
    ),
    Practice.Cost.LARGE: Level(_("Large"), _("Needs separate funding, a project or new staff.")),
}
