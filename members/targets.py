"""How the seven development targets are marked, and what each means in plain words.

Shape and number tell them apart without the colour. The terms themselves are data.
"""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TargetMark(NamedTuple):
    number: int  # of the mark, which gives its shape and colour
    short_name: Promise
    symbol: str  # for texts without pictures
    meaning: Promise


TARGET_MARKS = {
    "expertise-as-network": TargetMark(
        1,
        pgettext_lazy("target", "Expertise as a network"),
        "⬢",
        _(
            "The knowledge of guidance in a region is looked at as a whole. Nobody needs to master everything, "
            "when everybody knows who masters what."
        ),
    ),
    "common-definition": TargetMark(
        2,
        pgettext_lazy("target", "Shared definition"),
        "●",
        _(
            "The region agrees what lifelong guidance is and where it ends, so that the same words mean the same "
            "thing in a school, in an employment service and in an association."
        ),
    ),
    "good-way-of-working": TargetMark(
        3,
        pgettext_lazy("target", "Good way of working"),
        "◆",
        _(
            "Good guidance and its principles are outlined together and shown in everyday work: how a person is "
            "met, heard and accompanied."
        ),
    ),
    "competence": TargetMark(
        4,
        pgettext_lazy("target", "Competence"),
        "▲",
        _("Those who guide keep learning, both within their own branch and together across branches."),
    ),
    "goals-and-benefits": TargetMark(
        5,
        pgettext_lazy("target", "Goals and benefits known"),
        "▶",
        _("Every actor knows what ELO work aims at and what it gives to them and to the people they guide."),
    ),
    "mandates-and-resources": TargetMark(
        6,
        pgettext_lazy("target", "Mandates and resources"),
        "■",
        _(
            "It is written down who may decide what in regional ELO work, and with which time and money it is done."
        ),
    ),
    "continuous-renewal": TargetMark(
        7,
        pgettext_lazy("target", "Continuous renewal"),
        "◖",
        _("The network looks at itself every year, gives up what does not work and tries something new."),
    ),
}
