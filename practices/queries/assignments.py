"""Who has a review, until when; what waits for one reviewer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import FilteredRelation, Prefetch, Q, QuerySet, prefetch_related_objects
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from elo_portal.core.viewers import Viewer
from practices import permissions
from practices.models import Assignment, NationalReview, Practice
from practices.models.reviews import OPEN

State, Step = Assignment.State, Assignment.Step


def with_reviewers() -> Prefetch[str, QuerySet[Assignment], str]:
    """For `prefetch_related`: the assignments with their reviewers, the latest first."""
    found = Assignment.objects.select_related("reviewer").order_by("-asked_at", "-pk")
    return Prefetch("assignments", queryset=found)


def joined(practices: QuerySet[Practice]) -> QuerySet[Practice]:
    """With `regional`: who has the regional review now, if anybody, in the same query."""
    is_open = Q(assignments__step=Step.REGIONAL, assignments__state__in=OPEN)
    regional = FilteredRelation("assignments", condition=is_open)
    return practices.annotate(regional=regional).select_related("regional__reviewer")


def load_for(practices: Iterable[Practice], *, viewer: Viewer) -> None:
    """Put the assignments on practices whose maker or reviewer looks. One query, none for others."""
    concerned = [
        one for one in practices if permissions.is_reviewing(viewer) or permissions.is_maker(viewer, one)
    ]
    load(concerned)


def load(practices: Sequence[Practice]) -> None:
    """Put the assignments on practices that concern the viewer. One query."""
    prefetch_related_objects(practices, with_reviewers())


@dataclass(frozen=True)
class Holder:
    """Who has the regional review of a submission; `name` is for the network only."""

    assignment: Assignment | None
    viewer: Viewer

    @property
    def name(self) -> str:
        return self.assignment.reviewer.name if self.assignment else ""

    @property
    def is_mine(self) -> bool:
        return self.assignment is not None and self.assignment.reviewer_id == self.viewer.person_id

    @property
    def is_claimed(self) -> bool:
        return self.assignment is not None and self.assignment.state == State.CLAIMED

    @property
    def may_claim(self) -> bool:
        """Nobody has begun."""
        return not self.is_claimed

    @property
    def said(self) -> str | Promise:
        """One line for lists."""
        if self.assignment is None:
            return _("Nobody has been asked yet")
        if self.is_mine:
            return _("You have taken this on") if self.is_claimed else _("You have been asked")
        if self.is_claimed:
            return _("%(name)s has taken this on") % {"name": self.name}
        return _("%(name)s has been asked") % {"name": self.name}


def joined_holder(practice: Practice, *, viewer: Viewer) -> Holder:
    """Of a practice that comes from `joined`. No query."""
    return Holder(getattr(practice, "regional", None), viewer)


def holder(practice: Practice, *, viewer: Viewer) -> Holder:
    """No query when the assignments are loaded."""
    regional = (one for one in practice.assignments.all() if one.step == Step.REGIONAL and one.is_open)
    return Holder(next(regional, None), viewer)


def to_score(*, viewer: Viewer) -> list[Assignment]:
    """The national reviews that wait for this viewer's points, the first due first. Two queries."""
    if not (viewer.is_reviewer or viewer.is_admin):
        return []
    own = Assignment.objects.open().filter(step=Step.NATIONAL, reviewer=viewer.person_id)
    found = own.select_related("practice__owner").prefetch_related("practice__texts").order_by("due_at", "pk")
    return list(found)


def proposed(*, viewer: Viewer) -> list[NationalReview]:
    """Proposals that an administrator or a national reviewer may start. Two queries."""
    if not (viewer.is_reviewer or viewer.is_admin):
        return []
    waiting = NationalReview.objects.filter(started_at=None, ended_at=None)
    found = waiting.select_related("practice__owner", "proposed_by").prefetch_related("practice__texts")
    return [
        one
        for one in found.order_by("proposed_at", "pk")
        if permissions.can_start_national(viewer, one.practice)
    ]
