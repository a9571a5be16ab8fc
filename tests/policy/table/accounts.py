"""Signing in: the addresses of allauth."""

from tests.policy.words import *

# allauth. Who has signed in is led on from the way in; who has not is asked to sign in by the rest.
# Nobody of the world has a second factor but the newcomer, a passkey; nobody began a sign-in by code or came from an
# identity provider.
LINES = [
    form("account_login", VISITORS, led=SIGNED_IN),
    form("account_signup", VISITORS, led=SIGNED_IN),
    form("account_request_login_code", VISITORS, led=SIGNED_IN),
    form("account_confirm_login_code", NOBODY, led=EVERYBODY),
    form("account_email_verification_sent", NOBODY, led=EVERYBODY),
    form("account_reset_password", EVERYBODY),
    form("account_confirm_password_reset_code", NOBODY, led=EVERYBODY),
    form("account_complete_password_reset", NOBODY, led=EVERYBODY),
    page("account_password_reset_completed", EVERYBODY),
    page("account_inactive", EVERYBODY),
    form("account_logout", SIGNED_IN, visitors=LEADS),
    form("account_reauthenticate", SIGNED_IN),
    form("account_email", SIGNED_IN),
    form("account_change_password", SIGNED_IN),
    form("account_set_password", NOBODY, led=SIGNED_IN),
    page("mfa_index", SIGNED_IN),
    page("mfa_list_webauthn", SIGNED_IN),
    form("mfa_add_webauthn", NOBODY, led=SIGNED_IN),
    form("mfa_edit_webauthn", NOBODY, of="passkey of a newcomer", led=SIGNED_IN, absent=LEADS),
    form("mfa_remove_webauthn", NOBODY, of="passkey of a newcomer", led=SIGNED_IN, absent=LEADS),
    page("mfa_reauthenticate_webauthn", NEWCOMERS, led=SIGNED_IN),  # the newcomer has a passkey
    button("mfa_reauthenticate_webauthn", NOBODY, led=SIGNED_IN),
    form("mfa_login_webauthn", NOBODY, led=EVERYBODY),
    form("mfa_authenticate", NOBODY, led=EVERYBODY),
    form("mfa_reauthenticate", NOBODY, led=SIGNED_IN),
    form("mfa_activate_totp", NOBODY, led=SIGNED_IN),
    form("mfa_deactivate_totp", NOBODY, others=HIDDEN),
    page("mfa_view_recovery_codes", NOBODY, others=HIDDEN),
    form("mfa_generate_recovery_codes", NOBODY, led=SIGNED_IN),
    page("mfa_download_recovery_codes", NOBODY, others=HIDDEN),
    page("socialaccount_login_cancelled", EVERYBODY),
    page("socialaccount_login_error", NOBODY, others=Answer.FAILED),
    form("socialaccount_signup", NOBODY, led=EVERYBODY),
    form("socialaccount_connections", SIGNED_IN),
    form("openid_connect_login", NOBODY, of="identity provider that is not there", visitors=HIDDEN),
    form("openid_connect_callback", NOBODY, of="identity provider that is not there", visitors=HIDDEN),
]
