"""When somebody leaves: whoever answers for the organisation answers for their practices."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from elo_portal.core import audit, mail
from members.models import Membership, Person
from practices import mails
from practices.commands import moving
from practices.models import Practice
from practices.queries import answering


@transaction.atomic
def hand_over(*, person_id: int, now: datetime, organisation_id: int | None = None) -> int:
    """Give every practice that the person is contact of, and no longer works for, to the contact person of its owner.

    Where the organisation has none the practice stands without: the desk of the region says so. `organisation_id`
    looks at the practices of that owner only. One mail a person tells what they answer for now. Bears a second call.
    """
    practices = Practice.objects.filter(contact=person_id)
    if organisation_id is not None:
        practices = practices.filter(owner=organisation_id)
    given: dict[Person, list[int]] = {}
    today, count = timezone.localdate(now), 0
    for pk in practices.order_by("pk").values_list("pk", flat=True):
        practice = moving.lock(pk)
        if practice.contact_id != person_id:
            continue
        if answering.is_working_there(person_id, practice.owner_id, today=today):
            continue
        heir = answering.contact_persons(practice.owner_id, today=today).exclude(pk=person_id).first()
        practice.contact = heir
        practice.save(update_fields=["contact"])
        audit.record(actor=None, action="practices.hand_over", target=practice, fields=["contact_id"])
        count += 1
        if heir is not None:
            given.setdefault(heir, []).append(pk)
    for heir, ids in given.items():
        mail.queue(
            mails.HandedOver,
            to=heir,
            about=Person.objects.get(pk=person_id),
            dedupe_key=f"{mails.HandedOver.name}:{person_id}:{heir.pk}:{today.isoformat()}:{ids[0]}",
            now=now,
            params={"practices": ids},
        )
    return count


def hand_over_all(*, now: datetime) -> int:
    """Repair: every contact person who no longer works for the owner, however that came about. One query if none."""
    working = Membership.objects.valid_on(timezone.localdate(now)).filter(
        person=OuterRef("contact"), organisation=OuterRef("owner"), person__is_active=True
    )
    left = Practice.objects.filter(~Exists(working), contact__isnull=False)
    people = list(left.order_by("contact").values_list("contact", flat=True).distinct())
    return sum(hand_over(person_id=pk, now=now) for pk in people if pk is not None)
