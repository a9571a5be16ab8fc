"""The national review of one practice: how far it is, what was scored, what it means."""

from dataclasses import dataclass, field

from elo_portal.core.viewers import Viewer
from practices import permissions
from practices.models import Assignment, NationalReview, Practice, Score

State = Assignment.State


@dataclass(frozen=True)
class Scored:
    """A criterion and what each of the reviewers gave, in the order of the assignments."""

    criterion: str
    label: str
    scores: list[Score | None]


@dataclass(frozen=True)
class Overview:
    """`current`: proposed or going on; `latest`: the last one with a result, its scores by criterion."""

    current: NationalReview | None
    latest: NationalReview | None
    mine: Assignment | None  # open, to be scored by the viewer
    handed_in: Assignment | None  # of the viewer, may be undone
    assignments: list[Assignment] = field(default_factory=list)  # of the current one, as far as it is told
    scored: list[Scored] = field(default_factory=list)

    @property
    def is_going_on(self) -> bool:
        return self.current is not None and self.current.started_at is not None


def overview(practice: Practice, *, viewer: Viewer) -> Overview:
    """For makers, judges and those who score. The points of a review that goes on are nobody's to see but one's own.

    At most three queries.
    """
    reviews = list(practice.national_reviews.select_related("proposed_by", "started_by").order_by("-pk"))
    current = next((one for one in reviews if one.ended_at is None), None)
    latest = next((one for one in reviews if one.average is not None), None)
    ids = {one.pk for one in (current, latest) if one}
    found = Assignment.objects.filter(review__in=ids).select_related("reviewer", "review").order_by("pk")
    assignments = list(found.prefetch_related("scores")) if ids else []
    for one in assignments:
        one.practice = practice
    own = [one for one in assignments if one.reviewer_id == viewer.person_id]
    done = [one for one in assignments if latest and one.review_id == latest.pk and one.state == State.DONE]
    return Overview(
        current=current,
        latest=latest,
        mine=next((one for one in own if permissions.can_score(viewer, one)), None),
        handed_in=next((one for one in reversed(own) if one.state == State.DONE), None),
        assignments=[one for one in assignments if current and one.review_id == current.pk],
        scored=_scored(done),
    )


def _scored(done: list[Assignment]) -> list[Scored]:
    if not done:
        return []
    given = [{score.criterion: score for score in one.scores.all()} for one in done]
    return [
        Scored(criterion, str(label), [one.get(criterion) for one in given])
        for criterion, label in Score.Criterion.choices
    ]
