"""What a group is for, who should be in it, and its sub-groups."""

from collections.abc import Collection
from dataclasses import dataclass, fields

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit, markup
from elo_portal.core.db import refusing
from elo_portal.core.errors import DomainError
from elo_portal.core.models import Term
from elo_portal.core.viewers import Viewer
from members.commands.groups.tending import tended
from members.models import Group

LONGEST_SLUG = 60
EXPECTABLE = ("sector", "organisation_type")


class NameTaken(DomainError):
    message = _("Another group has this name already. Choose one that tells them apart.")


class SubGroupOfSubGroup(DomainError):
    message = _("A sub-group has no sub-groups of its own.")


class RegionNotOfParent(DomainError):
    message = _("A sub-group works only in regions of the group above it.")


@dataclass(frozen=True)
class Purpose:
    purpose_fi: str = ""
    purpose_sv: str = ""
    purpose_en: str = ""


@dataclass(frozen=True)
class Names:
    name_fi: str
    name_sv: str
    name_en: str


@transaction.atomic
def write_purpose(*, group_id: int, purpose: Purpose, actor: Viewer) -> Group:
    """Say in each language what the group is for. Raises PermissionDenied; Group.DoesNotExist."""
    group = tended(group_id, actor)
    changed = []
    for field in fields(purpose):
        text = markup.clean(getattr(purpose, field.name))
        if getattr(group, field.name) != text:
            setattr(group, field.name, text)
            changed.append(field.name)
    if changed:
        group.save(update_fields=changed)
        audit.record(actor=actor, action="members.write_purpose", target=group, fields=changed)
    return group


@transaction.atomic
def expect(*, group_id: int, term_ids: Collection[int], actor: Viewer) -> Group:
    """Say which sectors and kinds of organisations should sit in the group.

    Raises PermissionDenied; Group.DoesNotExist, Term.DoesNotExist.
    """
    group = tended(group_id, actor)
    wanted = set(term_ids)
    if Term.objects.of(*EXPECTABLE).filter(pk__in=wanted).count() != len(wanted):
        raise Term.DoesNotExist
    if set(group.expected.values_list("pk", flat=True)) != wanted:
        group.expected.set(wanted)
        audit.record(actor=actor, action="members.expect_in_group", target=group, fields=["expected"])
    return group


@transaction.atomic
def found_sub_group(
    *, parent_id: int, names: Names, purpose: Purpose, region_ids: Collection[int], actor: Viewer
) -> Group:
    """Begin a sub-group. It stays where it is: the parent of a group never changes.

    Raises PermissionDenied, SubGroupOfSubGroup, RegionNotOfParent, NameTaken; Group.DoesNotExist.
    """
    parent = tended(parent_id, actor)
    if parent.kind == Group.Kind.SUB:
        raise SubGroupOfSubGroup
    if not set(region_ids) <= {region.pk for region in parent.regions.all()}:
        raise RegionNotOfParent
    group = Group(kind=Group.Kind.SUB, parent=parent, slug=slugify(names.name_fi)[:LONGEST_SLUG].strip("-"))
    for values in (names, purpose):
        for field in fields(values):
            setattr(group, field.name, markup.clean(getattr(values, field.name)))
    if not group.slug:
        raise NameTaken
    with refusing(NameTaken, on=Group.SLUG_ONCE):
        group.save()
    group.regions.set(region_ids)
    audit.record(actor=actor, action="members.found_sub_group", target=group)
    return group
