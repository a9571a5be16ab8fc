"""A file with practices, from an administrator."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from elo_portal.core.tables import reading
from elo_portal.core.tables.reading import Table
from elo_portal.core.tables.refusals import Refused
from practices.columns import COLUMNS, REQUIRED
from practices.models import Practice

MOST_ROWS = 1000  # some ten seconds; longer files come in by manage.py import_practices


class FileOfPracticesForm(forms.Form):
    """What the file is read as stands in `cleaned_data["file"]`: a Table."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_("CSV, XLSX or JSON, at most 20 MB and 1,000 rows."),
        widget=forms.FileInput({"accept": ".csv,.xlsx,.json"}),
        error_messages={"empty": _("The file is empty.")},
    )
    source = forms.CharField(
        label=_("Where the practices come from"),
        help_text=_(
            "A short name. Source and key name a practice: the same file brought in again updates it, and another source never does."
        ),
        initial="import",
        max_length=Practice._meta.get_field("source").max_length,
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

    def clean_file(self) -> Table:
        upload: UploadedFile[Any] = self.cleaned_data["file"]
        try:
            table = reading.read_file(upload, name=upload.name or "", columns=COLUMNS, required=REQUIRED)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal), code="refused") from refusal
        if not table.rows and not table.problems:
            raise forms.ValidationError(_("The file has no rows."), code="empty")
        if len(table.rows) > MOST_ROWS:
            count = len(table.rows)
            words = ngettext(
                "%(count)s row is too much for one page. Divide the file.",
                "%(count)s rows are too many for one page. Divide the file.",
                count,
            )
            raise forms.ValidationError(words % {"count": count}, code="long")
        return table
