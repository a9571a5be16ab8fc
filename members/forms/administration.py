"""What administrators fill in."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from elo_portal.core.models import Term
from members.commands.organisations import OrganisationFields
from members.models import Authority, Organisation, Region, RoleGrant
from members.queries.organisations import OrganisationFilter
from members.queries.people import PersonFilter


class OrganisationFilterForm(forms.Form):
    """The list of organisations."""

    text = forms.CharField(label=_("Name or business ID"), required=False, max_length=100)
    type = forms.ModelChoiceField(
        label=_("Type"),
        required=False,
        queryset=Term.objects.of("organisation_type"),
        empty_label=_("All types"),
    )
    region = forms.ModelChoiceField(
        label=_("Region"),
        required=False,
        queryset=Region.objects.order_by("code"),
        empty_label=_("All regions"),
    )

    def wanted(self) -> OrganisationFilter:
        """What to look for; a field that makes no sense is left out."""
        self.full_clean()
        data = self.cleaned_data
        type_, region = data.get("type"), data.get("region")
        return OrganisationFilter(
            text=data.get("text", ""),
            type_id=type_.pk if type_ else None,
            region_id=region.pk if region else None,
        )


class PersonFilterForm(forms.Form):
    """The list of people."""

    text = forms.CharField(label=_("Name or address"), required=False, max_length=100)
    role = forms.ChoiceField(
        label=_("Role"), required=False, choices=[("", _("All roles")), *RoleGrant.Role.choices]
    )

    def wanted(self) -> PersonFilter:
        """What to look for; a field that makes no sense is left out."""
        self.full_clean()
        return PersonFilter(**{name: value for name, value in self.cleaned_data.items() if value})


class OrganisationForm(forms.ModelForm[Organisation]):
    """A ModelForm for one reason: it checks the model's constraints and shows their messages."""

    languages = forms.MultipleChoiceField(
        label=_("Languages of service"),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    regions = forms.ModelMultipleChoiceField(
        label=_("Regions"), queryset=Region.objects.order_by("code"), widget=forms.CheckboxSelectMultiple
    )
    sectors = forms.ModelMultipleChoiceField(
        label=_("Sectors"), queryset=Term.objects.of("sector"), widget=forms.CheckboxSelectMultiple
    )

    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")

    class Meta:
        model = Organisation
        fields = (
            "name_fi",
            "name_sv",
            "name_en",
            "business_id",
            "type",
            "sectors",
            "regions",
            "languages",
            "website",
            "contact_email",
            "email_domains",
            "description_fi",
            "description_sv",
            "description_en",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type"].queryset = Term.objects.of("organisation_type").offered()  # type: ignore[attr-defined]

    def values(self, organisation: Organisation | None) -> OrganisationFields:
        """For the command; municipalities stay as they are."""
        data = self.cleaned_data
        kept = organisation.municipalities.values_list("pk", flat=True) if organisation else ()
        plain = {
            name: data[name]
            for name in self.Meta.fields
            if name not in {"type", "sectors", "regions", "languages", "email_domains"}
        }
        return OrganisationFields(
            **plain,
            type_id=data["type"].pk,
            languages=tuple(data["languages"]),
            email_domains=tuple(data["email_domains"] or ()),
            sectors=frozenset(term.pk for term in data["sectors"]),
            regions=frozenset(region.pk for region in data["regions"]),
            municipalities=frozenset(kept),
        )


class RoleForm(forms.Form):
    """Grant a role from a day to a day."""

    role = forms.ChoiceField(label=_("Role"), choices=RoleGrant.Role.choices)
    authority = forms.ModelChoiceField(
        label=_("Authority, for a coordinator"), queryset=Authority.objects.none(), required=False
    )
    organisation = forms.ModelChoiceField(
        label=_("Organisation, for a contact person"),
        queryset=Organisation.objects.active().order_by("sort_key"),
        required=False,
    )
    starts_on = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    ends_on = forms.DateField(
        label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )

    def __init__(self, *args: Any, authorities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authority"].queryset = authorities  # type: ignore[attr-defined]
