"""What readers of the demo network say about its practices, and what they put together."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from elo_portal.pages.demo.files import rows
from members.models import Membership, Person
from practices.models import Bookmark, Collection, CollectionItem, Comment, Enquiry, Practice, Thanks


def load(*, source: str, now: datetime) -> None:
    """After the practices of `source`, once."""
    if Comment.objects.filter(practice__source=source).exists():
        return
    practices = dict(Practice.objects.filter(source=source).values_list("key", "pk"))
    people = dict(Person.objects.values_list("key", "pk"))
    _load_comments(practices, people)
    _load_enquiries(practices, people)
    _load_kept(practices, people, now=now)
    _load_collections(practices, people)


def _load_comments(practices: dict[str, int], people: dict[str | None, int]) -> None:
    homes = dict(Membership.objects.order_by("-pk").values_list("person_id", "organisation_id"))

    def said(row: dict[str, Any], practice: int, answer_to: Comment | None) -> Comment:
        author = people[row["author"]]
        return Comment.objects.create(
            practice_id=practice,
            answer_to=answer_to,
            author_id=author,
            organisation_id=homes.get(author),
            language=row["language"],
            text=row["text"],
            at=_noon(row["on"]),
        )

    for row in rows("responses", "comment"):
        comment = said(row, practices[row["practice"]], None)
        for answer in row.get("answers", []):
            said(answer, practices[row["practice"]], comment)


def _load_enquiries(practices: dict[str, int], people: dict[str | None, int]) -> None:
    for row in rows("responses", "enquiry"):
        Enquiry.objects.create(
            practice_id=practices[row["practice"]],
            sender_id=people[row["sender"]],
            text=row["text"],
            at=_noon(row["on"]),
            answer=row.get("answer", ""),
            answered_by_id=people[row["answered_by"]] if "answered_by" in row else None,
            answered_at=_noon(row["answered_on"]) if "answered_on" in row else None,
        )


def _load_kept(practices: dict[str, int], people: dict[str | None, int], *, now: datetime) -> None:
    for row in rows("responses", "thanks"):
        for person in row["people"]:
            Thanks.objects.create(practice_id=practices[row["practice"]], person_id=people[person], at=now)
    for row in rows("responses", "bookmark"):
        for practice in row["practices"]:
            Bookmark.objects.create(practice_id=practices[practice], person_id=people[row["person"]], at=now)


def _load_collections(practices: dict[str, int], people: dict[str | None, int]) -> None:
    for row in rows("responses", "collection"):
        collection = Collection.objects.create(
            owner_id=people[row["owner"]],
            slug=row["slug"],
            language=row["language"],
            title=row["title"],
            text=row["text"],
            is_public=row["is_public"],
            created_at=_noon(row["on"]),
            updated_at=_noon(row["on"]),
        )
        CollectionItem.objects.bulk_create(
            CollectionItem(
                collection=collection,
                practice_id=practices[item["practice"]],
                position=number,
                note=item["note"],
            )
            for number, item in enumerate(row["items"], start=1)
        )


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
