"""Logins that never came to life."""

from datetime import datetime, timedelta

from django.db import transaction

from elo_portal.core import audit, viewers
from members.models import Account
from members.queries.accounts import unconfirmed_accounts

KEPT_UNCONFIRMED = timedelta(days=7)


@transaction.atomic
def make_way_for(email: str) -> None:
    """Drop a sign-up of this address that was never confirmed, with the password that came with it.

    Without this, whoever signs up first with another's address would lie in wait with a password.
    """
    unconfirmed_accounts().filter(email=email.lower()).delete()


@transaction.atomic
def forget_unconfirmed(*, now: datetime) -> int:
    """Drop sign-ups that were not confirmed within seven days; return how many."""
    old = unconfirmed_accounts().filter(date_joined__lt=now - KEPT_UNCONFIRMED)
    accounts = list(old.select_for_update(of=("self",), skip_locked=True))
    for account in accounts:
        audit.record(actor=None, action="members.forget_account", target=account)
    Account.objects.filter(pk__in=[account.pk for account in accounts]).delete()
    return len(accounts)


@transaction.atomic
def keep_sign_up(*, account: Account, typed: dict[str, str | int | None]) -> None:
    """Remember what was typed at sign-up until the address is confirmed."""
    account.sign_up = typed
    account.save(update_fields=["sign_up"])


@transaction.atomic
def drop_password(*, account_id: int) -> None:
    """Leave only sign-in by mailed code: the password was chosen by someone who did not own the address."""
    account = Account.objects.select_for_update().get(pk=account_id)
    account.set_unusable_password()
    account.save(update_fields=["password"])


@transaction.atomic
def record_second_factor(*, account_id: int, action: str, kind: str, now: datetime) -> None:
    """Write down that a way of the second step came or went; `kind` is allauth's word for it. Three queries."""
    audit.record(
        actor=viewers.of_account(account_id, now=now),
        action=action,
        target=Account.objects.get(pk=account_id),
        fields=[kind],
    )
