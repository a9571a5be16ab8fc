"""Events follow when authorities end: they go to the successor in whose regions they are."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from elo_portal.core import audit
from members.models import Authority, Transfer
from members.queries import transfers as queries
from seminars.models import Event, HostChange


@transaction.atomic
def follow(*, transfer_id: int, now: datetime) -> int:
    """Give the coming events of a transfer to the successors, or back if it was taken back; how many changed.

    An event that lies in the regions of several successors stays where it is: administrators hand it over. A second
    call changes nothing.
    """
    transfer = Transfer.objects.select_for_update().get(pk=transfer_id)
    changes = _back(transfer) if transfer.undone_at else _forth(transfer, now=now)
    events = [one.event for one in changes]
    audit.record_all(
        actor=None,
        action="seminars.follow_authority",
        targets=[(one, ["host"]) for one in events],
        purpose=f"transfer {transfer.pk}",
    )
    return len(changes)


def _forth(transfer: Transfer, *, now: datetime) -> list[HostChange]:
    if HostChange.objects.filter(transfer=transfer).exists():
        return []
    ended = list(transfer.authorities.all())
    successors = queries.successors_of(ended)
    theirs = Event.objects.filter(Q(host__in=ended) | Q(co_hosts__in=ended), ends_at__gt=now)
    coming = Event.objects.filter(pk__in=theirs.values("pk"))
    changes = []
    for event in (
        coming.select_for_update(of=("self",)).prefetch_related("regions", "co_hosts").order_by("pk")
    ):
        hosts = [(event.host_id, False), *((one.pk, True) for one in event.co_hosts.all())]
        for host_id, is_co_host in hosts:
            after = _successor(event, successors.get(host_id, []))
            if after is not None:
                changes.append(
                    HostChange(
                        transfer=transfer, event=event, before_id=host_id, after=after, is_co_host=is_co_host
                    )
                )
                _put(event, host_id, after.pk, is_co_host=is_co_host)
    return HostChange.objects.bulk_create(changes)


def _back(transfer: Transfer) -> list[HostChange]:
    """What is still where it was put."""
    changes = HostChange.objects.filter(transfer=transfer).select_related("event").order_by("pk")
    given_back = [one for one in changes if one.is_co_host or one.event.host_id == one.after_id]
    for one in given_back:
        _put(one.event, one.after_id, one.before_id, is_co_host=one.is_co_host)
    HostChange.objects.filter(transfer=transfer).delete()
    return given_back


def _successor(event: Event, found: list[Authority]) -> Authority | None:
    if len(found) == 1:
        return found[0]
    regions = {region.pk for region in event.regions.all()}
    near = [one for one in found if any(region.pk in regions for region in one.regions.all())]
    return near[0] if len(near) == 1 else None


def _put(event: Event, before_id: int, after_id: int, *, is_co_host: bool) -> None:
    """A host is no co-host beside."""
    if not is_co_host:
        event.host_id = after_id
        event.save(update_fields=["host"])
        event.co_hosts.remove(after_id)
        return
    event.co_hosts.remove(before_id)
    if event.host_id != after_id:
        event.co_hosts.add(after_id)
