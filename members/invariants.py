"""Rules that no constraint can hold, because they span tables."""

from django.db.models import Count, F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from members.models import Account, Authority, Membership, Organisation, Person, Region, RoleGrant


def broken() -> list[str]:
    """A line for each rule that is broken; names ids only. About ten queries."""
    return [*_people(), *_roles(), *_places()]


def _people() -> list[str]:
    lines = [
        f"members: person {pk} has another address than the login"
        for pk in Person.objects.annotate(own=Lower("email"), login=Lower("account__email"))
        .exclude(own=F("login"))
        .filter(account__isnull=False)
        .order_by("pk")
        .values_list("pk", flat=True)
    ]
    lines += [
        f"members: account {pk} has signed in but has no person"
        for pk in Account.objects.filter(last_login__isnull=False, person__isnull=True)
        .order_by("pk")
        .values_list("pk", flat=True)
    ]
    lines += [
        f"members: person {pk} is deactivated, but the login is not"
        for pk in Person.objects.filter(is_active=False, account__is_active=True)
        .order_by("pk")
        .values_list("pk", flat=True)
    ]
    return lines


def _roles() -> list[str]:
    today = timezone.localdate()
    contacts = RoleGrant.objects.valid_on(today).filter(role=RoleGrant.Role.CONTACT)
    members = set(Membership.objects.valid_on(today).values_list("person", "organisation"))
    lines = [
        f"members: role {pk}: the contact person is not a member of the organisation"
        for pk, person, organisation in contacts.order_by("pk").values_list("pk", "person", "organisation")
        if (person, organisation) not in members
    ]
    lines += [
        f"members: role {pk} lasts longer than its authority"
        for pk in RoleGrant.objects.filter(authority__valid_until__isnull=False)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gt=F("authority__valid_until")))
        .order_by("pk")
        .values_list("pk", flat=True)
    ]
    administrators = RoleGrant.objects.valid_on(today).filter(
        role=RoleGrant.Role.ADMIN, person__is_active=True, person__account__is_active=True
    )
    if Account.objects.exists() and not administrators.exists():
        lines.append("members: nobody is an administrator")
    return lines


def _places() -> list[str]:
    today = timezone.localdate()
    current = Q(authorities__in=Authority.objects.valid_on(today))
    regions = Region.objects.annotate(current=Count("authorities", filter=current)).exclude(current=1)
    lines = [
        f"members: region {code} has {count} authorities today"
        for code, count in regions.order_by("code").values_list("code", "current")
    ]
    lines += [
        f"members: organisation {pk} has no region"
        for pk in Organisation.objects.filter(regions__isnull=True)
        .order_by("pk")
        .values_list("pk", flat=True)
    ]
    return lines
