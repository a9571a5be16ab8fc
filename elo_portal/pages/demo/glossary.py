"""The glossary of the demo network: agreed, differing, proposed and retired entries."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from elo_portal.core.models import Synonym
from elo_portal.core.names import LANGUAGES
from elo_portal.pages.demo.files import rows
from elo_portal.pages.demo.network import groups_by_region_code
from members.commands.glossary import synonyms_of
from members.models import Agreement, GlossaryComment, GlossaryEntry, Membership, Person, Wording, WordingText

PROPOSED = {"by": "paivi-karttunen", "on": date(2026, 1, 28)}  # where an entry says nothing else
AGREED = {"group": "national", "on": date(2026, 2, 19), "number": "1/2026", "by": "tuomas-rekola"}


def load() -> None:
    """After the people and groups, once, in bulk."""
    if GlossaryEntry.objects.exists():
        return
    described = rows("glossary", "entry")
    people = dict(Person.objects.values_list("key", "pk"))
    made = GlossaryEntry.objects.bulk_create(
        GlossaryEntry(slug=row["slug"], created_at=_noon(row.get("on", PROPOSED["on"]))) for row in described
    )
    entries = {entry.slug: entry for entry in made}
    for row in described:
        entries[row["slug"]].related.add(*(entries[slug] for slug in row.get("related", [])))
    _load_wordings(described, entries, people)
    _load_comments(described, entries, people)
    _retire(described, entries)


def _load_wordings(
    described: list[dict[str, Any]], entries: dict[str, GlossaryEntry], people: dict[str | None, int]
) -> None:
    worded = [
        (row["slug"], one)
        for row in described
        for one in ({"agreed": [AGREED], **PROPOSED, **row, "leads": True}, *row.get("wordings", []))
    ]
    made = Wording.objects.bulk_create(
        Wording(
            entry=entries[slug],
            reason=one.get("reason", ""),
            language="fi",
            is_leading=one.get("leads", False),
            proposed_by_id=people[one["by"]],
            at=_noon(one["on"]),
        )
        for slug, one in worded
    )
    groups = groups_by_region_code()
    agreements: list[Agreement] = []
    texts: list[WordingText] = []
    synonyms: list[Synonym] = []
    for wording, (slug, one) in zip(made, worded, strict=True):
        own = [WordingText(wording=wording, language=code, **one[code]) for code in LANGUAGES if code in one]
        texts += own
        agreements += [
            Agreement(
                wording=wording,
                group=groups[decided["group"]],
                agreed_on=decided["on"],
                decision=decided["number"],
                recorded_by_id=people[decided["by"]],
                at=_noon(decided["on"]),
            )
            for decided in one["agreed"]
        ]
        synonyms += synonyms_of(entries[slug], own) if one["agreed"] else []
    WordingText.objects.bulk_create(texts)
    Agreement.objects.bulk_create(agreements)
    Synonym.objects.bulk_create(synonyms, ignore_conflicts=True)


def _load_comments(
    described: list[dict[str, Any]], entries: dict[str, GlossaryEntry], people: dict[str | None, int]
) -> None:
    homes = dict(Membership.objects.order_by("-pk").values_list("person", "organisation"))
    GlossaryComment.objects.bulk_create(
        GlossaryComment(
            entry=entries[row["slug"]],
            author_id=people[said["by"]],
            organisation_id=homes.get(people[said["by"]]),
            text=said["text"],
            language=said.get("language", "fi"),
            at=_noon(said["on"]),
        )
        for row in described
        for said in row.get("comments", [])
    )


def _retire(described: list[dict[str, Any]], entries: dict[str, GlossaryEntry]) -> None:
    for row in described:
        if ended := row.get("retired"):
            entry = entries[row["slug"]]
            entry.retired_on, entry.retire_reason = ended["on"], ended["reason"]
            entry.retire_language = "fi"
            entry.successor = entries[ended["successor"]]
            entry.save()
            Synonym.objects.filter(source=entry.source).delete()


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
