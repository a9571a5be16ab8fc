"""Events follow when authorities end."""

from datetime import date, timedelta

import pytest

from elo_portal.core import outbox
from elo_portal.core.models import AuditEntry
from members.commands import transfers
from members.models import RoleGrant
from seminars.commands import reforms
from seminars.models import HostChange
from tests.factories import NOW
from tests.members.factories import PersonFactory, authority, region, viewer_of
from tests.seminars.factories import EventFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return viewer_of(PersonFactory(is_admin=True))


@pytest.fixture
def reform(admin):
    """Häme and Lappi go to their successors."""
    person = PersonFactory()
    RoleGrant.objects.create(
        person=person, role="coordinator", authority=authority("15", "ely"), starts_on=date(2020, 1, 1)
    )

    def carry_out():
        ended = [authority("04", "ely"), authority("15", "ely")]
        made = transfers.transfer(authorities=ended, chosen={}, actor=admin, now=NOW)
        while outbox.deliver_next(now=NOW + timedelta(minutes=1)):
            pass
        return made

    return carry_out


def event(code, *regions, **fields):
    made = EventFactory(host=authority(code, "ely"), **fields)
    made.regions.set([region(one) for one in regions])
    return made


def host(one):
    one.refresh_from_db()
    return one.host.key


def test_coming_events_go_to_the_successor_in_whose_regions_they_are(reform):
    lappi, lahti = event("15", "19"), event("04", "07")

    reform()

    assert (host(lappi), host(lahti)) == ("evk-10", "evk-03")
    assert AuditEntry.objects.filter(action="seminars.follow_authority").count() == 2


def test_past_events_and_those_in_both_parts_stay(reform):
    past = event("15", "19", starts_at=NOW - timedelta(days=2), ends_at=NOW - timedelta(days=1))
    both = event("04", "05", "07")

    reform()

    assert (host(past), host(both)) == ("ely-15", "ely-04")


def test_co_hosts_follow_and_the_host_is_no_co_host_beside(reform):
    one = event("15", "19")
    one.co_hosts.set([authority("04", "ely"), authority("10")])
    other = EventFactory(host=authority("01"))
    other.co_hosts.set([authority("15", "ely")])

    reform()

    assert host(one) == "evk-10"
    assert [after.key for after in one.co_hosts.all()] == ["ely-04"]
    assert [after.key for after in other.co_hosts.all()] == ["evk-10"]


def test_a_second_delivery_changes_nothing(reform):
    one = event("15", "19")
    made = reform()

    assert reforms.follow(transfer_id=made.pk, now=NOW) == 0
    assert host(one) == "evk-10"


def test_what_was_taken_back_is_given_back(reform, admin):
    one, handed_on = event("15", "19"), event("15", "19")
    one.co_hosts.set([authority("01", "ely")])
    made = reform()
    type(handed_on).objects.filter(pk=handed_on.pk).update(host=authority("01"))

    transfers.undo(transfer_id=made.pk, actor=admin, now=NOW)
    while outbox.deliver_next(now=NOW + timedelta(minutes=1)):
        pass

    assert host(one) == "ely-15"
    assert host(handed_on) == "evk-01"
    assert [before.key for before in one.co_hosts.all()] == ["ely-01"]
    assert not HostChange.objects.exists()
