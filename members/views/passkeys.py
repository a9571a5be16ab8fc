"""Removing a passkey. Everything else about passkeys is allauth's own."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.http import HttpResponse
from django.utils.translation import gettext as _


class RemovePasskeyView(RemoveWebAuthnView):
    """Whoever needs a second factor keeps the last one; allauth asks this of authenticator apps only."""

    def form_valid(self, form: Any) -> HttpResponse:
        if not get_adapter().can_delete_authenticator(self.object):
            form.add_error(
                None, _("Your role needs a second step. Add another passkey or an authenticator app first.")
            )
            return self.form_invalid(form)  # type: ignore[no-any-return]
        return super().form_valid(form)  # type: ignore[no-any-return]


remove = RemovePasskeyView.as_view()
