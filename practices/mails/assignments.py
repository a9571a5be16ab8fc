"""The mails about reviewing: asked, reminded, passed on, remarked, answered, and the national result."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Model
from django.urls import reverse

from elo_portal.core import mail
from elo_portal.core.models import OutgoingMail
from elo_portal.core.viewers import Viewer
from members.models import Person
from practices import permissions
from practices.labels import field_label
from practices.models import Assignment, NationalReview, Practice, Remark

State, Step = Assignment.State, Assignment.Step
SHOWN = 20  # practices by name in one mail
TOLD_WITHIN = timedelta(days=1)  # what a collecting mail tells


class AboutAssignment(mail.Kind[Assignment]):
    """To the one who has been asked, while it is still theirs."""

    model: ClassVar[type[Model] | None] = Assignment

    def still_due(self, about: Assignment, *, now: datetime) -> bool:
        return about.is_open

    def may_receive(self, viewer: Viewer, about: Assignment) -> bool:
        if viewer.person_id != about.reviewer_id:
            return False
        if about.step == Step.NATIONAL:
            return permissions.can_score(viewer, about)
        return permissions.can_review(viewer, about.practice)

    def context(
        self, about: Assignment, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any]:
        address = "practices:national" if about.step == Step.NATIONAL else "practices:review"
        return {
            "assignment": about,
            "practice": about.practice,
            "text": about.practice.text,
            "due_at": about.due_at,
            "is_national": about.step == Step.NATIONAL,
            "url": settings.BASE_URL + reverse(address, args=[about.practice_id]),
        }


@mail.kind
class AskedInstead(AboutAssignment):
    """Somebody has declined, with a reason, or was late: the next one is asked."""

    name = "practices.asked_instead"
    template = "practices/mail/asked_instead"

    def context(
        self, about: Assignment, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any]:
        before = about.instead_of
        said = before.decline_reason if before and before.state == State.DECLINED else ""
        return super().context(about, viewer=viewer, now=now, params=params) | {"reason_given": said}


@mail.kind
class AskedToScore(AskedInstead):
    """The national review: one of two who score."""

    name = "practices.asked_to_score"
    template = "practices/mail/asked_to_score"


@mail.kind
class ReviewReminder(AboutAssignment):
    """`params`: when ("week", "day", "late")."""

    name = "practices.review_reminder"
    stream = OutgoingMail.Stream.REMINDER
    template = "practices/mail/review_reminder"

    def context(
        self, about: Assignment, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any]:
        context = super().context(about, viewer=viewer, now=now, params=params)
        return context | {"when": params["when"]}


@mail.kind
class PassedOn(AboutAssignment):
    """To the one who was late: somebody else has it now."""

    name = "practices.review_passed_on"
    template = "practices/mail/review_passed_on"

    def still_due(self, about: Assignment, *, now: datetime) -> bool:
        return about.state == State.RELEASED

    def may_receive(self, viewer: Viewer, about: Assignment) -> bool:
        return viewer.person_id == about.reviewer_id


@mail.kind
class ManySubmitted(mail.Kind[Person]):
    """To a reviewer: what came at once from a file. `params`: asked_at."""

    name = "practices.many_submitted"
    model = Person
    template = "practices/mail/many_submitted"

    def may_receive(self, viewer: Viewer, about: Person) -> bool:
        return viewer.person_id == about.pk

    def context(
        self, about: Person, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any] | None:
        """What is still theirs of it; no mail where nothing is. Four queries."""
        asked = Assignment.objects.open().filter(
            reviewer=about, asked_at=datetime.fromisoformat(params["asked_at"])
        )
        waiting = asked.filter(practice__status=Practice.Status.SUBMITTED).select_related("practice__owner")
        theirs = waiting.prefetch_related("practice__texts", "practice__regions").order_by("pk")
        open_ones = [one for one in theirs if permissions.can_review(viewer, one.practice)]
        if not open_ones:
            return None
        return {
            "practices": [one.practice for one in open_ones[:SHOWN]],
            "count": len(open_ones),
            "more": max(len(open_ones) - SHOWN, 0),
            "due_at": open_ones[0].due_at,
            "url": settings.BASE_URL + reverse("practices:reviews"),
        }


class AboutRemarks(mail.Kind[Practice]):
    """One mail for what was written within the hour."""

    model: ClassVar[type[Model] | None] = Practice

    def told(self, about: Practice, *, viewer: Viewer, now: datetime) -> list[Remark]:
        raise NotImplementedError

    def path(self, about: Practice) -> str:
        raise NotImplementedError

    def context(
        self, about: Practice, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any] | None:
        remarks = self.told(about, viewer=viewer, now=now)
        if not remarks:
            return None
        return {
            "practice": about,
            "text": about.text,
            "remarks": [{"remark": one, "label": field_label(one.field)} for one in remarks],
            "url": settings.BASE_URL + self.path(about),
        }


@mail.kind
class Remarked(AboutRemarks):
    """To the makers: what has been remarked lately and not answered. A return tells it itself."""

    name = "practices.remarked"
    template = "practices/mail/remarked"

    def still_due(self, about: Practice, *, now: datetime) -> bool:
        return about.status in {Practice.Status.SUBMITTED, Practice.Status.PUBLISHED}

    def may_receive(self, viewer: Viewer, about: Practice) -> bool:
        return permissions.is_maker(viewer, about)

    def told(self, about: Practice, *, viewer: Viewer, now: datetime) -> list[Remark]:
        unanswered = about.remarks.filter(answer="", settled_at=None, at__gt=now - TOLD_WITHIN)
        return list(unanswered.order_by("at", "pk"))

    def path(self, about: Practice) -> str:
        return reverse("practices:standing", args=[about.pk])


@mail.kind
class RemarkAnswered(AboutRemarks):
    """To whoever remarked: what the makers have answered lately."""

    name = "practices.remark_answered"
    template = "practices/mail/remark_answered"

    def may_receive(self, viewer: Viewer, about: Practice) -> bool:
        return permissions.is_judge(viewer, about) or permissions.is_scorer(viewer, about)

    def told(self, about: Practice, *, viewer: Viewer, now: datetime) -> list[Remark]:
        answered = about.remarks.filter(author=viewer.person_id, settled_at=None)
        return list(answered.filter(answered_at__gt=now - TOLD_WITHIN).order_by("at", "pk"))

    def path(self, about: Practice) -> str:
        return reverse("practices:fields", args=[about.pk])


@mail.kind
class NationalResult(mail.Kind[NationalReview]):
    """To the makers and to whoever proposed or started it: recommended, or not and why."""

    name = "practices.national_result"
    model = NationalReview
    template = "practices/mail/national_result"

    def still_due(self, about: NationalReview, *, now: datetime) -> bool:
        return about.average is not None

    def may_receive(self, viewer: Viewer, about: NationalReview) -> bool:
        practice = about.practice
        if permissions.is_maker(viewer, practice) or permissions.is_judge(viewer, practice):
            return True
        return permissions.is_scorer(viewer, practice) or viewer.is_reviewer

    def context(
        self, about: NationalReview, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any]:
        is_maker = permissions.is_maker(viewer, about.practice)
        address = "practices:standing" if is_maker else "practices:national"
        return {
            "review": about,
            "practice": about.practice,
            "text": about.practice.text,
            "url": settings.BASE_URL + reverse(address, args=[about.practice_id]),
        }
