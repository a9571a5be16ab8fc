"""A file with practices, from an administrator."""

from pathlib import Path
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from elo_portal.core.tables import reading
from practices.models import FileImport


class FileOfPracticesForm(forms.Form):
    file = forms.FileField(
        label=_("The file"),
        help_text=_("CSV, XLSX or JSON, at most 20 MB and 50,000 rows."),
        widget=forms.FileInput({"accept": ",".join(reading.KINDS)}),
        error_messages={"empty": _("The file is empty.")},
    )
    source = forms.CharField(
        label=_("Where the practices come from"),
        help_text=_(
            "A short name. Source and key name a practice: the same file brought in again updates it, and another source never does."
        ),
        initial="import",
        max_length=FileImport._meta.get_field("source").max_length,
    )
    publish = forms.BooleanField(
        label=_("Publish them at once"),
        help_text=_(
            "By your decision, without a review. Otherwise they become drafts of their organisations."
        ),
        required=False,
    )
    create_organisations = forms.BooleanField(
        label=_("Add organisations that are not there yet"), required=False
    )
    use_required_attribute = False

    def clean_file(self) -> UploadedFile[Any]:
        """What can be told without reading it."""
        upload: UploadedFile[Any] = self.cleaned_data["file"]
        if Path(upload.name or "").suffix.lower() not in reading.KINDS:
            raise forms.ValidationError(_("Only .json, .csv and .xlsx files can be read."), code="kind")
        if (upload.size or 0) > reading.MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 20 MB."), code="large")
        return upload


class ConfirmForm(forms.Form):
    """`needs_a_look`: something in the file looks like personal data, and others are to read it."""

    has_checked = forms.BooleanField(
        label=_(
            "I have checked what looks like personal data: it may be read by everybody who sees the practice"
        ),
        required=False,
    )
    use_required_attribute = False

    def __init__(self, *args: Any, needs_a_look: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_a_look:
            del self.fields["has_checked"]
