"""Organisations: create, change, suspend."""

from dataclasses import dataclass, fields

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit
from elo_portal.core.db import refusing
from elo_portal.core.errors import DomainError
from elo_portal.core.viewers import Viewer
from members import permissions
from members.models import Organisation

State = Organisation.State


class BusinessIdTaken(DomainError):
    message = _("An organisation with this business ID is a member already.")


class AlreadyInThatState(DomainError):
    message = _("Somebody has changed the state already.")


@dataclass(frozen=True)
class OrganisationFields:
    """What is stored of an organisation; related rows by id."""

    name_fi: str
    name_sv: str
    name_en: str
    type_id: int
    business_id: str = ""
    languages: tuple[str, ...] = ()
    website: str = ""
    contact_email: str = ""
    email_domains: tuple[str, ...] = ()
    description_fi: str = ""
    description_sv: str = ""
    description_en: str = ""
    sectors: frozenset[int] = frozenset()
    regions: frozenset[int] = frozenset()
    municipalities: frozenset[int] = frozenset()


RELATIONS = ("sectors", "regions", "municipalities")
LISTS = ("languages", "email_domains")


@transaction.atomic
def create(*, values: OrganisationFields, actor: Viewer) -> Organisation:
    """Add a member organisation. Raises PermissionDenied, BusinessIdTaken."""
    if not permissions.can_administer(actor):
        raise PermissionDenied
    organisation = Organisation()
    _write(organisation, values)
    audit.record(actor=actor, action="members.create_organisation", target=organisation)
    return organisation


@transaction.atomic
def save(*, organisation_id: int, values: OrganisationFields, actor: Viewer) -> Organisation:
    """Change an organisation's details. Raises PermissionDenied, BusinessIdTaken."""
    if not permissions.can_administer(actor):
        raise PermissionDenied
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation_id)
    changed = _write(organisation, values)
    if changed:
        audit.record(actor=actor, action="members.save_organisation", target=organisation, fields=changed)
    return organisation


def _write(organisation: Organisation, values: OrganisationFields) -> list[str]:
    """Store the values; return the names of the fields that changed."""
    changed = []
    for field in fields(values):
        if field.name in RELATIONS:
            continue
        value = getattr(values, field.name)
        value = list(value) if field.name in LISTS else value
        if getattr(organisation, field.name) != value:
            changed.append(field.name)
            setattr(organisation, field.name, value)
    with refusing(BusinessIdTaken, on=Organisation.BUSINESS_ID_ONCE):
        organisation.save()
    for name in RELATIONS:
        relation, wanted = getattr(organisation, name), getattr(values, name)
        if set(relation.values_list("pk", flat=True)) != wanted:
            changed.append(name)
            relation.set(wanted)
    return changed


@transaction.atomic
def suspend(*, organisation_id: int, actor: Viewer) -> None:
    """Hide the organisation and take no more members. Raises PermissionDenied, AlreadyInThatState."""
    _move(organisation_id, State.ACTIVE, State.SUSPENDED, action="members.suspend_organisation", actor=actor)


@transaction.atomic
def reactivate(*, organisation_id: int, actor: Viewer) -> None:
    """Undo a suspension. Raises PermissionDenied, AlreadyInThatState."""
    _move(
        organisation_id, State.SUSPENDED, State.ACTIVE, action="members.reactivate_organisation", actor=actor
    )


def _move(organisation_id: int, before: str, after: str, *, action: str, actor: Viewer) -> None:
    if not permissions.can_administer(actor):
        raise PermissionDenied
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation_id)
    if organisation.state != before:
        raise AlreadyInThatState
    organisation.state = after
    organisation.save(update_fields=["state"])
    audit.record(actor=actor, action=action, target=organisation, fields=["state"])
