"""Tie practices to a measure of a group's plan."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from elo_portal.core import audit
from elo_portal.core.viewers import Viewer
from members.commands.plans.plans import PlanIsClosed
from members.models import ActionPlan, Measure
from members.permissions import can_tend_group
from practices.models import Practice, TiedPractice


@transaction.atomic
def tie(*, measure_id: int, practice_ids: Collection[int], actor: Viewer, now: datetime) -> Measure:
    """These and no others, of those that the actor sees; what the actor does not see stays tied.

    Raises PermissionDenied, PlanIsClosed; Measure.DoesNotExist.
    """
    locked = Measure.objects.select_for_update(of=("self",)).select_related("plan__group")
    measure = locked.prefetch_related("plan__group__regions").get(pk=measure_id)
    if not can_tend_group(actor, measure.plan.group):
        raise PermissionDenied
    if measure.plan.state == ActionPlan.State.CLOSED:
        raise PlanIsClosed
    seen = Practice.objects.visible_to(actor).published()
    wanted = set(seen.filter(pk__in=practice_ids).values_list("pk", flat=True))
    measure.tied_practices.filter(practice__in=seen).exclude(practice__in=wanted).delete()
    rows = [
        TiedPractice(measure=measure, practice_id=pk, tied_by_id=actor.person_id, at=now)
        for pk in sorted(wanted)
    ]
    TiedPractice.objects.bulk_create(rows, ignore_conflicts=True)
    audit.record(actor=actor, action="practices.tie_to_measure", target=measure, fields=["practices"])
    return measure
