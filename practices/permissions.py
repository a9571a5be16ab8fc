"""Who may do what to a practice: pure functions of a viewer and a loaded practice.

`practice.regions` and, for those who may review, `practice.assignments` must be prefetched; partners and co-authors
are asked only of those who are not of the owner organisation. Rights follow the organisation (see docs/adr): the
author alone is a credit, no right. The commands ask the first two (`is_maker`, `is_judge`) and say themselves what
is not possible in the practice's state; the `can_...` predicates join both for pages.
"""

from collections.abc import Collection as Ids

from elo_portal.core.viewers import Viewer
from members.models import Group, Organisation
from practices.models import Adoption, Assignment, Collection, Comment, Enquiry, Practice, Remark, SavedSearch

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

    Also a coordinator of elsewhere or a reviewer who has been asked for this submission. Never somebody who
    made it, now or before they left, and never somebody who has declared a conflict of interest.
    """
    if not is_reviewing(viewer) or is_colleague(viewer, practice):
        return False
    own = [one for one in practice.assignments.all() if one.reviewer_id == viewer.person_id]
    if any(one.has_conflict for one in own):
        return False
    is_asked = viewer.is_admin or (practice.is_national and viewer.is_reviewer)
    is_near = any(region.pk in viewer.region_ids for region in practice.regions.all())
    if not (is_asked or is_near or any(_is_of_this_submission(one, practice) for one in own)):
        return False
    return not has_written(viewer, practice)


def is_reviewing(viewer: Viewer) -> bool:
    """Holds a role that reviews something."""
    return viewer.is_coordinator or viewer.is_reviewer or viewer.is_admin


def _is_of_this_submission(assignment: Assignment, practice: Practice) -> bool:
    if assignment.step != Assignment.Step.REGIONAL:
        return False
    if assignment.state == Assignment.State.DONE:
        return practice.submitted_at is not None and assignment.asked_at >= practice.submitted_at
    return assignment.is_open


def is_scorer(viewer: Viewer, practice: Practice) -> bool:
    """Has been asked for the national review of it and has neither declined nor been replaced."""
    if not (viewer.is_reviewer or viewer.is_admin) or is_colleague(viewer, practice):
        return False
    is_asked = any(
        one.reviewer_id == viewer.person_id
        and one.step == Assignment.Step.NATIONAL
        and (one.is_open or one.state == Assignment.State.DONE)
        for one in practice.assignments.all()
    )
    return is_asked and not has_written(viewer, practice)


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


def can_see_history(viewer: Viewer, practice: Practice) -> bool:
    """The words of reviewers are for makers and reviewers only."""
    return is_maker(viewer, practice) or is_judge(viewer, practice) or is_scorer(viewer, practice)


def can_remark(viewer: Viewer, practice: Practice) -> bool:
    """While it is in review its judges; during the national review the two who score it."""
    if practice.status == Status.SUBMITTED:
        return is_judge(viewer, practice)
    return practice.status == Status.PUBLISHED and is_scorer(viewer, practice)


def can_answer_remark(viewer: Viewer, remark: Remark) -> bool:
    return remark.settled_at is None and is_maker(viewer, remark.practice)


def can_score(viewer: Viewer, assignment: Assignment) -> bool:
    """The one who was asked, while still a national reviewer (or an admin in place of one)."""
    is_asked = assignment.step == Assignment.Step.NATIONAL and assignment.reviewer_id == viewer.person_id
    return is_asked and assignment.is_open and is_scorer(viewer, assignment.practice)


def can_propose_national(viewer: Viewer, practice: Practice) -> bool:
    return practice.status == Status.PUBLISHED and is_judge(viewer, practice)


def can_start_national(viewer: Viewer, practice: Practice) -> bool:
    """Administrators and national reviewers, of what others have made."""
    is_asked = viewer.is_admin or viewer.is_reviewer
    return practice.status == Status.PUBLISHED and is_asked and not is_maker(viewer, practice)


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


def can_harmonise(viewer: Viewer, group: Group) -> bool:
    """Compare practices in the name of the group: its seats, the coordinators of its regions, administrators.

    `group.regions` must be prefetched. A group without a region has no practice to share with it.
    """
    return can_speak_for(viewer, group.pk, [region.pk for region in group.regions.all()])


def can_speak_for(viewer: Viewer, group_id: int, region_ids: Ids[int]) -> bool:
    """The same of a group and its regions by their ids."""
    may = viewer.is_admin or group_id in viewer.group_ids or bool(viewer.region_ids & set(region_ids))
    return bool(region_ids) and may


def can_decide_shared(viewer: Viewer, group: Group, officers: Ids[int]) -> bool:
    """Record what the group decided: its chairs and secretary (`officers`: ids of people), coordinators, admins."""
    regions = {region.pk for region in group.regions.all()}
    if not viewer.is_authenticated or not regions:
        return False
    return viewer.is_admin or viewer.person_id in officers or bool(regions & viewer.region_ids)


def can_commit_for(viewer: Viewer, organisation: Organisation) -> bool:
    """Its contact persons; on their behalf the coordinators of its regions and administrators.

    `organisation.regions` must be prefetched.
    """
    if viewer.is_admin or organisation.pk in viewer.contact_organisation_ids:
        return True
    return any(region.pk in viewer.region_ids for region in organisation.regions.all())


def can_keep(viewer: Viewer, search: SavedSearch) -> bool:
    """Rename or remove a saved search: it is one's own."""
    return viewer.is_authenticated and viewer.person_id == search.person_id


def can_see_wishes(viewer: Viewer) -> bool:
    """What people looked for in vain concerns those who tend the library of some region, and administrators."""
    return viewer.is_coordinator or viewer.is_admin
