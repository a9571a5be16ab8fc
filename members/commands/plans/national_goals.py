"""The national goals that measures name: a list of the administrators."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction

from elo_portal.core import audit
from elo_portal.core.models import Term
from elo_portal.core.viewers import Viewer
from members import permissions

VOCABULARY = "national_goal"


@transaction.atomic
def put(*, goal_id: int | None, values: Mapping[str, object], actor: Viewer) -> Term:
    """Add a goal, or change one: its names, order, and whether it may still be chosen.

    A goal that is no longer offered stays where it was chosen. Raises PermissionDenied; Term.DoesNotExist.
    """
    if not permissions.can_administer(actor):
        raise PermissionDenied
    known = {goal.pk: goal for goal in Term.objects.select_for_update().of(VOCABULARY)}
    if goal_id is not None and goal_id not in known:
        raise Term.DoesNotExist
    # Names change, so a slug is a number that was never used: nothing is deleted from the list.
    goal = known.get(goal_id or 0) or Term(vocabulary=VOCABULARY, slug=f"goal-{len(known) + 1}")
    for name, value in values.items():
        setattr(goal, name, value)
    goal.save()
    audit.record(actor=actor, action="members.put_national_goal", target=goal, fields=values)
    return goal
