"""What is said about practices, and who hears it."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from elo_portal.core.viewers import Viewer
from members.models import Membership, Person, RoleGrant
from practices.models import Bookmark, Comment, Enquiry, Practice, Thanks


@dataclass
class Thread:
    """A comment with its answers, the oldest first."""

    comment: Comment
    answers: list[Comment] = field(default_factory=list)


def counted(practices: QuerySet[Practice], *, viewer: Viewer) -> QuerySet[Practice]:
    """Adds `comment_count`, `thanks_count`, `is_thanked`, `is_bookmarked`. No query of its own."""
    comments = Comment.objects.filter(practice=OuterRef("pk"), removed_at=None)
    thanks = Thanks.objects.filter(practice=OuterRef("pk"))
    return practices.annotate(
        comment_count=_count(comments),
        thanks_count=_count(thanks),
        is_thanked=Exists(thanks.filter(person=viewer.person_id)),
        is_bookmarked=Exists(Bookmark.objects.filter(practice=OuterRef("pk"), person=viewer.person_id)),
    )


def threads(practice: Practice) -> list[Thread]:
    """All that was said, the oldest first; what was taken away only where it has answers. One query."""
    said = practice.comments.select_related("author", "organisation").order_by("at", "pk")
    found: dict[int, Thread] = {}
    for comment in said:
        if comment.answer_to_id is None:
            found[comment.pk] = Thread(comment)
        elif comment.removed_at is None:
            found[comment.answer_to_id].answers.append(comment)
    return [one for one in found.values() if one.comment.removed_at is None or one.answers]


def organisation_of(viewer: Viewer, *, today: date) -> int | None:
    """The organisation under whose name a member writes: the one that they joined first. One query."""
    memberships = Membership.objects.valid_on(today).filter(person=viewer.person_id)
    return memberships.order_by("starts_on", "pk").values_list("organisation", flat=True).first()


def who_hears(said: Comment, practice: Practice) -> list[Person]:
    """The makers, whoever is answered, and those who answered before. One query."""
    people = Q(pk__in={practice.author_id, practice.contact_id} - {None})
    if said.answer_to_id is not None:
        before = Comment.objects.filter(Q(pk=said.answer_to_id) | Q(answer_to=said.answer_to_id))
        people |= Q(pk__in=before.values("author_id"))
    return list(Person.objects.active().filter(people).exclude(pk=said.author_id).order_by("pk"))


def who_answers(practice: Practice, *, today: date) -> list[Person]:
    """The contact person, else the author, else the contact persons of the owner. At most two queries."""
    makers = {
        person.pk: person
        for person in Person.objects.active().filter(
            pk__in={practice.author_id, practice.contact_id} - {None}
        )
    }
    for pk in (practice.contact_id, practice.author_id):
        if pk in makers:
            return [makers[pk]]
    contacts = RoleGrant.objects.valid_on(today).filter(
        role=RoleGrant.Role.CONTACT, organisation=practice.owner_id
    )
    return list(Person.objects.active().filter(pk__in=contacts.values("person_id")).order_by("pk"))


def enquiries(*, viewer: Viewer) -> QuerySet[Enquiry]:
    """Those that the viewer may see, newest first. Two queries with the texts."""
    people = ("practice", "practice__owner", "sender", "answered_by")
    found = Enquiry.objects.visible_to(viewer)
    return found.select_related(*people).prefetch_related("practice__texts").order_by("-at", "-pk")


def _count(rows: QuerySet[Comment] | QuerySet[Thanks]) -> Coalesce:
    counts = rows.order_by().values("practice").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counts), 0)
