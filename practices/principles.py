"""The sixteen principles of organising guidance: what each means in plain words. The terms themselves are data.

The list and its four groups are those of the European Lifelong Guidance Policy Network; the words are ours.
"""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SOURCE = "European Lifelong Guidance Policy Network (ELGPN)"


class Principle(NamedTuple):
    group: str
    meaning: Promise


GROUPS: dict[str, Promise] = {
    "centrality": _("The person at the centre"),
    "enabling": _("Taking part made possible"),
    "access": _("Guidance within reach"),
    "quality": _("Quality assured"),
}

PRINCIPLES = {
    "independence": Principle(
        "centrality",
        _(
            "Guidance respects the person's freedom to choose. It does not serve the interests of a school, an employer or an authority."
        ),
    ),
    "confidentiality": Principle(
        "centrality",
        _(
            "What a person tells in guidance is theirs. It goes on to others only with their permission, and they know what is written down."
        ),
    ),
    "equality": Principle(
        "centrality",
        _(
            "Everybody gets guidance as good as the others, whatever their age, gender, language, origin, health or place of residence."
        ),
    ),
    "holistic": Principle(
        "centrality",
        _(
            "Guidance looks at the whole life: studies, work, livelihood, health and the people around. The person is not divided among services."
        ),
    ),
    "active": Principle(
        "enabling",
        _(
            "Guidance is done together. The person sets the goals, takes part in planning and decides; providers and others close to them do their share."
        ),
    ),
    "empowerment": Principle(
        "enabling",
        _(
            "After guidance the person can plan their own learning and career a little better than before, also without the counsellor."
        ),
    ),
    "transparency": Principle(
        "access",
        _(
            "It is easy to recognise what guidance is offered, by whom and for whom, and what one can expect of it."
        ),
    ),
    "friendliness": Principle(
        "access", _("The person is met kindly and listened to. It is safe to say that one does not know.")
    ),
    "continuity": Principle(
        "access",
        _(
            "Guidance does not break off when a person moves from one school, service or phase of life to another. Somebody always knows who goes on."
        ),
    ),
    "availability": Principle(
        "access",
        _(
            "Everybody has a right to guidance at any age and in any phase of life, and there is enough of it."
        ),
    ),
    "accessibility": Principle(
        "access",
        _(
            "Guidance is within reach: face to face, by phone and online, in the evening as well, in a language and form that the person can use."
        ),
    ),
    "responsiveness": Principle(
        "access",
        _(
            "Guidance adapts to the person. There are several ways to the same goal, and the way changes when the situation does."
        ),
    ),
    "methods": Principle(
        "quality",
        _(
            "The methods rest on knowledge, and they suit the purpose and the person. Those who guide can say why they chose them."
        ),
    ),
    "improvement": Principle(
        "quality",
        _(
            "Feedback is collected regularly and leads to changes. Those who guide have time to learn and to look at their own work."
        ),
    ),
    "redress": Principle(
        "quality", _("A person who is not satisfied knows where to complain and gets an answer.")
    ),
    "competence": Principle(
        "quality",
        _(
            "Those who guide have training for it. They recognise the need, know the services of others and lead the person on."
        ),
    ),
}
