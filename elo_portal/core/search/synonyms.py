"""Tending the list of synonyms. A change holds from the next search on."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit
from elo_portal.core.db import refusing
from elo_portal.core.errors import DomainError
from elo_portal.core.models.synonyms import Synonym
from elo_portal.core.search.tokens import tokens
from elo_portal.core.viewers import Viewer

FIELDS = ("word", "language", "meaning", "meaning_language", "is_one_way")
ONCE = "core_synonym_pair_once"


class PairKnown(DomainError):
    message = _("This pair is in the list already.")


class NoPair(DomainError):
    message = _("Write two different words or phrases.")


@transaction.atomic
def add(*, values: Mapping[str, Any], actor: Viewer) -> Synonym:
    """Put a pair into the list. `values`: FIELDS. Raises PermissionDenied, PairKnown, NoPair."""
    return _save(Synonym(), values, action="core.add_synonym", actor=actor)


@transaction.atomic
def change(*, synonym_id: int, values: Mapping[str, Any], actor: Viewer) -> Synonym:
    """Change a pair. Raises PermissionDenied, PairKnown, NoPair, Synonym.DoesNotExist."""
    stored = Synonym.objects.select_for_update().get(pk=synonym_id)
    return _save(stored, values, action="core.change_synonym", actor=actor)


@transaction.atomic
def remove(*, synonym_id: int, actor: Viewer) -> None:
    """Take a pair out of the list. Raises PermissionDenied, Synonym.DoesNotExist."""
    _authorise(actor)
    synonym = Synonym.objects.select_for_update().get(pk=synonym_id)
    audit.record(actor=actor, action="core.remove_synonym", target=synonym, purpose=str(synonym))
    synonym.delete()


def replace(source: str, pairs: Iterable[Synonym]) -> None:
    """Let `pairs`, which name that source, and nothing else stand in the list for `source`: part of a command, in its transaction.

    A pair that stands there already stays whose it is. Two queries.
    """
    Synonym.objects.filter(source=source).delete()
    Synonym.objects.bulk_create(pairs, ignore_conflicts=True)


def _authorise(actor: Viewer) -> None:
    if not actor.is_admin:
        raise PermissionDenied


def _save(synonym: Synonym, values: Mapping[str, Any], *, action: str, actor: Viewer) -> Synonym:
    _authorise(actor)
    changed = [name for name in FIELDS if getattr(synonym, name) != values[name]]
    synonym.source = ""  # what administrators write is theirs from then on
    for name in changed:
        setattr(synonym, name, values[name])
    word, meaning = (tuple(one.surface for one in tokens(text)) for text in (synonym.word, synonym.meaning))
    is_same_language = synonym.language == synonym.meaning_language
    if not word or not meaning or (is_same_language and word == meaning):
        raise NoPair
    if _is_known(synonym):
        raise PairKnown
    with refusing(PairKnown, on=ONCE):
        synonym.save()
    audit.record(actor=actor, action=action, target=synonym, fields=changed)
    return synonym


def _is_known(synonym: Synonym) -> bool:
    """Whether the pair is there in either direction, in whatever case it is written."""
    one = Q(
        word__iexact=synonym.word,
        language=synonym.language,
        meaning__iexact=synonym.meaning,
        meaning_language=synonym.meaning_language,
    )
    other = Q(
        word__iexact=synonym.meaning,
        language=synonym.meaning_language,
        meaning__iexact=synonym.word,
        meaning_language=synonym.language,
        is_one_way=False,
    )
    return Synonym.objects.exclude(pk=synonym.pk).filter(one | other).exists()
