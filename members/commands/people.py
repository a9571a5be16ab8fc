"""People: come, change their own details, go."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit, outbox, viewers
from elo_portal.core.db import refusing
from elo_portal.core.errors import DomainError
from elo_portal.core.viewers import Viewer
from members import permissions
from members.commands import memberships
from members.commands.administrators import require_another
from members.models import Account, Organisation, Person


class AddressNotConfirmed(DomainError):
    message = _("Confirm your e-mail address first.")


class AddressBelongsToAnother(DomainError):
    message = _("This address belongs to somebody else in the portal. Ask the administrators to sort it out.")


@transaction.atomic
def register(*, account_id: int, now: datetime) -> Person:
    """Tie the login to its person: the one with the same address who has no login yet, or a new one.

    Only for an account whose address is confirmed, so that nobody can take over a person by typing their
    address. What was typed at sign-up is used now and then forgotten; a membership that was asked for
    is asked for now. A second call changes nothing. A deactivated person stays so, and the login with it.

    Raises AddressNotConfirmed, AddressBelongsToAnother.
    """
    account = Account.objects.select_for_update().get(pk=account_id)
    known = Person.objects.filter(account=account).first()
    if known is not None:
        return known
    if not EmailAddress.objects.filter(user_id=account.pk, email=account.email, verified=True).exists():
        raise AddressNotConfirmed
    typed = account.sign_up or {}
    person = Person.objects.select_for_update().with_address(account.email).first()
    if person is None:
        person = Person(email=account.email, joined_at=now)
    elif person.account_id is not None:
        raise AddressBelongsToAnother
    _describe(person, typed, account=account)
    account.sign_up = None
    account.is_active = account.is_active and person.is_active
    account.save(update_fields=["sign_up", "is_active"])
    viewer = viewers.of_person(person.pk, now=now)
    audit.record(actor=viewer, action="members.register", target=person)
    _ask_for(viewer, typed, now=now)
    return person


def _describe(person: Person, typed: dict[str, str], *, account: Account) -> None:
    """What the person wrote about themselves counts more than what others had written."""
    name_of_address = account.email.partition("@")[0]
    person.account = account
    person.first_name = typed.get("first_name") or person.first_name or name_of_address
    person.last_name = typed.get("last_name") or person.last_name or name_of_address
    if typed.get("language") in dict(settings.LANGUAGES):
        person.language = typed["language"]
    person.named_organisation = typed.get("organisation_name") or person.named_organisation
    person.save()


def _ask_for(viewer: Viewer, typed: dict[str, str], *, now: datetime) -> None:
    wanted = Organisation.objects.active().filter(pk=typed.get("organisation_id")).first()
    if wanted is None or not viewer.is_authenticated:
        return
    # Whoever was a member before having a login stays one.
    if not wanted.memberships.live().filter(person=viewer.person_id).exists():
        memberships.ask(organisation_id=wanted.pk, title=typed.get("title", ""), actor=viewer, now=now)


@transaction.atomic
def save_own(*, first_name: str, last_name: str, language: str, digest: str, actor: Viewer) -> Person:
    """Change one's own name, language and digest. Raises PermissionDenied."""
    person = _own(actor)
    changes = {"first_name": first_name, "last_name": last_name, "language": language, "digest": digest}
    changed = [name for name, value in changes.items() if getattr(person, name) != value]
    for name in changed:
        setattr(person, name, changes[name])
    person.save()
    if changed:
        audit.record(actor=actor, action="members.save_own", target=person, fields=changed)
    return person


def _own(actor: Viewer) -> Person:
    if not actor.is_authenticated:
        raise PermissionDenied
    return Person.objects.select_for_update().get(pk=actor.person_id)


@transaction.atomic
def unsubscribe(*, person_id: int) -> None:
    """Turn the digest off; whoever holds the signed link of the mail may. A second call changes nothing."""
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person is None or person.digest == Person.Digest.OFF:
        return
    person.digest = Person.Digest.OFF
    person.save(update_fields=["digest"])
    audit.record(actor=None, action="members.unsubscribe", target=person, fields=["digest"])


@transaction.atomic
def follow_address(*, account_id: int, now: datetime) -> None:
    """Give the person the address that the login has now, once it is confirmed.

    Raises AddressNotConfirmed, AddressBelongsToAnother.
    """
    account = Account.objects.get(pk=account_id)
    person = Person.objects.select_for_update().filter(account=account).first()
    if person is None or person.email == account.email:
        return
    if not EmailAddress.objects.filter(user_id=account.pk, email=account.email, verified=True).exists():
        raise AddressNotConfirmed
    person.email = account.email
    with refusing(AddressBelongsToAnother, on=Person.EMAIL_ONCE):
        person.save(update_fields=["email"])
    audit.record(
        actor=viewers.of_person(person.pk, now=now),
        action="members.change_address",
        target=person,
        fields=["email"],
    )


@transaction.atomic
def deactivate(*, person_id: int, actor: Viewer, now: datetime) -> None:
    """Shut a person and their login out from the next request on; the apps above hear that they have left.

    Raises PermissionDenied, LastAdministrator.
    """
    if not permissions.can_administer(actor):
        raise PermissionDenied
    require_another(person_id=person_id, now=now)
    _set_active(person_id, is_active=False)
    person = Person.objects.get(pk=person_id)
    audit.record(actor=actor, action="members.deactivate", target=person, fields=["is_active"])
    outbox.publish("members.left", {"person_id": person_id})


@transaction.atomic
def reactivate(*, person_id: int, actor: Viewer) -> None:
    """Let a deactivated person in again, with what is left of their roles. Raises PermissionDenied."""
    if not permissions.can_administer(actor):
        raise PermissionDenied
    _set_active(person_id, is_active=True)
    person = Person.objects.get(pk=person_id)
    audit.record(actor=actor, action="members.reactivate", target=person, fields=["is_active"])


def _set_active(person_id: int, *, is_active: bool) -> None:
    person = Person.objects.select_for_update().get(pk=person_id)
    person.is_active = is_active
    person.save(update_fields=["is_active"])
    Account.objects.filter(person=person).update(is_active=is_active)
