"""The national goals that measures name: a list of the administrators."""

import re
from collections.abc import Iterable, Mapping

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

    A goal that is no longer offered stays where it was chosen; one merged into another is not there. Raises PermissionDenied; Term.DoesNotExist.
    """
    if not permissions.can_administer(actor):
        raise PermissionDenied
    every = list(Term.objects.select_for_update().of(VOCABULARY))
    known = {goal.pk: goal for goal in every if goal.successor_id is None}
    if goal_id is not None and goal_id not in known:
        raise Term.DoesNotExist
    goal = known.get(goal_id or 0) or Term(
        vocabulary=VOCABULARY, slug=_next_slug(goal.slug for goal in every)
    )
    for name, value in values.items():
        setattr(goal, name, value)
    goal.save()
    audit.record(actor=actor, action="members.put_national_goal", target=goal, fields=values)
    return goal


def _next_slug(slugs: Iterable[str]) -> str:
    """Names change, so a slug is a number: one more than the highest, for one in between may have been deleted."""
    numbers = (re.fullmatch(r"goal-(\d+)", slug, re.ASCII) for slug in slugs)
    return f"goal-{max((int(one[1]) for one in numbers if one), default=0) + 1}"
