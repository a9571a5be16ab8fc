"""Who may do what to a practice: pure functions of a viewer and a loaded practice.

`practice.regions` must be prefetched. The commands ask the first two (`is_maker`, `is_judge`) and say
themselves what is not possible in the practice's state; the `can_...` predicates join both for pages.
"""

from elo_portal.core.viewers import Viewer
from practices.models import Adoption, Collection, Comment, Enquiry, Practice

Status = Practice.Status
WRITABLE = frozenset({Status.DRAFT, Status.RETURNED, Status.PUBLISHED})
SUBMITTABLE = frozenset({Status.DRAFT, Status.RETURNED})


def is_maker(viewer: Viewer, practice: Practice) -> bool:
    """The author, the contact person and everybody of the owner organisation."""
    if not viewer.is_authenticated:
        return False
    return viewer.person_id in (practice.author_id, practice.contact_id) or is_colleague(viewer, practice)


def is_colleague(viewer: Viewer, practice: Practice) -> bool:
    return practice.owner_id in viewer.organisation_ids | viewer.contact_organisation_ids


def is_judge(viewer: Viewer, practice: Practice) -> bool:
    """A coordinator of one of its regions or an admin; of a national one a national reviewer or an admin.

    Never somebody who made it: nobody decides on the work of their own organisation.
    """
    if not viewer.is_authenticated or is_maker(viewer, practice):
        return False
    if viewer.is_admin or (practice.is_national and viewer.is_reviewer):
        return True
    return any(region.pk in viewer.region_ids for region in practice.regions.all())


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


def can_import(viewer: Viewer, *, publish: bool) -> bool:
    """From a file: members bring drafts, whoever reviews may also publish them."""
    reviews = viewer.is_admin or viewer.is_reviewer or viewer.is_coordinator
    return reviews or (viewer.is_member and not publish)


def can_bring_in(viewer: Viewer) -> bool:
    """In the browser, in the name of any organisation: administrators."""
    return viewer.is_admin


def can_comment(viewer: Viewer, practice: Practice) -> bool:
    """Members of the network, on what is published and what they see."""
    return viewer.is_member and practice.status == Status.PUBLISHED


def can_remove_comment(viewer: Viewer, comment: Comment) -> bool:
    """Its author, and whoever may judge the practice. `comment.practice` must be loaded."""
    own = viewer.is_authenticated and viewer.person_id == comment.author_id
    return own or is_judge(viewer, comment.practice)


def can_ask(viewer: Viewer, practice: Practice) -> bool:
    return can_comment(viewer, practice) and not is_maker(viewer, practice)


def can_answer(viewer: Viewer, enquiry: Enquiry) -> bool:
    return is_maker(viewer, enquiry.practice)


def can_arrange(viewer: Viewer, collection: Collection) -> bool:
    return viewer.is_authenticated and viewer.person_id == collection.owner_id
