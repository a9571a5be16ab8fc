"""Attaching a file and saying what it is."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from elo_portal.core.files import checking
from elo_portal.core.files.checking import Checked
from elo_portal.core.files.kinds import ACCEPT
from elo_portal.core.files.refusals import FileRefused
from practices.models import Attachment

TITLE_LENGTH, ALT_LENGTH = 200, 300


class DescribeForm(forms.Form):
    """What is said of a file. `is_image`: a picture needs words for those who do not see it."""

    title = forms.CharField(
        label=_("What is the file?"),
        help_text=_("Shown as its name on the page, for example “Agenda of the meeting”."),
        max_length=TITLE_LENGTH,
    )
    language = forms.ChoiceField(
        label=_("Language of the file"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )
    alt_text = forms.CharField(
        label=_("What does the picture show?"),
        help_text=_("Needed for PNG and JPEG: read aloud to those who do not see the picture."),
        max_length=ALT_LENGTH,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    use_required_attribute = False

    def __init__(self, *args: Any, is_image: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_image = is_image

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.is_image and not cleaned.get("alt_text") and "alt_text" not in self.errors:
            self.add_error("alt_text", _("Write what the picture shows, for those who do not see it."))
        return cleaned

    def said(self) -> dict[str, str]:
        """What the commands take beside the file."""
        return {name: self.cleaned_data[name] for name in ("title", "language", "alt_text")}

    @staticmethod
    def initial_of(attachment: Attachment) -> dict[str, str]:
        return {name: getattr(attachment, name) for name in ("title", "language", "alt_text")}


class AttachForm(DescribeForm):
    """The file is opened and checked while the form is cleaned."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "PDF, Word, Excel, PowerPoint, OpenDocument, PNG or JPEG, at most 20 MB. Accessible files serve everybody: "
            "use headings and give tables a header row."
        ),
        widget=forms.FileInput({"accept": ACCEPT}),
        error_messages={"empty": _("The file is empty.")},
    )
    field_order = ("file", "title", "language", "alt_text")

    def clean_file(self) -> Checked:
        upload = self.cleaned_data["file"]
        try:
            checked = checking.check(upload, upload.name)
        except FileRefused as refusal:
            raise forms.ValidationError(str(refusal), code=refusal.reason) from refusal
        self.is_image = checked.is_picture
        return checked
