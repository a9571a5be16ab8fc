"""How allauth works in this portal: mail as rows, people at the first sign-in, secrets encrypted."""

import base64
import hashlib
import secrets
from datetime import timedelta
from email.utils import parseaddr
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.signals import email_changed
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from elo_portal.core import mail, viewers
from elo_portal.core.errors import DomainError
from elo_portal.core.mail.ledger import Address
from members import mails, permissions
from members.commands import accounts, invitations, people
from members.models import Account, Person
from members.queries.accounts import is_taken
from members.queries.invitations import FoundInvitation
from members.session_keys import INVITATION

CODE_LIFETIME = timedelta(minutes=15)


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up, sign-in and the mails about them."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the mail in the recipient's language; it leaves before all others."""
        now = timezone.now()
        language = _language_of(email)
        contact = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
        context = context | {"email": email, "base_url": settings.BASE_URL, "contact": contact}
        with translation.override(language):
            subject = render_to_string(f"{template_prefix}_subject.txt", context)
            text = render_to_string(f"{template_prefix}_message.txt", context)
        code = str(context.get("code", ""))
        paragraphs = [" ".join(part.split()) for part in text.split("\n\n")]
        mail.queue(
            mails.SignInMail,
            to=Address(email, language),
            about=None,
            dedupe_key=f"members.sign_in:{secrets.token_hex(16)}",
            params={
                "subject": subject.strip(),
                "paragraphs": [part for part in paragraphs if part],
                "code": code,
            },
            expires_at=now + CODE_LIFETIME if code else None,
            now=now,
        )

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """Create the login, in the place of one that was never confirmed."""
        accounts.make_way_for(form.cleaned_data["email"])
        return super().save_user(request, user, form, commit)

    def pre_login(self, request: HttpRequest, user: Any, **details: Any) -> HttpResponse | None:
        """A deactivated person signs in nowhere."""
        if Person.objects.filter(account=user, is_active=False).exists():
            return self.respond_user_inactive(request, user)  # type: ignore[no-any-return]
        return super().pre_login(request, user, **details)  # type: ignore[no-any-return]

    def post_login(self, request: HttpRequest, user: Any, **details: Any) -> HttpResponse:
        """At the first sign-in the person comes to life; an invitation that was on its way is used."""
        _welcome(request, user, is_sign_up=details["signup"])
        _use_invitation(request, user)
        return super().post_login(request, user, **details)  # type: ignore[no-any-return]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """My page, in the person's own language."""
        own = Person.objects.filter(account=request.user.pk).values_list("language", flat=True).first()
        with translation.override(own or translation.get_language()):
            return reverse(settings.LOGIN_REDIRECT_URL)


def display(account: Account) -> str:
    """How messages about signing in name the login: by its address. No query."""
    return account.email


def _language_of(email: str) -> str:
    """That of the person with this login; of others that of the page."""
    own = Person.objects.filter(account__email=email.lower()).values_list("language", flat=True).first()
    return own or translation.get_language() or settings.LANGUAGE_CODE


def _welcome(request: HttpRequest, user: Account, *, is_sign_up: bool) -> None:
    """Register the person of this login.

    When the address is confirmed by a mailed code rather than by the sign-up itself, the password was
    perhaps chosen by someone else who typed this address: it goes.
    """
    if Person.objects.filter(account=user).exists():
        return
    methods = {record["method"] for record in get_authentication_records(request, user)}
    if not is_sign_up and "password" not in methods:
        accounts.drop_password(account_id=user.pk)
        user.refresh_from_db()
        update_session_auth_hash(request, user)  # a changed password ends all sessions; this one goes on
    try:
        people.register(account_id=user.pk, now=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))


def begin_invitation(request: HttpRequest, found: FoundInvitation) -> str:
    """Remember the invitation and return the address that goes on: sign-in, or sign-up with a fixed address.

    Whoever holds the link has read the mail, so the address counts as confirmed at sign-up.
    """
    invitation = found.invitation
    request.session[INVITATION] = invitation.token_hash
    if is_taken(invitation.email):
        return reverse("account_login")
    get_adapter(request).stash_verified_email(request, invitation.email)
    return reverse("account_signup")


def _use_invitation(request: HttpRequest, user: Account) -> None:
    digest = request.session.pop(INVITATION, None)
    if digest is None:
        return
    now = timezone.now()
    try:
        invitation = invitations.accept(
            token_hash=digest, actor=viewers.of_account(user.pk, now=now), now=now
        )
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        joined = _("You now belong to %(organisation)s.") % {"organisation": invitation.organisation.name}
        messages.success(request, joined)


@receiver(email_changed)
def follow_address(request: HttpRequest, user: Account, **_details: Any) -> None:
    """Mail goes where the person signs in. A new address ends the other sessions; this one goes on."""
    update_session_auth_hash(request, user)
    try:
        people.follow_address(account_id=user.pk, now=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))


@receiver(authenticator_added)
def second_factor_came(user: Account, authenticator: Authenticator, **_details: Any) -> None:
    """Who can sign in how is written down."""
    accounts.record_second_factor(
        account_id=user.pk,
        action="members.add_second_factor",
        kind=authenticator.type,
        now=timezone.now(),
    )


@receiver(authenticator_removed)
def second_factor_went(user: Account, authenticator: Authenticator, **_details: Any) -> None:
    """The recovery codes that go with the last one too."""
    accounts.record_second_factor(
        account_id=user.pk,
        action="members.remove_second_factor",
        kind=authenticator.type,
        now=timezone.now(),
    )


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps are encrypted with a key made from SECRET_KEY; the fallbacks still open them."""

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Whoever needs a second factor keeps the last one; recovery codes are none."""
        viewer = viewers.of_account(authenticator.user_id, now=timezone.now())
        if not (settings.REQUIRE_MFA and permissions.needs_second_factor(viewer)):
            return True
        others = Authenticator.objects.filter(user=authenticator.user_id).exclude(pk=authenticator.pk)
        return others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()  # type: ignore[no-any-return]

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002
        """“Passkey”, “Passkey 2”: the name that the form begins with."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Passkey %(number)d") % {"number": count + 1} if count else _("Passkey")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The device shows the portal by its name."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": settings.MFA_TOTP_ISSUER}


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"second-factor:{key}".encode()).digest()))
        for key in keys
    )
