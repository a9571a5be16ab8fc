"""Reviews that go on here, what was remarked, and what a practice said before."""

from datetime import timedelta

from practices.commands.versions import snapshot
from practices.models import Assignment, Version
from tests.factories import NOW
from tests.policy.things.practices import practice_here
from tests.policy.world import Thing, World, thing
from tests.practices.factories import AssignmentFactory, NationalReviewFactory, RemarkFactory, score_all


@thing("request to review")
def request_to_review(world: World) -> Thing:
    practice = practice_here(world, submitted=True).row
    asked = AssignmentFactory(practice=practice, reviewer=world.people["coordinator"])
    return Thing({"assignment_id": asked.pk}, practice)


@thing("remark of the coordinator")
def remark(world: World) -> Thing:
    made = practice_here(world, submitted=True)
    said = RemarkFactory(practice=made.row, author=world.people["coordinator"])
    return Thing({**made.arguments, "remark_id": said.pk}, said)


def _national(world: World, **fields: object) -> tuple[Thing, Assignment]:
    made = practice_here(world)
    review = NationalReviewFactory(practice=made.row, proposed_by=world.people["admin"])
    asked = AssignmentFactory(
        practice=made.row, step=Assignment.Step.NATIONAL, review=review,
        reviewer=world.people["reviewer"], **fields,
    )  # fmt: skip
    score_all(asked)
    return Thing({**made.arguments, "review_id": review.pk}, made.row), asked


@thing("practice in national review")
def in_national_review(world: World) -> Thing:
    return _national(world)[0]


@thing("points of the reviewer")
def points(world: World) -> Thing:
    made, asked = _national(world, state=Assignment.State.DONE, ended_at=NOW - timedelta(days=1))
    return Thing({"assignment_id": asked.pk}, made.row)


@thing("practice with versions")
def practice_with_versions(world: World) -> Thing:
    made = practice_here(world)
    snapshot(made.row, reason=Version.Reason.PUBLISHED, actor=None, now=NOW)
    made.row.texts.update(need="Uusi tarve.")
    snapshot(made.row, reason=Version.Reason.PUBLISHED, actor=None, now=NOW)
    return made
