"""What administrators fill in."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.postgres.forms import SimpleArrayField
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from elo_portal.core.errors import DomainError
from elo_portal.core.models import Term
from members import languages
from members.commands import roles
from members.commands.organisations import LISTS, RELATIONS, OrganisationFields
from members.forms.fields import ChoiceOf, DayField
from members.models import Authority, Municipality, Organisation, Region, RoleGrant
from members.queries.organisations import OrganisationFilter
from members.queries.people import PersonFilter


class FilterForm(forms.Form):
    """A row of controls above a list."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            is_select = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "select" if is_select else "ds-input"


class OrganisationFilterForm(FilterForm):
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
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All states")), *Organisation.State.choices]
    )

    def wanted(self) -> OrganisationFilter:
        """What to look for; a field that makes no sense is left out."""
        self.full_clean()
        data = self.cleaned_data
        kind, region = data.get("type"), data.get("region")
        return OrganisationFilter(
            text=data.get("text", ""),
            type_id=kind.pk if kind else None,
            region_id=region.pk if region else None,
            state=data.get("state", ""),
        )


class PersonFilterForm(FilterForm):
    """The list of people."""

    text = forms.CharField(label=_("Name or address"), required=False, max_length=100)
    role = forms.ChoiceField(
        label=_("Role"), required=False, choices=[("", _("All roles")), *RoleGrant.Role.choices]
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All states")),
            ("active", _("active")),
            ("inactive", _("deactivated")),
            ("homeless", _("organisation not in the list")),
        ],
    )

    def wanted(self) -> PersonFilter:
        """What to look for; a field that makes no sense is left out."""
        self.full_clean()
        return PersonFilter(**{name: value for name, value in self.cleaned_data.items() if value})


class OrganisationForm(forms.ModelForm[Organisation]):
    """A ModelForm for one reason: it checks the model's fields; commands.organisations saves what it gives."""

    languages = forms.MultipleChoiceField(
        label=_("Languages of service"),
        choices=languages.CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    regions = forms.ModelMultipleChoiceField(
        label=_("Regions"), queryset=Region.objects.order_by("code"), widget=forms.CheckboxSelectMultiple
    )
    sectors = forms.ModelMultipleChoiceField(
        label=_("Sectors"),
        queryset=Term.objects.of("sector"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    municipalities = forms.ModelMultipleChoiceField(
        label=_("Municipalities"),
        queryset=Municipality.objects.order_by("name_fi"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    email_domains = SimpleArrayField(
        forms.CharField(max_length=100),
        label=_("Confirmed e-mail domains"),
        required=False,
        help_text=_(
            "Whoever has confirmed an address at exactly such a domain is a member at once. "
            "Separate several with a comma. Leave out domains that others use too."
        ),
    )

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
            "municipalities",
            "languages",
            "website",
            "contact_email",
            "email_domains",
            "description_fi",
            "description_sv",
            "description_en",
        )
        labels = {"type": _("Type")}
        widgets = {f"description_{code}": forms.Textarea(attrs={"rows": 5}) for code in ("fi", "sv", "en")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A retired term may stay where it was used.
        types = Term.objects.of("organisation_type").filter(Q(is_active=True) | Q(pk=self.instance.type_id))
        held = [term.pk for term in self.instance.sectors.all()] if self.instance.pk else []
        sectors: Any = self.fields["sectors"]
        sectors.queryset = Term.objects.of("sector").filter(Q(is_active=True) | Q(pk__in=held))
        self.fields["type"].queryset = types  # type: ignore[attr-defined]
        self.fields["type"].empty_label = _("Not chosen")  # type: ignore[attr-defined]

    def clean_business_id(self) -> str:
        """Beside the field rather than above the form, where the constraint's own message would stand."""
        business_id: str = self.cleaned_data["business_id"]
        others = Organisation.objects.exclude(pk=self.instance.pk).filter(business_id=business_id)
        if business_id and others.exists():
            raise forms.ValidationError(gettext("An organisation with this business ID is a member already."))
        return business_id

    def clean_email_domains(self) -> list[str]:
        return [domain.strip().lower() for domain in self.cleaned_data["email_domains"] or []]

    def save(self, commit: bool = True) -> Any:
        raise NotImplementedError("Pass values() to commands.organisations.")

    def values(self) -> OrganisationFields:
        """For the command."""
        data: dict[str, Any] = dict(self.cleaned_data)
        for name in RELATIONS:
            data[name] = frozenset(row.pk for row in data[name])
        for name in LISTS:
            data[name] = tuple(data[name])
        return OrganisationFields(type_id=data.pop("type").pk, **data)


class RoleForm(forms.Form):
    """Grant a role from a day to a day."""

    role = forms.ChoiceField(label=_("Role"), choices=RoleGrant.Role.choices)
    authority = ChoiceOf(model=Authority, label=_("Authority, for a coordinator"), required=False)
    organisation = ChoiceOf(model=Organisation, label=_("Organisation, for a contact person"), required=False)
    starts_on = DayField(label=_("From"))
    ends_on = DayField(
        label=_("Last day"), help_text=_("Leave empty if the end is not known."), required=False
    )

    FIELD_OF: Mapping[type[DomainError], str] = {
        roles.AlreadyHasRole: "role",
        roles.PersonNotActive: "role",
        roles.ScopeDoesNotFit: "role",
        roles.AuthorityHasEnded: "authority",
        roles.NotAMember: "organisation",
        roles.EndsBeforeItBegins: "ends_on",
    }

    def __init__(
        self,
        *args: Any,
        authorities: QuerySet[Authority],
        organisations: QuerySet[Organisation],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authority"].queryset = authorities  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The scope that fits the role; what does not belong to it is left out."""
        cleaned = super().clean() or self.cleaned_data
        role = cleaned.get("role")
        if role != RoleGrant.Role.COORDINATOR:
            cleaned["authority"] = None
        elif not cleaned.get("authority") and "authority" not in self.errors:
            self.add_error("authority", gettext("Choose the authority that the person coordinates for."))
        if role != RoleGrant.Role.CONTACT:
            cleaned["organisation"] = None
        elif not cleaned.get("organisation") and "organisation" not in self.errors:
            self.add_error("organisation", gettext("Choose one of the person's own organisations."))
        return cleaned


class LastDayForm(forms.Form):
    """When a role ends; empty: at once."""

    last_day = DayField(
        label=_("Last day"), help_text=_("Such as 31.12.2026. Empty: the role ends at once."), required=False
    )


class AddToOrganisationForm(forms.Form):
    """Put a person into an organisation."""

    organisation = ChoiceOf(model=Organisation, label=_("Organisation"))
    title = forms.CharField(label=_("Job title"), max_length=120, required=False)

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
