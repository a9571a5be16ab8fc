"""Passkeys: made on a device, named by the person."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 60


def _name(*, required: bool) -> forms.CharField:
    return forms.CharField(
        label=_("Name of the passkey"),
        max_length=LONGEST_NAME,
        required=required,
        help_text=_("The name tells your devices apart: “Work phone”."),
    )


class AddPasskeyForm(AddWebAuthnForm):
    """What the device made. Only a key that asks who is there (finger, face, PIN) is taken: it signs in alone."""

    name = _name(required=False)
    passwordless = None  # allauth's choice of a key that is a second step only

    def clean_credential(self) -> Any:
        return _object(self.cleaned_data["credential"])

    def clean(self) -> dict[str, Any]:
        # A broken answer of a device raises anything at all inside fido2: to the person it is one and the same.
        try:
            cleaned = super().clean()
        except (KeyError, ValueError, AttributeError, IndexError) as reason:
            raise get_adapter().validation_error("incorrect_code") from reason
        return cleaned  # type: ignore[no-any-return]


class RenamePasskeyForm(EditWebAuthnForm):
    """A new name."""

    name = _name(required=True)


class _SignedForm(AuthenticateWebAuthnForm):
    """What the device signed. A broken answer is refused like a wrong one."""

    def clean_credential(self) -> Any:
        self.cleaned_data["credential"] = _object(self.cleaned_data["credential"])
        try:
            return super().clean_credential()
        except ValidationError:
            raise
        except (KeyError, ValueError, AttributeError, IndexError, TypeError) as reason:
            raise get_adapter().validation_error("incorrect_code") from reason


class PasskeySignInForm(_SignedForm, LoginWebAuthnForm):
    """Signs in alone."""


class PasskeyStepForm(_SignedForm):
    """The second step after a password or a mailed code."""


class PasskeyAgainForm(_SignedForm, ReauthenticateWebAuthnForm):
    """Shows that it is still the same person."""


def _object(credential: Any) -> dict[str, Any]:
    if not isinstance(credential, dict):
        raise get_adapter().validation_error("incorrect_code")
    return credential
