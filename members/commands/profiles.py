"""What an organisation says of itself and of its services, told by those who tend its page."""

from dataclasses import dataclass, fields
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from elo_portal.core import audit, markup
from elo_portal.core.viewers import Viewer
from members import permissions
from members.models import Organisation, Service
from members.models.services import TEXTS

RELATIONS = ("terms", "regions", "municipalities")


@dataclass(frozen=True)
class ProfileFields:
    """What the page says of the organisation as a whole."""

    description_fi: str = ""
    description_sv: str = ""
    description_en: str = ""
    website: str = ""
    languages: tuple[str, ...] = ()
    is_public: bool = False


@dataclass(frozen=True)
class ServiceFields:
    """What is stored of a service. `texts`: "name_fi", "text_fi", "when_fi", "reach_fi" and so on, those that are not empty."""

    texts: dict[str, str]
    terms: frozenset[int] = frozenset()
    languages: tuple[str, ...] = ()
    regions: frozenset[int] = frozenset()
    municipalities: frozenset[int] = frozenset()


@transaction.atomic
def save_profile(
    *, organisation_id: int, values: ProfileFields, actor: Viewer, now: datetime
) -> Organisation:
    """Change what the page says. Raises PermissionDenied; Organisation.DoesNotExist."""
    organisation = _lock(organisation_id, actor)
    changed = []
    for field in fields(values):
        value = getattr(values, field.name)
        if field.name == "languages":
            value = list(value)
        elif field.name.startswith("description"):
            value = markup.clean(value)
        if getattr(organisation, field.name) != value:
            setattr(organisation, field.name, value)
            changed.append(field.name)
    if changed:
        organisation.page_changed_at = now
        organisation.save(update_fields=[*changed, "page_changed_at"])
        audit.record(actor=actor, action="members.save_profile", target=organisation, fields=changed)
    return organisation


@transaction.atomic
def add_service(*, organisation_id: int, values: ServiceFields, actor: Viewer, now: datetime) -> Service:
    """Add a service as the last one. Raises PermissionDenied; Organisation.DoesNotExist."""
    organisation = _lock(organisation_id, actor)
    last = organisation.services.aggregate(last=Max("order"))["last"]
    service = Service(organisation=organisation, order=0 if last is None else last + 1)
    _write(service, values, now=now)
    _changed(organisation, now=now)
    audit.record(actor=actor, action="members.add_service", target=service)
    return service


@transaction.atomic
def save_service(*, service_id: int, values: ServiceFields, actor: Viewer, now: datetime) -> Service:
    """Change a service. Raises PermissionDenied; Service.DoesNotExist."""
    service, organisation = _lock_service(service_id, actor)
    changed = _write(service, values, now=now)
    if changed:
        _changed(organisation, now=now)
        audit.record(actor=actor, action="members.save_service", target=service, fields=changed)
    return service


@transaction.atomic
def remove_service(*, service_id: int, actor: Viewer, now: datetime) -> None:
    """Take a service off the page. Raises PermissionDenied; Service.DoesNotExist."""
    service, organisation = _lock_service(service_id, actor)
    audit.record(actor=actor, action="members.remove_service", target=service)
    service.delete()
    _changed(organisation, now=now)


@transaction.atomic
def move_service(*, service_id: int, is_up: bool, actor: Viewer) -> None:
    """Change places with the one before or after; at the end nothing happens.

    Raises PermissionDenied; Service.DoesNotExist.
    """
    service, organisation = _lock_service(service_id, actor)
    others = organisation.services.filter(**{"order__lt" if is_up else "order__gt": service.order}).order_by(
        "-order" if is_up else "order"
    )
    other = others.first()
    if other is None:
        return
    service.order, other.order = other.order, service.order
    Service.objects.bulk_update([service, other], ["order"])
    audit.record(actor=actor, action="members.move_service", target=service, fields=["order"])


def _lock(organisation_id: int, actor: Viewer) -> Organisation:
    """Whoever changes a page waits for those who do so now: the order of its services hangs on it."""
    locked = Organisation.objects.select_for_update(of=("self",)).prefetch_related("regions")
    organisation = locked.get(pk=organisation_id)
    if not permissions.can_tend_organisation(actor, organisation):
        raise PermissionDenied
    return organisation


def _lock_service(service_id: int, actor: Viewer) -> tuple[Service, Organisation]:
    owner = Service.objects.values_list("organisation", flat=True).get(pk=service_id)
    organisation = _lock(owner, actor)
    return Service.objects.get(pk=service_id), organisation


def _write(service: Service, values: ServiceFields, *, now: datetime) -> list[str]:
    """Store the values; return the names of what changed."""
    stored = {name: markup.clean(text) for name, text in values.texts.items()}
    wanted: dict[str, object] = {
        f"{text}_{code}": stored.get(f"{text}_{code}", "") for text in TEXTS for code in ("fi", "sv", "en")
    }
    wanted["languages"] = list(values.languages)
    changed = [name for name, value in wanted.items() if getattr(service, name) != value]
    for name in changed:
        setattr(service, name, wanted[name])
    service.updated_at = now
    service.save()
    for name in RELATIONS:
        relation, ids = getattr(service, name), getattr(values, name)
        if set(relation.values_list("pk", flat=True)) != ids:
            relation.set(ids)
            changed.append(name)
    return changed


def _changed(organisation: Organisation, *, now: datetime) -> None:
    organisation.page_changed_at = now
    organisation.save(update_fields=["page_changed_at"])
