"""Who looks: nobody, or a person with the roles that are valid today.

`visible_to(viewer)` and `can_x(viewer, thing)` take a Viewer; there is no `is_staff` in rules.
The app that knows people registers the loader, so that core need not.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

NOTHING: frozenset[int] = frozenset()
STRANGER = 0  # no row has this id
ELSEWHERE = frozenset({STRANGER})


@dataclass(frozen=True)
class Viewer:
    """A person with today's roles, loaded once per request. All ids are primary keys."""

    person_id: int | None = None
    name: str = ""
    language: str = "fi"
    is_admin: bool = False
    is_reviewer: bool = False  # national reviewer
    authority_ids: frozenset[int] = NOTHING  # coordinates these authorities today
    region_ids: frozenset[int] = NOTHING  # the regions of these authorities
    organisation_ids: frozenset[int] = NOTHING  # approved memberships valid today
    contact_organisation_ids: frozenset[int] = NOTHING  # contact person of these
    group_ids: frozenset[int] = NOTHING  # holds a seat, or is a deputy, today
    led_group_ids: frozenset[int] = NOTHING  # in the chair, the vice chair or the secretary's seat today

    @property
    def is_authenticated(self) -> bool:
        return self.person_id is not None

    @property
    def is_coordinator(self) -> bool:
        return bool(self.authority_ids)

    @property
    def is_contact(self) -> bool:
        return bool(self.contact_organisation_ids)

    @property
    def is_member(self) -> bool:
        """Inside the network: sees what is for the network only."""
        return bool(self.organisation_ids) or self.is_coordinator or self.is_reviewer or self.is_admin

    @property
    def has_desk(self) -> bool:
        has_role = self.is_admin or self.is_coordinator or self.is_reviewer or self.is_contact
        return has_role or bool(self.led_group_ids)

    @property
    def is_stranger(self) -> bool:
        """Stands for many, on a page that they share."""
        return self.person_id == STRANGER

    def as_stranger(self, name: str) -> "Viewer":
        """Somebody who holds the same roles and seats, and of whom nothing else is known."""
        return replace(
            self,
            person_id=STRANGER,
            name=name,
            organisation_ids=ELSEWHERE if self.organisation_ids else NOTHING,
            contact_organisation_ids=ELSEWHERE if self.contact_organisation_ids else NOTHING,
        )


NOBODY = Viewer()


@dataclass(frozen=True)
class Insiders:
    """Those who see something else than others with the same roles: primary keys."""

    person_ids: frozenset[int] = NOTHING
    organisation_ids: frozenset[int] = NOTHING

    def include(self, viewer: Viewer) -> bool:
        organisations = viewer.organisation_ids | viewer.contact_organisation_ids
        return viewer.person_id in self.person_ids or not self.organisation_ids.isdisjoint(organisations)


class Loader(Protocol):
    def __call__(
        self, *, person_id: int | None = None, account_id: int | None = None, now: datetime
    ) -> Viewer: ...


_loader: list[Loader] = []


def register_loader(loader: Loader) -> Callable[..., Viewer]:
    """Say how a Viewer is loaded (once, by the app that knows people)."""
    _loader[:] = [loader]
    return loader


def of_account(account_id: int, *, now: datetime) -> Viewer:
    """The viewer behind a login; NOBODY for a deactivated person. One query."""
    return _loader[0](account_id=account_id, now=now)


def of_person(person_id: int, *, now: datetime) -> Viewer:
    """The viewer that this person would be; NOBODY for a deactivated person. One query."""
    return _loader[0](person_id=person_id, now=now)
