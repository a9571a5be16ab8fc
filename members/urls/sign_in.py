"""Addresses that come before those of allauth with the same name."""

from django.urls import path

from members.views import passkeys

urlpatterns = [path("2fa/webauthn/keys/<int:pk>/remove/", passkeys.remove, name="mfa_remove_webauthn")]
