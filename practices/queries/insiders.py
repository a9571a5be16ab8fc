"""Those who see more of a practice than others with the same roles and seats (see `core.shared_pages`)."""

from collections.abc import Iterable

from elo_portal.core.viewers import Insiders
from practices.models import Practice

LISTED = (Practice.Status.PUBLISHED, Practice.Status.ARCHIVED)


def of_lists() -> Insiders:
    """Makers and reviewers of what is for a group only: lists show it to them without a seat in the group. One query."""
    closed = Practice.objects.filter(visibility=Practice.Visibility.GROUP, status__in=LISTED).order_by()
    rows = closed.values_list("owner", "partners__organisation", "assignments__reviewer").distinct()
    owners, partners, reviewers = zip(*rows, strict=True) if rows else ((), (), ())
    return Insiders(person_ids=_ids(reviewers), organisation_ids=_ids(owners + partners))


def of_practice(practice: Practice) -> Insiders:
    """Whoever has a part in it or has decided on it; and those of `of_lists`.

    One query. `practice` is one of `queries.reading.readable`.
    """
    lists = of_lists()
    people = {practice.author_id, practice.contact_id}
    people |= {person.pk for person in practice.co_authors.all()}
    people |= {one.reviewer_id for one in practice.assignments.all()}
    people |= {one.actor_id for one in practice.transitions.all()}
    organisations = {practice.owner_id, *(one.organisation_id for one in practice.partners.all())}
    return Insiders(
        person_ids=lists.person_ids | _ids(people),
        organisation_ids=lists.organisation_ids | _ids(organisations),
    )


def _ids(found: Iterable[int | None]) -> frozenset[int]:
    return frozenset(one for one in found if one is not None)
