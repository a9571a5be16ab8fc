"""What a group's leaders write about its mandate, resources and projects."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from elo_portal.core.fields import DayField, TextField
from members.commands.groups.mandates import YEARS, MandateFields, ProjectFields, ResourceFields
from members.forms.groups.purposes import long_text
from members.models import Authority, Mandate, Project, YearlyResources

DAY_HELP = _("For example 1.8.2025.")


class MandateForm(forms.Form):
    authority_id = forms.TypedChoiceField(
        label=_("Authority that gave it"), required=False, coerce=int, empty_value=None
    )
    giver = TextField(
        label=_("Or who gave it, in words"),
        help_text=_("If no authority of the list gave it, or several gave it together."),
        required=False,
        max_length=200,
    )
    starts_on = DayField(label=_("First day"), help_text=DAY_HELP)
    ends_on = DayField(
        label=_("Last day"),
        help_text=_("Those who lead the group get a reminder 90 and 30 days before."),
    )
    scope = long_text(_("Task"), _("What is the group asked to do?"), required=True)
    may_decide = long_text(_("What may the group decide?"))
    limits = long_text(_("What may it not decide?"))
    document = TextField(label=_("Name of the document"), required=False, max_length=200)
    diary_number = TextField(label=_("Diary number"), required=False, max_length=60)
    document_url = forms.URLField(
        label=_("Link to the document"), required=False, max_length=500, assume_scheme="https"
    )
    use_required_attribute = False

    def __init__(self, *args: Any, authorities: list[Authority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pairs = [(one.pk, one.name) for one in authorities]
        self.fields["authority_id"].choices = [("", _("Not chosen")), *pairs]  # type: ignore[attr-defined]

    def values(self) -> MandateFields:
        return MandateFields(**self.cleaned_data)

    @classmethod
    def initial_of(cls, mandate: Mandate) -> dict[str, Any]:
        return {name: getattr(mandate, name) for name in cls.base_fields}


class ResourcesForm(forms.Form):
    person_months = forms.DecimalField(
        label=_("Person-months for coordination"),
        required=False,
        min_value=0,
        max_digits=5,
        decimal_places=1,
        localize=True,
        widget=forms.TextInput({"inputmode": "decimal", "size": "8"}),
    )
    budget = forms.IntegerField(
        label=_("Budget in euros"),
        required=False,
        min_value=0,
        max_value=2_000_000_000,
        widget=forms.TextInput({"inputmode": "numeric", "size": "12"}),
    )
    funding = long_text(_("Where does the money come from?"), rows=3)
    use_required_attribute = False

    def values(self) -> ResourceFields:
        return ResourceFields(**self.cleaned_data)

    @classmethod
    def initial_of(cls, resources: YearlyResources) -> dict[str, Any]:
        return {name: getattr(resources, name) for name in cls.base_fields}


class ProjectForm(forms.Form):
    name = TextField(label=_("Name of the project"), max_length=200)
    funder = TextField(label=_("Funder"), required=False, max_length=120)
    first_year = forms.IntegerField(
        label=_("First year"), min_value=YEARS[0], max_value=YEARS[-1], widget=forms.TextInput({"size": "6"})
    )
    last_year = forms.IntegerField(
        label=_("Last year"), min_value=YEARS[0], max_value=YEARS[-1], widget=forms.TextInput({"size": "6"})
    )
    url = forms.URLField(label=_("Web page"), required=False, max_length=500, assume_scheme="https")
    use_required_attribute = False

    def values(self) -> ProjectFields:
        return ProjectFields(**self.cleaned_data)

    @classmethod
    def initial_of(cls, project: Project) -> dict[str, Any]:
        return {name: getattr(project, name) for name in cls.base_fields}
