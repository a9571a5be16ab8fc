"""Bringing a document, a new version of it, and saying what it is and who sees it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from elo_portal.core.fields import TextField
from elo_portal.core.files import checking
from elo_portal.core.files.checking import Checked
from elo_portal.core.files.kinds import ACCEPT
from elo_portal.core.files.refusals import FileRefused
from members.commands.groups.documents import DocumentFields
from members.models import Document


class VersionForm(forms.Form):
    """The file is opened and checked while the form is cleaned."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, Word, Excel, PowerPoint, OpenDocument, PNG or JPEG, at most 20 MB."),
        widget=forms.FileInput({"accept": ACCEPT}),
        error_messages={"empty": _("The file is empty.")},
    )
    use_required_attribute = False

    def clean_file(self) -> Checked:
        upload = self.cleaned_data["file"]
        try:
            return checking.check(upload, upload.name)
        except FileRefused as refusal:
            raise forms.ValidationError(str(refusal), code=refusal.reason) from refusal


class DescribeDocumentForm(forms.Form):
    title = TextField(label=_("What is the document?"), max_length=200)
    visibility = forms.ChoiceField(
        label=_("Who sees it?"),
        choices=Document.Visibility,
        initial=Document.Visibility.GROUP,
        widget=forms.RadioSelect,
    )
    diary_number = TextField(label=_("Diary number"), required=False, max_length=60)
    use_required_attribute = False

    def values(self) -> DocumentFields:
        names = ("title", "visibility", "diary_number")
        return DocumentFields(**{name: self.cleaned_data[name] for name in names})

    @staticmethod
    def initial_of(document: Document) -> dict[str, Any]:
        return {name: getattr(document, name) for name in ("title", "visibility", "diary_number")}


class DocumentForm(DescribeDocumentForm, VersionForm):
    field_order = ("file", "title", "visibility", "diary_number")
