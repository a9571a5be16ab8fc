"""Some hundred practices of a file in as few queries as there are tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Max

from elo_portal.core import audit
from elo_portal.core.viewers import Viewer
from practices import content, indexing
from practices.columns import FileRow
from practices.commands import assigning, submission, writing
from practices.commands.imports import ORDER
from practices.fields import TEXT_FIELDS
from practices.models import Assignment, Practice, PracticeText, Transition, Version
from practices.models.practices import VOCABULARIES

Status = Practice.Status
WAY = (Status.DRAFT, Status.SUBMITTED, Status.PUBLISHED)
ONE_VALUE = ("kind_id", "maturity", "evidence_level", "visibility", "group_id")


@dataclass(frozen=True)
class Done:
    """What became of a row."""

    practice: Practice
    before: str  # its state; empty for a new one
    language: str  # of the row
    doubts: frozenset[str] = frozenset()  # columns of texts that look personal
    changed: frozenset[str] = frozenset()  # of a new one nothing: all of it is new

    @property
    def is_moved(self) -> bool:
        return self.before != self.practice.status

    @property
    def is_published_now(self) -> bool:
        return self.is_moved and self.practice.status == Status.PUBLISHED


class Slugs:
    """Addresses for many titles, each once. One query."""

    def __init__(self) -> None:
        stored = Practice.objects.exclude(slug=None).values_list("slug", flat=True)
        self.taken = {*stored, *submission.RESERVED}
        self.next: dict[str, int] = {}

    def take(self, title: str) -> str:
        base = submission.slug_of(title)
        number = self.next.get(base, 1)
        while (slug := base if number == 1 else f"{base}-{number}") in self.taken:
            number += 1
        self.next[base] = number + 1
        self.taken.add(slug)
        return slug


@dataclass
class Run:
    """One import. `owners`: name, lower case -> organisation."""

    source: str
    publish: bool
    actor: Viewer
    now: datetime
    owners: dict[str, int]
    slugs: Slugs = field(default_factory=Slugs)
    asked: list[Assignment] = field(default_factory=list)  # to be told when all rows are in

    def put(self, rows: Sequence[FileRow]) -> list[Done]:
        """Those that are new or have changed, within the caller's transaction."""
        keys = [row.key for row in rows]
        known = Practice.objects.select_for_update(of=("self",), no_key=True).filter(
            source=self.source, key__in=keys
        )
        stored = {one.key: one for one in known.prefetch_related("texts", "terms", "regions")}
        done = self._create([row for row in rows if row.key not in stored])
        done += [one for row in rows if row.key in stored if (one := self._update(stored[row.key], row))]
        self._remember(done)
        return done

    def _status(self, row: FileRow) -> str:
        """Drafts; when publishing whatever the row says, else published."""
        return (row.status or Status.PUBLISHED) if self.publish else Status.DRAFT

    def _create(self, rows: list[FileRow]) -> list[Done]:
        practices = [self._new(row) for row in rows]
        Practice.objects.bulk_create(practices)
        together = list(zip(practices, rows, strict=True))
        PracticeText.objects.bulk_create(
            PracticeText(
                practice=practice, language=row.language, created_at=self.now, updated_at=self.now, **row.text
            )
            for practice, row in together
        )
        terms, regions = Practice.terms.through, Practice.regions.through
        terms.objects.bulk_create(
            terms(practice_id=practice.pk, term_id=pk)
            for practice, row in together
            for vocabulary in VOCABULARIES
            for pk in row.values.get(vocabulary, ())
        )
        regions.objects.bulk_create(
            regions(practice_id=practice.pk, region_id=pk)
            for practice, row in together
            for pk in row.values.get("regions", ())
        )
        return [Done(practice, "", row.language, frozenset(row.doubts)) for practice, row in together]

    def _new(self, row: FileRow) -> Practice:
        practice = Practice(
            source=self.source,
            key=row.key,
            source_language=row.language,
            owner_id=self.owners[row.organisation.casefold()],
            author_id=self.actor.person_id,
            created_at=self.now,
            updated_at=self.now,
            **{name: row.values[name] for name in ONE_VALUE if name in row.values},
        )
        self._move(practice, self._status(row), row.text["title"])
        return practice

    def _move(self, practice: Practice, status: str, title: str) -> None:
        practice.status = status
        if status == Status.DRAFT:
            return
        practice.slug = practice.slug or self.slugs.take(title)
        practice.submitted_at = self.now
        if status == Status.PUBLISHED:
            practice.version += practice.published_at is not None
            practice.published_at = self.now

    def _update(self, practice: Practice, row: FileRow) -> Done | None:
        """None where the row says what is stored already."""
        before = practice.status
        by_language = {one.language: one for one in practice.texts.all()}
        text = by_language.get(row.language) or PracticeText(
            practice=practice, language=row.language, created_at=self.now
        )
        values = content.normalised({**row.text, **row.values})
        stored = content.read(practice, text, values)
        changed = frozenset(name for name in values if values[name] != stored[name])
        owner_id = self.owners[row.organisation.casefold()]
        named = {f"{name}.{row.language}" if name in TEXT_FIELDS else name for name in changed}
        if practice.owner_id != owner_id:
            practice.owner_id = owner_id
            named.add("owner")
        status = self._status(row)
        if ORDER[status] > ORDER[before]:
            self._move(practice, status, (by_language.get(practice.source_language) or text).title)
        if not named and practice.status == before:
            return None
        writing.write(practice, text, values, changed=changed, now=self.now)
        return Done(practice, before, row.language, frozenset(row.doubts), frozenset(named))

    def _remember(self, done: list[Done]) -> None:
        """Transitions, versions, the search and the log."""
        Transition.objects.bulk_create(row for one in done for row in self._transitions(one))
        readable = Practice.objects.filter(pk__in=[one.practice.pk for one in done]).prefetch_related(
            "texts", "terms", "regions", "partners"
        )
        fresh = {practice.pk: practice for practice in readable}
        Version.objects.bulk_create(self._versions(done, fresh))
        indexing.put_all([one for one in fresh.values() if one.status == Status.PUBLISHED])
        audit.record_all(
            actor=self.actor,
            action="practices.import",
            targets=[(one.practice, one.changed | ({"status"} if one.is_moved else set())) for one in done],
            purpose=self.source,
        )
        self._take_responsibility(done)
        self._see_to_reviews(done, fresh)

    def _take_responsibility(self, done: list[Done]) -> None:
        """For what looks like personal data in a text that others are to read: as with a submission by hand."""
        fields = [
            (one.practice, {f"{column}.{one.language}" for column in one.doubts})
            for one in done
            if one.doubts and one.practice.status != Status.DRAFT
        ]
        audit.record_all(
            actor=self.actor, action="practices.check_personal_data", targets=fields, purpose=self.source
        )

    def _see_to_reviews(self, done: list[Done], fresh: dict[int, Practice]) -> None:
        """Whoever is to review a submission is asked; nobody waits for what is published."""
        for one in done:
            if one.is_moved and one.practice.status == Status.SUBMITTED:
                asked = assigning.ask_for_submission(fresh[one.practice.pk], now=self.now, tells=False)
                self.asked += [asked] if asked else []
            elif one.is_published_now and one.before == Status.SUBMITTED:
                assigning.close(fresh[one.practice.pk], actor=self.actor, now=self.now)

    def _transitions(self, one: Done) -> Iterator[Transition]:
        if not one.is_moved:
            return
        before = one.before
        start = WAY.index(Status.SUBMITTED) if before in {Status.DRAFT, Status.RETURNED} else 0
        if before == Status.SUBMITTED:
            start = WAY.index(Status.PUBLISHED)
        for to in WAY[start : WAY.index(Status(one.practice.status)) + 1]:
            yield Transition(
                practice=one.practice,
                from_status=before,
                to_status=to,
                actor_id=self.actor.person_id,
                at=self.now,
            )
            before = to

    def _versions(self, done: list[Done], fresh: dict[int, Practice]) -> Iterator[Version]:
        """What was submitted or published, and what a published one says now."""
        kept = [one for one in done if one.practice.status in {Status.SUBMITTED, Status.PUBLISHED}]
        numbered = Version.objects.filter(practice__in=[one.practice.pk for one in kept if one.before])
        last: dict[int, Any] = dict(
            numbered.order_by()
            .values_list("practice")
            .annotate(Max("number"))
            .values_list("practice", "number__max")
        )
        for one in kept:
            pk, is_published = one.practice.pk, one.practice.status == Status.PUBLISHED
            if one.is_moved:
                reason = Version.Reason.PUBLISHED if is_published else Version.Reason.SUBMITTED
            elif is_published:
                reason = Version.Reason.EDITED
            else:
                continue
            yield Version(
                practice_id=pk,
                number=last.get(pk, 0) + 1,
                reason=reason,
                contents=content.whole(fresh[pk]),
                actor_id=self.actor.person_id,
                at=self.now,
            )
