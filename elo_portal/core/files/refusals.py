"""Why a file is not accepted, in words that say what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from elo_portal.core.errors import DomainError

REASONS: dict[str, str | Promise] = {
    "kind": _(
        "Files of this type cannot be attached. Use PDF, Word, Excel, PowerPoint, OpenDocument, PNG or JPEG."
    ),
    "name": _("Give the file a name that ends with its type, such as “guide.pdf”."),
    "empty": _("The file is empty."),
    "size": _("The file is too large: at most 20 MB. Make its pictures smaller."),
    "mismatch": _("The file is not what its name says. Save it again in the format that you mean."),
    "broken": _("The file cannot be opened. Save it again and try once more."),
    "hidden": _(
        "Something else stands before or after the contents of the file. Save it again and try once more."
    ),
    "bomb": _("The file unpacks to far more than it shows. Save it as PDF with smaller pictures."),
    "heavy": _("The file is too complicated to be checked. Save it as PDF, or divide it."),
    "pixels": _("The picture is too large: at most 50 million pixels."),
    "encrypted": _("The file is protected with a password. Remove the password first."),
    "active": _("The file holds macros or other programs. Save it without them, or as PDF."),
    "commands": _("The PDF holds scripts or commands. Print it into a new PDF and attach that."),
    "embedded": _("The file carries other files inside. Attach them one by one."),
    "remote": _(
        "The file fetches parts from elsewhere when it is opened. Save those parts in the file itself."
    ),
}


class FileRefused(DomainError):
    """`reason`: a key of REASONS."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason if reason in REASONS else "broken"
        self.message = REASONS[self.reason]
