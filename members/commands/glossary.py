"""Proposing, agreeing on, discussing and retiring entries of the glossary."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit, markup
from elo_portal.core.db import refusing
from elo_portal.core.errors import DomainError
from elo_portal.core.models import Synonym
from elo_portal.core.search import synonyms
from elo_portal.core.viewers import Viewer
from members import permissions
from members.models import Agreement, GlossaryComment, GlossaryEntry, Group, Wording, WordingText

RESERVED = frozenset({"new", "uusi", "ny"})  # the address of a new entry, in each language
SLUG_CHARACTERS = 70


class TermKnown(DomainError):
    message = _("The glossary has this term already. Propose a change to it instead.")


class EntryRetired(DomainError):
    message = _("This term is no longer used. Nothing was changed.")


class AgreedAlready(DomainError):
    message = _("This decision is recorded already.")


class NotAgreedYet(DomainError):
    message = _("The day of the decision cannot be in the future.")


class OwnSuccessor(DomainError):
    message = _("Choose another term that is in use.")


class NothingSaid(DomainError):
    message = _("Write something first.")


@dataclass(frozen=True)
class Said:
    """An entry in one language."""

    term: str
    definition: str
    delimitation: str = ""
    source: str = ""
    synonyms: tuple[str, ...] = ()
    discouraged: tuple[str, ...] = ()


@dataclass(frozen=True)
class Decided:
    """What the minutes of a group say."""

    group_id: int
    agreed_on: date
    decision: str


@transaction.atomic
def propose_entry(*, said: Mapping[str, Said], reason: str = "", actor: Viewer, now: datetime) -> Wording:
    """A new entry with its first wording. `said`: by language. Raises PermissionDenied, TermKnown."""
    _authorise_member(actor)
    known = WordingText.objects.filter(wording__is_leading=True, wording__entry__retired_on__isnull=True)
    if known.filter(language="fi", term__iexact=said["fi"].term).exists():
        raise TermKnown
    with refusing(TermKnown, on="members_glossaryentry_slug_key"):  # two at once
        entry = GlossaryEntry.objects.create(slug=_free_slug(said["fi"].term), created_at=now)
    made = _write(entry, said, reason=reason, is_leading=True, actor=actor, now=now)
    audit.record(actor=actor, action="members.propose_entry", target=entry)
    return made


@transaction.atomic
def propose_wording(
    *, entry_id: int, said: Mapping[str, Said], reason: str, actor: Viewer, now: datetime
) -> Wording:
    """Another wording of an entry; it leads once a group agrees. Raises PermissionDenied, EntryRetired."""
    _authorise_member(actor)
    entry = _lock(entry_id)
    made = _write(entry, said, reason=reason, is_leading=False, actor=actor, now=now)
    audit.record(actor=actor, action="members.propose_wording", target=made)
    return made


@transaction.atomic
def agree(*, wording_id: int, decided: Decided, actor: Viewer, now: datetime) -> Agreement:
    """Record that a group words it so. The search's synonyms follow at once.

    Raises PermissionDenied, EntryRetired, NotAgreedYet, AgreedAlready; DoesNotExist.
    """
    group = Group.objects.prefetch_related("regions").get(pk=decided.group_id)
    if not permissions.can_tend_group(actor, group):
        raise PermissionDenied
    entry = _lock(Wording.objects.values_list("entry_id", flat=True).get(pk=wording_id))
    if decided.agreed_on > timezone.localdate(now):
        raise NotAgreedYet
    with refusing(AgreedAlready, on=Agreement.ONCE):
        made = Agreement.objects.create(
            wording_id=wording_id,
            group=group,
            agreed_on=decided.agreed_on,
            decision=decided.decision,
            recorded_by_id=actor.person_id,
            at=now,
        )
    _choose_leading(entry)
    _bring_to_search(entry)
    audit.record(actor=actor, action="members.agree_on_wording", target=made, purpose=decided.decision)
    return made


@transaction.atomic
def retire(
    *, entry_id: int, successor_id: int | None, reason: str, actor: Viewer, now: datetime
) -> GlossaryEntry:
    """The term is no longer used; its page stays. Raises PermissionDenied, EntryRetired, OwnSuccessor."""
    if not permissions.can_retire_entry(actor):
        raise PermissionDenied
    # Locked by number, so that two that name one another wait instead of standing in each other's way.
    wanted = {entry_id, successor_id} - {None}
    found = {
        one.pk: one for one in GlossaryEntry.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
    }
    entry = found[entry_id]
    if entry.retired_on is not None:
        raise EntryRetired
    if successor_id is not None:
        successor = found.get(successor_id)
        if successor is None or successor == entry or successor.retired_on is not None:
            raise OwnSuccessor
    entry.retired_on, entry.successor_id = timezone.localdate(now), successor_id
    entry.retire_reason, entry.retire_language = reason, actor.language
    entry.save(update_fields=["retired_on", "successor", "retire_reason", "retire_language"])
    synonyms.replace(entry.source, ())
    audit.record(actor=actor, action="members.retire_entry", target=entry, fields=["retired_on", "successor"])
    return entry


@transaction.atomic
def comment(*, entry_id: int, text: str, actor: Viewer, now: datetime) -> GlossaryComment:
    """Say something about an entry, by name and organisation. Raises PermissionDenied, NothingSaid."""
    _authorise_member(actor)
    words = markup.clean(text)
    if not words:
        raise NothingSaid
    made = GlossaryComment.objects.create(
        entry=GlossaryEntry.objects.get(pk=entry_id),
        text=words,
        language=actor.language,
        author_id=actor.person_id,
        organisation_id=min(actor.organisation_ids, default=None),
        at=now,
    )
    audit.record(actor=actor, action="members.comment_on_entry", target=made)
    return made


def _authorise_member(actor: Viewer) -> None:
    if not permissions.can_discuss_glossary(actor):
        raise PermissionDenied


def _lock(entry_id: int) -> GlossaryEntry:
    entry = GlossaryEntry.objects.select_for_update().get(pk=entry_id)
    if entry.retired_on is not None:
        raise EntryRetired
    return entry


def _free_slug(term: str) -> str:
    base = slugify(term)[:SLUG_CHARACTERS] or "termi"
    taken = set(GlossaryEntry.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | RESERVED
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def _write(
    entry: GlossaryEntry,
    said: Mapping[str, Said],
    *,
    reason: str,
    is_leading: bool,
    actor: Viewer,
    now: datetime,
) -> Wording:
    made = Wording.objects.create(
        entry=entry,
        reason=reason,
        language=actor.language,
        is_leading=is_leading,
        proposed_by_id=actor.person_id,
        at=now,
    )
    WordingText.objects.bulk_create(
        WordingText(
            wording=made,
            language=language,
            term=one.term,
            definition=one.definition,
            delimitation=one.delimitation,
            source=one.source,
            synonyms=list(one.synonyms),
            discouraged=list(one.discouraged),
        )
        for language, one in said.items()
    )
    return made


def _choose_leading(entry: GlossaryEntry) -> None:
    """What the national group agreed on last, else what any group did."""
    agreed = Agreement.objects.filter(wording__entry=entry)
    national = agreed.filter(group__kind=Group.Kind.NATIONAL)
    latest = (national if national.exists() else agreed).order_by("-agreed_on", "-pk").first()
    if latest is not None:
        entry.wordings.filter(is_leading=True).exclude(pk=latest.wording_id).update(is_leading=False)
        entry.wordings.filter(pk=latest.wording_id).update(is_leading=True)


def _bring_to_search(entry: GlossaryEntry) -> None:
    by_wording: dict[int, list[WordingText]] = {}
    for text in WordingText.objects.filter(wording__in=_held(entry)).order_by("pk"):
        by_wording.setdefault(text.wording_id, []).append(text)
    synonyms.replace(
        entry.source, [pair for texts in by_wording.values() for pair in synonyms_of(entry, texts)]
    )


def _held(entry: GlossaryEntry) -> set[int]:
    """The wordings that some group holds to now: the latest of each."""
    agreements = Agreement.objects.filter(wording__entry=entry).order_by("agreed_on", "pk")
    return set(dict(agreements.values_list("group_id", "wording_id")).values())


def synonyms_of(entry: GlossaryEntry, texts: list[WordingText]) -> Iterator[Synonym]:
    """A term finds the same in the other languages, and its synonyms; what is not recommended finds the term.

    `texts`: of one wording that a group holds to. Nothing is saved.
    """
    for one, other in combinations(texts, 2):
        yield _pair(entry, one.term, one.language, other)
    for text in texts:
        for words, is_one_way in ((text.synonyms, False), (text.discouraged, True)):
            for word in words:
                if word.casefold() != text.term.casefold():
                    yield _pair(entry, word, text.language, text, is_one_way=is_one_way)


def _pair(
    entry: GlossaryEntry, word: str, language: str, meant: WordingText, *, is_one_way: bool = False
) -> Synonym:
    return Synonym(
        word=word,
        language=language,
        meaning=meant.term,
        meaning_language=meant.language,
        is_one_way=is_one_way,
        source=entry.source,
    )
