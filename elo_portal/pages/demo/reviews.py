"""The demo network's reviews: who was asked, what was remarked and answered, how it was scored, what changed."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from elo_portal.pages.demo.files import rows
from members.models import Person
from practices import recommending
from practices.models import Assignment, NationalReview, Practice, Remark, Score, Transition, Version

State, Step = Assignment.State, Assignment.Step
THREE_WEEKS = timedelta(days=21)


class Names:
    """Keys to rows of the demo. Two queries."""

    def __init__(self, source: str) -> None:
        self.practices = {practice.key: practice for practice in Practice.objects.filter(source=source)}
        self.people = dict(Person.objects.values_list("key", "pk"))


def load(*, source: str) -> None:
    """After the practices of `source`, once."""
    if Assignment.objects.filter(practice__source=source).exists():
        return
    names = Names(source)
    for row in rows("reviews", "assignment"):
        _assign(row, names)
    for row in rows("reviews", "remark"):
        _remark(row, names)
    for row in rows("reviews", "version"):
        _change(row, names)
    for row in rows("reviews", "national"):
        _review_nationally(row, names)


def _assign(row: dict[str, Any], names: Names) -> None:
    """A decision of the time belongs to whoever was done with it."""
    practice, asked_at = names.practices[row["practice"]], _noon(row["asked_on"])
    before = practice.assignments.filter(step=Step.REGIONAL).order_by("-pk").first()
    assignment = Assignment.objects.create(
        practice=practice,
        step=Step.REGIONAL,
        reviewer_id=names.people[row["reviewer"]],
        state=row["state"],
        asked_at=asked_at,
        due_at=_noon(row["due_on"]) if "due_on" in row else asked_at + THREE_WEEKS,
        ended_at=_noon(row["ended_on"]) if "ended_on" in row else None,
        has_conflict=row.get("has_conflict", False),
        decline_reason=row.get("decline_reason", ""),
        instead_of=before,
    )
    if assignment.state == State.DONE:
        decided = Transition.objects.filter(practice=practice, to_status=practice.status)
        decided.update(actor_id=assignment.reviewer_id)


def _remark(row: dict[str, Any], names: Names) -> None:
    Remark.objects.create(
        practice=names.practices[row["practice"]],
        field=row["field"],
        text=row["text"],
        author_id=names.people[row["author"]],
        at=_noon(row["on"]),
        answer=row.get("answer", ""),
        answered_by_id=names.people.get(row.get("answered_by")),
        answered_at=_noon(row["answered_on"]) if "answered_on" in row else None,
        settled_at=_noon(row["settled_on"]) if "settled_on" in row else None,
    )


def _change(row: dict[str, Any], names: Names) -> None:
    """The first version said something else; what it says today came on that day."""
    practice = names.practices[row["practice"]]
    first = practice.versions.get()
    today, language = first.contents, row["language"]
    texts = today["texts"] | {language: today["texts"][language] | row["before"]}
    first.contents = today | {"texts": texts}
    first.save(update_fields=["contents"])
    practice.versions.create(
        number=first.number + 1,
        reason=Version.Reason.EDITED,
        contents=today,
        actor_id=names.people[row["actor"]],
        at=_noon(row["on"]),
    )


def _review_nationally(row: dict[str, Any], names: Names) -> None:
    practice = names.practices[row["practice"]]
    review = NationalReview.objects.create(
        practice=practice,
        proposed_by_id=names.people[row["proposed_by"]],
        proposed_at=_noon(row["proposed_on"]),
        started_by_id=names.people.get(row.get("started_by")),
        started_at=_noon(row["started_on"]) if "started_on" in row else None,
    )
    points = [score[0] for one in row.get("reviewer", []) for score in _ask_to_score(one, row, review, names)]
    if "ended_on" in row:
        review.ended_at = _noon(row["ended_on"])
        review.average, review.is_recommended = (
            recommending.average(points),
            recommending.is_recommended(points),
        )
        review.save()
        practice.recommended_at = review.ended_at if review.is_recommended else None
        practice.save(update_fields=["recommended_at"])


def _ask_to_score(
    one: dict[str, Any], row: dict[str, Any], review: NationalReview, names: Names
) -> list[list[Any]]:
    """The assignment with its points; returns them with their reasons."""
    asked_at = _noon(row["started_on"])
    assignment = Assignment.objects.create(
        practice=review.practice,
        step=Step.NATIONAL,
        review=review,
        reviewer_id=names.people[one["person"]],
        state=one["state"],
        asked_at=asked_at,
        due_at=asked_at + THREE_WEEKS,
        ended_at=_noon(one["ended_on"]) if "ended_on" in one else None,
    )
    scores = one.get("scores", {})
    Score.objects.bulk_create(
        Score(assignment=assignment, criterion=criterion, points=points, reason=reason)
        for criterion, (points, reason) in scores.items()
    )
    return list(scores.values())


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
