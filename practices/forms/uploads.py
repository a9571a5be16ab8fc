"""The upload of a filled Word file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from elo_portal.core.files import checking
from elo_portal.core.files.refusals import FileRefused
from practices.forms import word_reading
from practices.forms.word_reading import Filled
from practices.queries.choices import Pairs


class UploadForm(forms.Form):
    """With one organisation there is nothing to choose: it is not asked."""

    owner_id = forms.TypedChoiceField(
        label=_("For which organisation?"),
        help_text=_("It answers for the practice, and your colleagues there may write with you."),
        coerce=int,
        widget=forms.RadioSelect,
    )
    file = forms.FileField(
        label=_("The filled Word file"),
        help_text=_("A .docx file, at most 20 MB."),
        widget=forms.FileInput({"accept": ".docx"}),
        error_messages={"empty": _("The file is empty.")},
    )
    use_required_attribute = False

    def __init__(self, *args: Any, owners: Pairs, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.otherwise = language
        field = self.fields["owner_id"]
        field.choices = owners  # type: ignore[attr-defined]
        if len(owners) == 1:
            field.widget, field.initial = forms.HiddenInput(), owners[0][0]

    def clean_file(self) -> Filled:
        upload = self.cleaned_data["file"]
        try:
            blocks = checking.read_word_file(upload, upload.name)
        except FileRefused as refusal:
            message = str(refusal)
            if refusal.reason == "mismatch":
                message = str(_("This is not a Word file. Save it as .docx."))
            raise forms.ValidationError(message, code=refusal.reason) from refusal
        filled = word_reading.read(blocks, otherwise=self.otherwise)
        if filled.is_empty:
            raise forms.ValidationError(_("The file holds no text yet. Fill it in first."), code="empty")
        return filled
