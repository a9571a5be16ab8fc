"""Searches that people keep, and what they wish for."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit
from elo_portal.core.db import refusing
from elo_portal.core.errors import DomainError
from elo_portal.core.viewers import Viewer
from members.commands import people
from members.models import Person
from practices import permissions
from practices.models import SavedSearch, Wish

MOST_SAVED = 30  # of one person
LONGEST = 1000  # characters of a query string


class NothingSought(DomainError):
    message = _("Write a word or make a choice first.")


class TooMuchSought(DomainError):
    message = _("There are too many choices in this search. Take some of them away.")


class SavedAlready(DomainError):
    message = _("You have saved this search already.")


class SavedTooMany(DomainError):
    message = _("You have %(most)s saved searches. Remove one of them first.")


@transaction.atomic
def save(*, name: str, query: str, in_digest: bool, actor: Viewer, now: datetime) -> SavedSearch:
    """Keep a search under a name; `in_digest` turns the weekly digest on, too. `query`: as wanting.written gives it.

    Raises PermissionDenied, NothingSought, TooMuchSought, SavedAlready, SavedTooMany.
    """
    _check(query, actor)
    own = Person.objects.select_for_update().get(pk=actor.person_id)
    if own.saved_searches.count() >= MOST_SAVED and not own.saved_searches.filter(query=query).exists():
        raise SavedTooMany(most=MOST_SAVED)
    search = SavedSearch(person=own, name=name, query=query, in_digest=in_digest, created_at=now)
    with refusing(SavedAlready, on=SavedSearch.ONCE):
        search.save()
    if in_digest:
        people.subscribe(actor=actor)
    audit.record(actor=actor, action="practices.save_search", target=search)
    return search


@transaction.atomic
def change(*, search_id: int, name: str, in_digest: bool, actor: Viewer) -> SavedSearch:
    """Another name, or the tick; ticking it turns the weekly digest on, too. Raises PermissionDenied; DoesNotExist."""
    search = _own(search_id, actor)
    changed = [
        field
        for field, value in (("name", name), ("in_digest", in_digest))
        if getattr(search, field) != value
    ]
    search.name, search.in_digest = name, in_digest
    search.save(update_fields=["name", "in_digest"])
    if in_digest:
        people.subscribe(actor=actor)
    if changed:
        audit.record(actor=actor, action="practices.change_search", target=search, fields=changed)
    return search


@transaction.atomic
def remove(*, search_id: int, actor: Viewer) -> None:
    """Raises PermissionDenied; DoesNotExist."""
    search = _own(search_id, actor)
    audit.record(actor=actor, action="practices.remove_search", target=search)
    search.delete()


@transaction.atomic
def wish(*, query: str, text: str, language: str, actor: Viewer, now: datetime) -> Wish:
    """Tell the coordinators that this is missing. The same wish once more replaces what was said with it.

    Raises PermissionDenied, NothingSought, TooMuchSought.
    """
    _check(query, actor)
    made, _is_new = Wish.objects.update_or_create(
        person_id=actor.person_id, query=query, defaults={"text": text, "language": language, "at": now}
    )
    audit.record(actor=actor, action="practices.wish", target=made)
    return made


def _check(query: str, actor: Viewer) -> None:
    if not actor.is_authenticated:
        raise PermissionDenied
    if not query:
        raise NothingSought
    if len(query) > LONGEST:
        raise TooMuchSought


def _own(search_id: int, actor: Viewer) -> SavedSearch:
    search = SavedSearch.objects.select_for_update().get(pk=search_id)
    if not permissions.can_keep(actor, search):
        raise PermissionDenied
    return search
