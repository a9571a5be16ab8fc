"""Taking a practice up elsewhere, and telling how it goes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit, mail, markup
from elo_portal.core.db import refusing
from elo_portal.core.errors import DomainError
from elo_portal.core.viewers import Viewer
from members.models import Region
from practices import follow_ups, indexing, mails, permissions
from practices.models import Adoption, AdoptionReport, Practice
from practices.queries import answering

State = Adoption.State
WORDS = frozenset({"changed", "obstacles", "results"})
CHOSEN = frozenset({"scale", "change", "wants_support"})


class AlreadyAdopting(DomainError):
    message = _("Your organisation is already taking up this practice: go on from there.")


class NotOfTheRegion(DomainError):
    message = _("Choose one of the regions of the organisation.")


class HasEnded(DomainError):
    message = _("This adoption has ended. Take the practice up anew if you begin again.")


class ReasonNeeded(DomainError):
    message = _("Write why it ended: others learn from it.")


class BeforeItBegan(DomainError):
    message = _("The end is before the beginning.")


@dataclass(frozen=True)
class Told:
    """What the adopter says now. `details` holds any of WORDS and CHOSEN; what is left out stays."""

    state: str
    details: Mapping[str, str | bool] = field(default_factory=dict)
    words: str = ""
    end_reason: str = ""
    ended_on: date | None = None


@transaction.atomic
def adopt(
    *, practice_id: int, organisation_id: int, region_id: int, started_on: date, told: Told,
    actor: Viewer, now: datetime,
) -> Adoption:  # fmt: skip
    """Record that an organisation of the actor takes the practice up; its makers get mail.

    Raises PermissionDenied, AlreadyAdopting, NotOfTheRegion; Practice.DoesNotExist.
    """
    practice = (
        Practice.objects.visible_to(actor)
        .published()
        .select_for_update(of=("self",), no_key=True)  # two who begin at once are both counted
        .get(pk=practice_id)
    )
    if not permissions.can_adopt_for(actor, practice, organisation_id) or told.state == State.ENDED:
        raise PermissionDenied
    if not Region.objects.filter(pk=region_id, organisations=organisation_id).exists():
        raise NotOfTheRegion
    adoption = Adoption(
        practice=practice,
        version=practice.version,
        organisation_id=organisation_id,
        region_id=region_id,
        owner_id=actor.person_id,
        state=told.state,
        started_on=started_on,
        language=actor.language,
        created_at=now,
        updated_at=now,
    )
    changed = _write(adoption, told.details)
    with refusing(AlreadyAdopting, on=Adoption.ONE_LIVE):
        adoption.save()
    report = _remember(adoption, "", told, months=None, actor=actor, now=now)
    audit.record(actor=actor, action="practices.adopt", target=adoption, fields=[*changed, "state"])
    indexing.put(practice)
    _tell_makers(practice, report, now=now)
    return adoption


@transaction.atomic
def tell(*, adoption_id: int, told: Told, actor: Viewer, now: datetime) -> Adoption:
    """Say how it goes; answers the follow-up that is due. The makers get mail of a change, a result or an end.

    Raises PermissionDenied, HasEnded, ReasonNeeded, BeforeItBegan; Adoption.DoesNotExist.
    """
    found = Adoption.objects.select_for_update(of=("self", "practice"), no_key=True).select_related(
        "practice"
    )
    adoption = found.get(pk=adoption_id)
    if not permissions.can_tell(actor, adoption):
        raise PermissionDenied
    if adoption.state == State.ENDED:
        raise HasEnded
    before, today = adoption.state, timezone.localdate(now)
    if told.state == State.ENDED:
        _end(adoption, told, today=today)
    adoption.state, adoption.updated_at = told.state, now
    changed = _write(adoption, told.details)
    adoption.save()
    report = _remember(adoption, before, told, months=_answers(adoption, today=today), actor=actor, now=now)
    audit.record(
        actor=actor, action="practices.tell_of_adoption", target=adoption, fields=[*changed, "state"]
    )
    if before != adoption.state and adoption.practice.status == Practice.Status.PUBLISHED:
        indexing.put(adoption.practice)
    if before != adoption.state or report.words or changed & WORDS:
        _tell_makers(adoption.practice, report, now=now)
    return adoption


def _end(adoption: Adoption, told: Told, *, today: date) -> None:
    adoption.end_reason = markup.clean(told.end_reason)
    if not adoption.end_reason:
        raise ReasonNeeded
    adoption.ended_on = told.ended_on or today
    if adoption.ended_on < adoption.started_on:
        raise BeforeItBegan


def _write(adoption: Adoption, details: Mapping[str, str | bool]) -> set[str]:
    """Set the details and return the names of those that changed. Raises ValueError for others."""
    if unknown := details.keys() - WORDS - CHOSEN:
        raise ValueError(f"Not a detail of an adoption: {', '.join(sorted(unknown))}")
    new = {name: markup.clean(str(value)) if name in WORDS else value for name, value in details.items()}
    changed = {name for name, value in new.items() if getattr(adoption, name) != value}
    for name in changed:
        setattr(adoption, name, new[name])
    return changed


def _answers(adoption: Adoption, *, today: date) -> int | None:
    answered = adoption.reports.exclude(months=None).values_list("months", flat=True)
    known = [months for months in answered if months is not None]
    return follow_ups.due(timezone.localdate(adoption.created_at), known, today=today)


def _remember(
    adoption: Adoption, before: str, told: Told, *, months: int | None, actor: Viewer, now: datetime
) -> AdoptionReport:
    return AdoptionReport.objects.create(
        adoption=adoption,
        from_state=before,
        state=adoption.state,
        months=months,
        words=markup.clean(told.words),
        actor_id=actor.person_id,
        at=now,
    )


def _tell_makers(practice: Practice, report: AdoptionReport, *, now: datetime) -> None:
    """To the authors and the contact person, except whoever just told it."""
    for person in answering.makers_to_tell(practice).exclude(pk=report.actor_id):
        mail.queue(
            mails.AdoptionNews,
            to=person,
            about=report,
            dedupe_key=f"{mails.AdoptionNews.name}:{report.pk}:{person.pk}",
            now=now,
        )
