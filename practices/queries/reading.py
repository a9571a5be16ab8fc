"""One practice with everything that its own page shows."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from elo_portal.core.models import Term
from elo_portal.core.viewers import Viewer
from members.models import Membership, Region
from practices import permissions
from practices.cards import Card
from practices.models import Partner, Practice, Transition
from practices.models.practices import VOCABULARIES
from practices.queries import published


@dataclass(frozen=True)
class Contact:
    """Whom to ask: only ever loaded for those who may see it."""

    name: str
    title: str
    email: str


def readable(*, viewer: Viewer) -> QuerySet[Practice]:
    """What the viewer may see, with all that its page, its form and its review need. Five queries."""
    return (
        Practice.objects.visible_to(viewer)
        .select_related("owner", "kind", "contact", "author", "group", "based_on")
        .prefetch_related(
            "texts",
            Prefetch("regions", queryset=Region.objects.order_by("code")),
            Prefetch("terms", queryset=Term.objects.of(*VOCABULARIES)),
            Prefetch("partners", queryset=Partner.objects.select_related("organisation").order_by("pk")),
        )
    )


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
    """What happened, the latest first. One query."""
    return list(practice.transitions.select_related("actor").order_by("-at", "-pk"))


def words_of_return(practice: Practice) -> str:
    """What the reviewer asked for, while the practice is returned; else nothing. One query for a returned one."""
    if practice.status != Practice.Status.RETURNED:
        return ""
    returned = practice.transitions.filter(to_status=Practice.Status.RETURNED).order_by("-at", "-pk")
    return returned.values_list("comment", flat=True).first() or ""


def variants(practice: Practice, *, viewer: Viewer) -> list[Card]:
    """Published practices that are based on this one. Four queries, one when there are none."""
    return published.cards(
        Practice.objects.visible_to(viewer).published().filter(based_on=practice).order_by("pk")
    )


def original(practice: Practice, *, viewer: Viewer) -> Card | None:
    """What this one is based on, where the viewer may see it. No query or four."""
    if practice.based_on_id is None:
        return None
    found = Practice.objects.visible_to(viewer).published().filter(pk=practice.based_on_id)
    return next(iter(published.cards(found)), None)
