"""A real installation with demo accounts does not start."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from elo_portal.pages.demo.guard import refuse_demo_accounts
from members.models import Account

pytestmark = pytest.mark.django_db


def test_a_demo_account_stops_a_real_installation():
    Account.objects.create_user("yllapito@example.org", "demo-portaali-2026")

    with pytest.raises(ImproperlyConfigured, match="demo accounts"):
        refuse_demo_accounts()


def test_the_demo_itself_starts(settings):
    settings.DEMO = True
    Account.objects.create_user("yllapito@example.org", "demo-portaali-2026")

    refuse_demo_accounts()


def test_other_accounts_stop_nothing():
    Account.objects.create_user("elina@tampere.example.org")

    refuse_demo_accounts()
