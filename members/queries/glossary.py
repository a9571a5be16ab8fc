"""The glossary as pages show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import get_language

from elo_portal.core.names import sort_key
from elo_portal.core.viewers import Viewer
from members import permissions
from members.models import Agreement, GlossaryComment, GlossaryEntry, Group, Wording, WordingText


@dataclass(frozen=True)
class Row:
    """An entry in a list, in the language of the reader or the first that it has."""

    slug: str
    text: WordingText
    others: tuple[WordingText, ...]
    agreed: int  # how often groups have agreed on the wording
    retired_on: date | None
    letter: str

    def has(self, words: str) -> bool:
        """Whether a term, a synonym or a form that is not recommended has these words, in any language."""
        names = [
            name
            for text in (self.text, *self.others)
            for name in (text.term, *text.synonyms, *text.discouraged)
        ]
        return any(words.casefold() in name.casefold() for name in names)


@dataclass(frozen=True)
class Worded:
    """A wording with the groups that hold to it now."""

    wording: Wording
    agreements: list[Agreement]
    texts: list[WordingText]

    @property
    def is_agreed(self) -> bool:
        return bool(self.agreements)


@dataclass(frozen=True)
class EntryPage:
    """All that an entry's page shows: what groups hold to now, what is proposed, and what was agreed before."""

    leading: Worded
    differing: list[Worded]
    proposed: list[Worded]
    earlier: list[Worded]
    agreed_groups: int
    groups: int

    @property
    def all(self) -> list[Worded]:
        return [self.leading, *self.differing]


def rows() -> list[Row]:
    """Every entry, sorted as Finnish and Swedish do. Two queries."""
    language = get_language() or "fi"
    leading = Wording.objects.filter(is_leading=True).select_related("entry").prefetch_related("texts")
    found = [_row(one, language) for one in leading.annotate(agreed=Count("agreements")).order_by("pk")]
    return sorted(found, key=lambda row: (row.text.sort_key, row.slug))


def _row(wording: Wording, language: str) -> Row:
    text = wording.text_in(language)
    return Row(
        slug=wording.entry.slug,
        text=text,
        others=tuple(one for one in wording.ordered_texts() if one is not text),
        agreed=wording.agreed,  # type: ignore[attr-defined]
        retired_on=wording.entry.retired_on,
        letter=letter_of(text.term),
    )


def letter_of(term: str) -> str:
    """The heading that it stands under: å, ä and ö are letters of their own."""
    first = next((character for character in term.upper() if sort_key(character).strip()), "#")
    return first if first.isalpha() else "#"


def letters(found: Iterable[Row]) -> list[str]:
    return list(dict.fromkeys(row.letter for row in found))


def entries() -> QuerySet[GlossaryEntry]:
    """With all wordings, their texts and agreements. Four queries."""
    agreements = Agreement.objects.select_related("group").order_by("agreed_on", "pk")
    wordings = Wording.objects.select_related("proposed_by").order_by("-at", "-pk")
    wordings = wordings.prefetch_related("texts", Prefetch("agreements", queryset=agreements))
    return GlossaryEntry.objects.prefetch_related(Prefetch("wordings", queryset=wordings))


def page_of(entry: GlossaryEntry) -> EntryPage:
    """`entry`: from `entries()`. One query: how many groups there are."""
    every = list(entry.wordings.all())
    latest: dict[int, Agreement] = {}
    for one in sorted((a for w in every for a in w.agreements.all()), key=lambda a: (a.agreed_on, a.pk)):
        latest[one.group_id] = one
    worded = [
        Worded(one, [a for a in latest.values() if a.wording_id == one.pk], one.ordered_texts())
        for one in every
    ]
    others = [one for one in worded if not one.wording.is_leading]
    return EntryPage(
        leading=next(one for one in worded if one.wording.is_leading),
        differing=[one for one in others if one.is_agreed],
        proposed=[one for one in others if not one.wording.agreements.all()],
        earlier=[one for one in others if one.wording.agreements.all() and not one.is_agreed],
        agreed_groups=len([one for one in latest.values() if one.group.kind == Group.Kind.REGIONAL]),
        groups=Group.objects.filter(kind=Group.Kind.REGIONAL).count(),
    )


def term_of(entry: GlossaryEntry) -> WordingText:
    """What an entry from `entries()` is called, for the reader. No query."""
    leading = next(one for one in entry.wordings.all() if one.is_leading)
    return leading.text_in(get_language() or "fi")


def neighbours(entry: GlossaryEntry) -> tuple[Row | None, list[Row]]:
    """The successor, and what is related, as rows. Two queries."""
    language = get_language() or "fi"
    near = Q(entry__related=entry) | Q(entry=entry.successor_id)
    found = Wording.objects.filter(near, is_leading=True).select_related("entry").prefetch_related("texts")
    rows = {one.entry_id: _row(one, language) for one in found.annotate(agreed=Count("agreements"))}
    successor = rows.pop(entry.successor_id, None) if entry.successor_id else None
    return successor, sorted(rows.values(), key=lambda row: row.text.sort_key)


def comments(entry: GlossaryEntry) -> QuerySet[GlossaryComment]:
    """The oldest first. For members only: the view asks. One query."""
    return entry.comments.select_related("author", "organisation").order_by("at", "pk")


def groups_tended(viewer: Viewer) -> list[Group]:
    """The groups that this person may record decisions for. Two queries; none for those who tend none."""
    if not permissions.can_tend_some_group(viewer):
        return []
    groups = Group.objects.prefetch_related("regions").order_by("kind", "name_fi")
    return [group for group in groups if permissions.can_tend_group(viewer, group)]
