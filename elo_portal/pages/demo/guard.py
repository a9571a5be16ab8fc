"""No demo account, whose password everybody knows, may stand on a real installation."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import ProgrammingError

from elo_portal.pages.demo.files import rows
from members.models import Account


def refuse_demo_accounts() -> None:
    """Raises ImproperlyConfigured when DEMO=0 and a demo account exists. One query; none with DEMO=1."""
    if settings.DEMO:
        return
    addresses = [row["email"] for row in rows("people", "person") if row.get("login")]
    try:
        found = Account.objects.filter(email__in=addresses).exists()
    except ProgrammingError:
        return  # not migrated yet: there is nobody
    if found:
        raise ImproperlyConfigured(
            "DEMO=0, and this database holds demo accounts, whose password is public. Use another database."
        )
