"""One practice with everything that its own page shows."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from elo_portal.core.joined import Relations
from elo_portal.core.models import Term
from elo_portal.core.viewers import Viewer
from members.models import Membership, Person, Region
from practices import permissions
from practices.cards import Card
from practices.models import Assignment, Attachment, Partner, Practice, PracticeText, Transition
from practices.models.practices import VOCABULARIES
from practices.queries import published

ON_ITS_PAGE = Relations(
    Practice,
    texts=PracticeText.objects.all(),
    regions=Region.objects.order_by("code"),
    terms=Term.objects.of(*VOCABULARIES),
    partners=Partner.objects.select_related("organisation").order_by("pk"),
    co_authors=Person.objects.order_by("sort_key", "pk"),
    assignments=Assignment.objects.select_related("reviewer").order_by("-asked_at", "-pk"),
    attachments=Attachment.objects.order_by("pk"),
    transitions=Transition.objects.select_related("actor").order_by("-at", "-pk"),
)


@dataclass(frozen=True)
class Contact:
    """Whom to ask: only ever loaded for those who may see it."""

    name: str
    title: str
    email: str


def readable(*, viewer: Viewer) -> QuerySet[Practice]:
    """What the viewer may see, with all that its page, its form and its review need. One query."""
    seen = Practice.objects.visible_to(viewer)
    return ON_ITS_PAGE.of(seen.select_related("owner", "kind", "contact", "author", "group", "based_on"))


def contact_of(practice: Practice, *, viewer: Viewer, now: datetime) -> Contact | None:
    """The contact person with the job title in the owner organisation; None where it is not to be seen. One query."""
    person = practice.contact
    if person is None or not person.is_active or not permissions.can_see_contact(viewer, practice):
        return None
    memberships = Membership.objects.valid_on(timezone.localdate(now)).filter(
        person=person, organisation=practice.owner_id
    )
    title = memberships.values_list("title", flat=True).first()
    return Contact(person.name, title or "", person.email)


def history(practice: Practice) -> list[Transition]:
    """What happened, the latest first. No query for one of `readable`."""
    return list(practice.transitions.all())


def words_of_return(practice: Practice) -> str:
    """What the reviewer asked for, while the practice is returned; else nothing. No query for one of `readable`."""
    if practice.status != Practice.Status.RETURNED:
        return ""
    returned = (one for one in history(practice) if one.to_status == Practice.Status.RETURNED)
    return next((one.comment for one in returned), "")


@dataclass(frozen=True)
class Relatives:
    """What a practice is based on, where the viewer may see it, and what is based on it."""

    original: Card | None
    variants: list[Card]


def relatives(practice: Practice, *, viewer: Viewer) -> Relatives:
    """Published ones only. One query."""
    seen = Practice.objects.visible_to(viewer).published()
    cards = published.cards(seen.filter(Q(based_on=practice) | Q(pk=practice.based_on_id)).order_by("pk"))
    return Relatives(
        original=next((one for one in cards if one.pk == practice.based_on_id), None),
        variants=[one for one in cards if one.pk != practice.based_on_id],
    )
