"""Under which terms the texts of a practice may be used."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from practices.models import Practice


@dataclass(frozen=True)
class Licence:
    """`url`: the deed that says it in plain words."""

    name: str
    meaning: str | Promise
    url: str


LICENCES: dict[str, Licence] = {
    Practice.Licence.BY: Licence(
        "CC BY 4.0",
        _("Everybody may use and change the texts when they name you. The usual choice."),
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    Practice.Licence.BY_SA: Licence(
        "CC BY-SA 4.0",
        _("As the first, but whoever changes the texts must share the result under the same licence."),
        "https://creativecommons.org/licenses/by-sa/4.0/",
    ),
    Practice.Licence.ZERO: Licence(
        "CC0 1.0",
        _("Everybody may use the texts freely, without naming anybody."),
        "https://creativecommons.org/publicdomain/zero/1.0/",
    ),
}
