"""Languages in which guidance is given: more than those of the portal."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

NAMES: dict[str, str | Promise] = {
    "fi": _("Finnish"),
    "sv": _("Swedish"),
    "en": _("English"),
    "se": _("Northern Sámi"),
    "fse": _("Finnish Sign Language"),
    "ru": _("Russian"),
    "uk": _("Ukrainian"),
    "et": _("Estonian"),
    "ar": _("Arabic"),
    "fa": _("Persian"),
    "so": _("Somali"),
    "xx": pgettext_lazy("languages", "others with an interpreter"),
}
CHOICES = list(NAMES.items())


def names(codes: Iterable[str]) -> list[str]:
    """In the reader's language, in the order of the list above; unknown ones are left out."""
    wanted = set(codes)
    return [str(name) for code, name in NAMES.items() if code in wanted]
