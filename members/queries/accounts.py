"""Which logins are real."""

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, QuerySet

from members.models import Account


def unconfirmed_accounts() -> QuerySet[Account]:
    """Signed up, but nobody has shown that the address is theirs: no person, no sign-in, no right. One query."""
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    return Account.objects.filter(~Exists(confirmed), person__isnull=True, last_login__isnull=True)


def is_taken(email: str) -> bool:
    """Whether the address belongs to an account that counts; a sign-up left unconfirmed does not. Two queries."""
    email = email.lower()
    if EmailAddress.objects.filter(email=email, verified=True).exists():
        return True
    counting = Account.objects.exclude(pk__in=unconfirmed_accounts().values("pk"))
    return counting.filter(email=email).exists()
