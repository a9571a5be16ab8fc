"""A group's mandate, and what it has to fulfil it with."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit, markup
from elo_portal.core.db import refusing
from elo_portal.core.errors import DomainError
from elo_portal.core.viewers import Viewer
from members.commands.groups.tending import tended
from members.models import Mandate, Project, YearlyResources

YEARS = range(2000, 2101)


class GiverNeeded(DomainError):
    message = _("Choose the authority that gave the mandate, or write who gave it.")


class TaskNeeded(DomainError):
    message = _("Write what the task of the group is.")


class EndsBeforeItBegins(DomainError):
    message = _("The last day must not be before the first.")


class MandatesOverlap(DomainError):
    message = _(
        "The group has another mandate for some of these days. Let one end the day before the other begins."
    )


class YearOutOfReach(DomainError):
    message = _("Check the year.")


class NumberOutOfReach(DomainError):
    message = _("Check the number.")


@dataclass(frozen=True)
class MandateFields:
    """What stands in the document."""

    authority_id: int | None
    starts_on: date
    ends_on: date
    scope: str
    giver: str = ""
    may_decide: str = ""
    limits: str = ""
    document: str = ""
    diary_number: str = ""
    document_url: str = ""


@dataclass(frozen=True)
class ResourceFields:
    person_months: Decimal | None = None
    budget: int | None = None
    funding: str = ""


@dataclass(frozen=True)
class ProjectFields:
    name: str
    first_year: int
    last_year: int
    funder: str = ""
    url: str = ""


@transaction.atomic
def record_mandate(
    *, group_id: int, values: MandateFields, actor: Viewer, mandate_id: int | None = None
) -> Mandate:
    """Write a new mandate down, or correct one that is there; an old one stays as history.

    Raises PermissionDenied, GiverNeeded, TaskNeeded, EndsBeforeItBegins, MandatesOverlap;
    Group.DoesNotExist, Mandate.DoesNotExist.
    """
    group = tended(group_id, actor)
    mandate = Mandate(group=group, language=actor.language)
    if mandate_id is not None:
        mandate = Mandate.objects.select_for_update(no_key=True).get(pk=mandate_id, group=group)
    for name, value in asdict(values).items():
        setattr(mandate, name, markup.clean(value) if isinstance(value, str) else value)
    if mandate.authority_id is None and not mandate.giver:
        raise GiverNeeded
    if not mandate.scope:
        raise TaskNeeded
    if mandate.ends_on < mandate.starts_on:
        raise EndsBeforeItBegins
    with refusing(MandatesOverlap, on=Mandate.ONE_AT_A_TIME):
        mandate.save()
    audit.record(actor=actor, action="members.record_mandate", target=mandate, fields=asdict(values))
    return mandate


@transaction.atomic
def record_resources(*, group_id: int, year: int, values: ResourceFields, actor: Viewer) -> YearlyResources:
    """What the group has in a year: written once, then corrected.

    Raises PermissionDenied, YearOutOfReach, NumberOutOfReach; Group.DoesNotExist.
    """
    group = tended(group_id, actor)
    if year not in YEARS:
        raise YearOutOfReach
    if (values.person_months or 0) < 0 or (values.budget or 0) < 0:
        raise NumberOutOfReach
    resources, _is_new = YearlyResources.objects.update_or_create(
        group=group,
        year=year,
        defaults={
            "person_months": values.person_months,
            "budget": values.budget,
            "funding": markup.clean(values.funding),
            "language": actor.language,
        },
    )
    audit.record(actor=actor, action="members.record_resources", target=resources, fields=asdict(values))
    return resources


@transaction.atomic
def record_project(
    *, group_id: int, values: ProjectFields, actor: Viewer, project_id: int | None = None
) -> Project:
    """Name a project that works for the group's aims, or correct it.

    Raises PermissionDenied, YearOutOfReach, EndsBeforeItBegins; Group.DoesNotExist, Project.DoesNotExist.
    """
    group = tended(group_id, actor)
    if values.first_year not in YEARS or values.last_year not in YEARS:
        raise YearOutOfReach
    if values.last_year < values.first_year:
        raise EndsBeforeItBegins
    project = Project(group=group)
    if project_id is not None:
        project = Project.objects.select_for_update(no_key=True).get(pk=project_id, group=group)
    for name, value in asdict(values).items():
        setattr(project, name, markup.clean(value) if isinstance(value, str) else value)
    project.save()
    audit.record(actor=actor, action="members.record_project", target=project, fields=asdict(values))
    return project


@transaction.atomic
def remove_project(*, group_id: int, project_id: int, actor: Viewer) -> None:
    """Take off a project that was named by mistake; one that has ended stays.

    Raises PermissionDenied; Group.DoesNotExist, Project.DoesNotExist.
    """
    group = tended(group_id, actor)
    project = Project.objects.get(pk=project_id, group=group)
    audit.record(actor=actor, action="members.remove_project", target=project)
    project.delete()
