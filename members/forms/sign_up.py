"""What is asked at sign-up, besides address and password."""

from typing import Any

from allauth.core import context
from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from members.commands import accounts
from members.models import Account, Organisation
from members.queries.accounts import is_taken
from members.queries.invitations import Fate, by_digest
from members.queries.organisations import choosable_organisations
from members.session_keys import INVITATION


class SignUpForm(forms.Form):
    """Name and organisation; kept with the login until the address is confirmed.

    allauth makes its own form from this one and adds address and password. Whoever comes with an
    invitation has an address and an organisation already.
    """

    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80)
    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Choose your organisation"),
        help_text=_("The contact person of the organisation or the coordinator of the region confirms it."),
    )
    organisation_name = forms.CharField(
        label=_("If your organisation is not on the list, its name"), max_length=200, required=False
    )
    title = forms.CharField(label=_("Job title"), max_length=120, required=False)
    has_read = forms.BooleanField(label=_("I have read the privacy notice"))
    field_order = (
        "email",
        "password1",
        "first_name",
        "last_name",
        "organisation",
        "organisation_name",
        "title",
    )

    account_already_exists = False  # set by allauth's half of the form

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_name"].widget.attrs["autocomplete"] = "given-name"
        self.fields["last_name"].widget.attrs["autocomplete"] = "family-name"
        self.fields["title"].widget.attrs["autocomplete"] = "organization-title"
        self.fields["has_read"].help_text = format_html(
            '<a href="{}">{}</a>', reverse("pages:privacy"), gettext("Read the privacy notice")
        )
        digest = context.request.session.get(INVITATION) if context.request else None
        found = by_digest(digest, now=timezone.now()) if digest else None
        self.invitation = found.invitation if found and found.fate is Fate.OPEN else None
        if self.invitation:
            del self.fields["organisation"], self.fields["organisation_name"]
        else:
            self.fields["organisation"].queryset = choosable_organisations()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """An organisation, or the name of one; a sign-up that nobody confirmed does not hold its address."""
        cleaned = super().clean() or self.cleaned_data
        is_named = cleaned.get("organisation") or cleaned.get("organisation_name")
        if "organisation" in self.fields and not is_named and "organisation" not in self.errors:
            self.add_error("organisation", gettext("Choose your organisation, or write its name below."))
        if self.account_already_exists:
            self.account_already_exists = is_taken(cleaned["email"])
        return cleaned

    def signup(self, request: HttpRequest, user: Account) -> None:
        """Called by allauth once the login exists."""
        organisation = self.cleaned_data.get("organisation")
        accounts.keep_sign_up(
            account=user,
            typed={
                "first_name": self.cleaned_data["first_name"],
                "last_name": self.cleaned_data["last_name"],
                "organisation_id": organisation.pk if organisation else None,
                "organisation_name": "" if organisation else self.cleaned_data.get("organisation_name", ""),
                "title": self.cleaned_data["title"],
                "language": get_language() or "fi",
            },
        )
