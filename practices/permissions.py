"""Who may do what to a practice: pure functions of a viewer and a loaded practice.

`practice.regions` must be prefetched; partners and co-authors are asked only of those who are not of the owner
organisation. Rights follow the organisation (see docs/adr): the author alone is a credit, no right. The commands ask the first two (`is_maker`, `is_judge`) and say
themselves what is not possible in the practice's state; the `can_...` predicates join both for pages.
"""

from elo_portal.core.viewers import Viewer
from practices.models import Adoption, Practice

Status = Practice.Status
WRITABLE = frozenset({Status.DRAFT, Status.RETURNED, Status.PUBLISHED})
SUBMITTABLE = frozenset({Status.DRAFT, Status.RETURNED})


def is_maker(viewer: Viewer, practice: Practice) -> bool:
    """Everybody of the owner organisation, and co-authors while they belong to one of the partners."""
    if not viewer.is_authenticated:
        return False
    return is_colleague(viewer, practice) or (is_partner(viewer, practice) and has_written(viewer, practice))


def is_partner(viewer: Viewer, practice: Practice) -> bool:
    """Of an organisation that makes it together with the owner."""
    if not viewer.organisation_ids:
        return False
    return any(partner.organisation_id in viewer.organisation_ids for partner in practice.partners.all())


def has_written(viewer: Viewer, practice: Practice) -> bool:
    """Author, contact person or co-author, now or once: a credit, and a reason not to judge it."""
    named = viewer.person_id in (practice.author_id, practice.contact_id)
    return named or any(person.pk == viewer.person_id for person in practice.co_authors.all())


def is_colleague(viewer: Viewer, practice: Practice) -> bool:
    return practice.owner_id in viewer.organisation_ids | viewer.contact_organisation_ids


def is_judge(viewer: Viewer, practice: Practice) -> bool:
    """A coordinator of one of its regions or an admin; of a national one a national reviewer or an admin.

    Never somebody who made it: nobody decides on the work of their own organisation, or on what they wrote
    before they left it.
    """
    if not viewer.is_authenticated or is_colleague(viewer, practice):
        return False
    near = any(region.pk in viewer.region_ids for region in practice.regions.all())
    if not (viewer.is_admin or (practice.is_national and viewer.is_reviewer) or near):
        return False
    return not has_written(viewer, practice)


def can_create(viewer: Viewer) -> bool:
    """Everybody with an approved membership in an organisation."""
    return bool(viewer.organisation_ids)


def can_create_for(viewer: Viewer, organisation_id: int) -> bool:
    return organisation_id in viewer.organisation_ids


def can_write(viewer: Viewer, practice: Practice) -> bool:
    """Not while it is in review: take it back first. A published one stays published."""
    return practice.status in WRITABLE and is_maker(viewer, practice)


def can_submit(viewer: Viewer, practice: Practice) -> bool:
    return practice.status in SUBMITTABLE and is_maker(viewer, practice)


def can_take_back(viewer: Viewer, practice: Practice) -> bool:
    return practice.status == Status.SUBMITTED and is_maker(viewer, practice)


def can_reopen(viewer: Viewer, practice: Practice) -> bool:
    return practice.status == Status.WITHDRAWN and is_maker(viewer, practice)


def can_discard(viewer: Viewer, practice: Practice) -> bool:
    """A draft that nobody but its makers has ever seen."""
    return practice.status == Status.DRAFT and practice.slug is None and is_maker(viewer, practice)


def can_review(viewer: Viewer, practice: Practice) -> bool:
    return practice.status == Status.SUBMITTED and is_judge(viewer, practice)


def can_confirm(viewer: Viewer, practice: Practice) -> bool:
    """That it still holds: its makers, and whoever may decide on it when they do not answer."""
    is_open = practice.status == Status.PUBLISHED
    return is_open and (is_maker(viewer, practice) or is_judge(viewer, practice))


def can_renew(viewer: Viewer, practice: Practice) -> bool:
    """An archived one, back into the library."""
    is_archived = practice.status == Status.ARCHIVED
    return is_archived and (is_maker(viewer, practice) or is_judge(viewer, practice))


def can_name_authors(viewer: Viewer, practice: Practice) -> bool:
    """Co-authors may be changed wherever something is written, and in review."""
    return practice.status != Status.ARCHIVED and is_maker(viewer, practice)


def can_withdraw(viewer: Viewer, practice: Practice) -> bool:
    """Those who may decide on it, and its makers."""
    return practice.status == Status.PUBLISHED and (is_judge(viewer, practice) or is_maker(viewer, practice))


def can_see_history(viewer: Viewer, practice: Practice) -> bool:
    """The words of reviewers are for makers and reviewers only."""
    return is_maker(viewer, practice) or is_judge(viewer, practice)


def can_see_contact(viewer: Viewer, practice: Practice) -> bool:
    """Name, job title and address of the contact person: inside the network only."""
    return viewer.is_member or is_maker(viewer, practice)


def can_adopt(viewer: Viewer, practice: Practice) -> bool:
    """Members whose organisation did not make it."""
    return any(can_adopt_for(viewer, practice, organisation) for organisation in viewer.organisation_ids)


def can_adopt_for(viewer: Viewer, practice: Practice, organisation_id: int) -> bool:
    is_open = practice.status == Status.PUBLISHED
    return is_open and organisation_id in viewer.organisation_ids and organisation_id != practice.owner_id


def can_tell(viewer: Viewer, adoption: Adoption) -> bool:
    """Whoever recorded it, and everybody of the organisation: a person may leave, the practice stays in use."""
    if not viewer.is_authenticated:
        return False
    organisations = viewer.organisation_ids | viewer.contact_organisation_ids
    return viewer.person_id == adoption.owner_id or adoption.organisation_id in organisations


def can_confirm_maturity(viewer: Viewer, practice: Practice) -> bool:
    return practice.status == Status.PUBLISHED and is_judge(viewer, practice)
