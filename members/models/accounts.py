"""A login. What a person may do hangs on the Person, not here."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "Account":
        """A login by address, lower case; without a password it is by mailed code only."""
        account = self.model(email=self.normalize_email(email).lower(), **extra)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """E-mail address and password (or none). A person may exist without one, and outlive it."""

    email = models.EmailField(_("e-mail address"), max_length=320)
    is_active = models.BooleanField(_("active"), default=True)
    sign_up = models.JSONField(null=True, blank=True)  # what was typed, until the address is confirmed
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="members_account_email_once",
                violation_error_message=_("This address has an account already."),
            )
        ]

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """A new address ends the sessions as a new password does: who had the old one may sit in one of them."""
        return salted_hmac(
            "members.Account.session", f"{self.password}:{self.email}", secret=secret, algorithm="sha256"
        ).hexdigest()

    def __str__(self) -> str:
        return f"account {self.pk}"
