"""The six steps of describing a practice. Nothing is required to save; what is required to submit is said."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from practices import content
from practices.fields import MAX_PRINCIPLES, MAX_THEMES, STEPS, TEXT_FIELDS, Step
from practices.forms.controls import controls
from practices.forms.labels import HELP, LABELS, REQUIRED, REQUIRED_OF_IDEAS
from practices.models import Practice, PracticeText
from practices.queries.choices import Choices, organisations_named

ROLE_LENGTH = 200
Visibility = Practice.Visibility


class StepForm(forms.Form):
    """One step in one language; in another language than the source it holds the texts only."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    use_required_attribute = False

    def __init__(
        self, data: Any = None, *, step: Step, practice: Practice, text: PracticeText, choices: Choices
    ) -> None:
        is_source = text.language == practice.source_language
        self.names = step.fields if is_source else step.texts
        stored = content.read(practice, text, self.names)
        super().__init__(data, initial=_initial(stored, practice))
        required = REQUIRED_OF_IDEAS if practice.is_idea else REQUIRED
        for name in self.names:
            for field_name, field in controls(name, practice, choices).items():
                field.label = str(LABELS[field_name])
                field.help_text = str(HELP.get(field_name, ""))
                field.required = is_source and field_name in required
                self.fields[field_name] = field
            if name in TEXT_FIELDS:
                self.fields[name].widget.attrs["lang"] = text.language
        self.fields["seen"].initial = packed(content.fingerprints(stored))

    def full_clean(self) -> None:
        """A draft may be saved with gaps: "required" is a word for the reader only."""
        said = [field for field in self.fields.values() if field.required]
        for field in said:
            field.required = False
        super().full_clean()
        for field in said:
            field.required = True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for vocabulary, most in (("theme", MAX_THEMES), ("principle", MAX_PRINCIPLES)):
            if len(cleaned.get(vocabulary, [])) > most:
                message = _("Choose at most %(most)s.")
                self.add_error(vocabulary, ValidationError(message, params={"most": most}))
        begins, ends = cleaned.get("started_on"), cleaned.get("ended_on")
        if begins and ends and ends < begins:
            self.add_error("ended_on", _("The end is before the beginning."))
        if "visibility" in self.names:
            self._clean_visibility(cleaned)
        if "partners" in self.names:
            self._clean_partners(cleaned)
        return cleaned

    def values(self) -> dict[str, Any]:
        """What may be stored: every field that is in order, by the names of practices.fields."""
        return {name: self.cleaned_data[name] for name in self.names if name in self.cleaned_data}

    def seen_fingerprints(self) -> dict[str, str] | None:
        """What the form showed when it was opened, as it says itself; None if it says nothing."""
        pairs = (pair.partition(":") for pair in self.cleaned_data.get("seen", "").split())
        return {name: mark for name, _colon, mark in pairs if name in self.names} or None

    def _clean_visibility(self, cleaned: dict[str, Any]) -> None:
        """Visibility and group go together: both are stored, or neither."""
        is_for_group = cleaned.get("visibility") == Visibility.GROUP
        if is_for_group and cleaned.get("group_id") is None:
            self.add_error("group_id" if "group_id" in self.fields else "visibility", _("Choose the group."))
        if "visibility" not in cleaned or (is_for_group and cleaned.get("group_id") is None):
            cleaned.pop("visibility", None)
            cleaned.pop("group_id", None)
        elif not is_for_group:
            cleaned["group_id"] = None

    def _clean_partners(self, cleaned: dict[str, Any]) -> None:
        """Rows of an organisation's name and its part in the work, to (id, part)."""
        names, roles = cleaned.pop("partner_names", []), cleaned.pop("partner_roles", [])
        rows = [
            (name, roles[place][:ROLE_LENGTH] if place < len(roles) else "")
            for place, name in enumerate(names)
            if name
        ]
        known = organisations_named([name for name, _role in rows]) if rows else {}
        for name, _role in rows:
            if name.casefold() not in known:
                message = _("There is no organisation called “%(name)s” in the network. Check the name.")
                self.add_error("partner_names", ValidationError(message, params={"name": name}))
        if not self.has_error("partner_names"):
            cleaned["partners"] = list({known[name.casefold()]: role for name, role in rows}.items())


def form_for(number: int, data: Any = None, **options: Any) -> StepForm:
    """The form of a step, 1 to 6."""
    return StepForm(data, step=STEPS[number - 1], **options)


def packed(fingerprints: dict[str, str]) -> str:
    """Fingerprints as they stand in the hidden field."""
    return " ".join(f"{name}:{mark}" for name, mark in fingerprints.items())


def _initial(stored: dict[str, Any], practice: Practice) -> dict[str, Any]:
    initial = dict(stored)
    if "partners" in stored:
        partners = list(practice.partners.all())
        initial["partner_names"] = [partner.organisation.name for partner in partners]
        initial["partner_roles"] = [partner.role for partner in partners]
    return initial
