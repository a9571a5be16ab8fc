"""Tending the vocabularies: add, rename, retire, merge. What was used is never deleted."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from elo_portal.core import audit, markup
from elo_portal.core.db import refusing
from elo_portal.core.errors import DomainError
from elo_portal.core.models import Term
from elo_portal.core.search import entries
from elo_portal.core.viewers import Viewer

NAMES = ("name_fi", "name_sv", "name_en")
FIELDS = (*NAMES, "order")
# Whose words have a meaning in the software or in the network's founding text: renamed, never more or fewer.
FIXED = frozenset({"development_target", "principle", "maturity", "evidence_level", "adoption_state"})
SLUG_LENGTH = 60
ONCE = "core_term_slug_once_a_vocabulary"


class FixedVocabulary(DomainError):
    message = _("The words of this vocabulary stay as many as they are. You may change their names.")


class NameKnown(DomainError):
    message = _("The vocabulary has a word of this name already.")


class NoName(DomainError):
    message = _("Write a name in each language.")


class StillUsed(DomainError):
    message = _("This word is used. Retire it, or merge it into another.")


class MergedAlready(DomainError):
    message = _("This word has been merged into another. Nothing was changed.")


class NotTheSameKind(DomainError):
    message = _("Choose another word of the same vocabulary that may still be chosen.")


@dataclass(frozen=True)
class Place:
    """A column that points to terms. `owner`: the other column, where the row is no more than a pair."""

    model: type[models.Model]
    column: str
    owner: str = ""


@transaction.atomic
def add(*, vocabulary: str, values: Mapping[str, Any], actor: Viewer) -> Term:
    """A new word at the end of its vocabulary. `values`: the names, and where it stands (`order`) or None.

    Raises PermissionDenied, FixedVocabulary, NoName, NameKnown.
    """
    _authorise(actor)
    if vocabulary in FIXED:
        raise FixedVocabulary
    last = Term.objects.of(vocabulary).aggregate(Max("order"))["order__max"] or 0
    order = values["order"] if values.get("order") is not None else last + 1
    term = Term(
        **{name: markup.clean(values[name]) for name in NAMES},
        vocabulary=vocabulary,
        order=order,
        slug=slugify(values["name_en"])[:SLUG_LENGTH].strip("-"),
    )
    _refuse_known_names(term)
    with refusing(NameKnown, on=ONCE):
        term.save()
    audit.record(actor=actor, action="core.add_term", target=term, purpose=vocabulary)
    return term


@transaction.atomic
def change(*, term_id: int, values: Mapping[str, Any], actor: Viewer) -> Term:
    """Give it other names or another place; its slug stays. Raises PermissionDenied, NoName, NameKnown; Term.DoesNotExist."""
    _authorise(actor)
    term = Term.objects.select_for_update().get(pk=term_id)
    given = {name: values[name] for name in FIELDS if values.get(name) is not None}
    wanted = {name: markup.clean(value) if name in NAMES else value for name, value in given.items()}
    changed = [name for name, value in wanted.items() if getattr(term, name) != value]
    for name in changed:
        setattr(term, name, wanted[name])
    _refuse_known_names(term)
    term.save()
    audit.record(actor=actor, action="core.change_term", target=term, fields=changed)
    return term


@transaction.atomic
def retire(*, term_id: int, actor: Viewer) -> Term:
    """It may not be chosen any more, and stays where it is. Raises PermissionDenied, FixedVocabulary."""
    return _offer(term_id, is_active=False, actor=actor)


@transaction.atomic
def bring_back(*, term_id: int, actor: Viewer) -> Term:
    """It may be chosen again. Raises PermissionDenied, FixedVocabulary, MergedAlready."""
    return _offer(term_id, is_active=True, actor=actor)


@transaction.atomic
def delete(*, term_id: int, actor: Viewer) -> None:
    """Only what nothing ever bore. Raises PermissionDenied, FixedVocabulary, StillUsed; Term.DoesNotExist."""
    term = _lock(term_id, actor)
    if uses(term) or term.merged.exists():
        raise StillUsed
    audit.record(
        actor=actor, action="core.delete_term", target=term, purpose=f"{term.vocabulary}: {term.slug}"
    )
    term.delete()


@transaction.atomic
def merge(*, term_id: int, into_id: int, actor: Viewer) -> Term:
    """Whatever bears it bears the other from now on, in the search as well; its slug goes on leading there.

    A handful of queries for each column that points to terms, however many rows there are.
    Raises PermissionDenied, FixedVocabulary, MergedAlready, NotTheSameKind; Term.DoesNotExist.
    """
    _authorise(actor)
    both = {
        one.pk: one
        for one in Term.objects.select_for_update().filter(pk__in=[term_id, into_id]).order_by("pk")
    }
    term = both.get(term_id) or _missing(term_id)
    into = both.get(into_id)
    if term.vocabulary in FIXED:
        raise FixedVocabulary
    if term.successor_id:
        raise MergedAlready
    if into is None or into.pk == term.pk or into.vocabulary != term.vocabulary or not into.is_active:
        raise NotTheSameKind
    for place in places():
        _move(place, term, into)
    term.merged.update(successor=into)
    term.is_active, term.successor = False, into
    term.save(update_fields=["is_active", "successor"])
    entries.replace_term(term.pk, into.pk)
    audit.record(actor=actor, action="core.merge_term", target=term, purpose=f"{term.slug} -> {into.slug}")
    return into


def uses(term: Term) -> int:
    """How many rows point to it. One query."""
    return used([term])[term.pk]


def used(terms: Iterable[Term]) -> dict[int, int]:
    """The same of many terms, by their ids. One query."""
    found = {term.pk: 0 for term in terms}
    first, *others = (
        place.model._default_manager.order_by()
        .filter(**{f"{place.column}__in": list(found)})
        .values_list(place.column)
        .annotate(rows=models.Count("pk"))
        for place in places()
    )
    for pk, count in first.union(*others, all=True):
        found[pk] += count
    return found


def places() -> Iterator[Place]:
    """Every column of every app that points to terms, save the one by which terms point to one another."""
    for relation in Term._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel) or relation.related_model is Term:
            continue
        model: Any = relation.related_model
        others = [
            one.name
            for one in model._meta.concrete_fields
            if one.is_relation and one.name != relation.field.name
        ]
        is_pair = bool(model._meta.auto_created)
        yield Place(model, relation.field.name, owner=others[0] if is_pair else "")


def _move(place: Place, term: Term, into: Term) -> None:
    rows = place.model._default_manager.filter(**{place.column: term})
    if place.owner:  # it may bear both
        there = place.model._default_manager.filter(**{place.column: into})
        rows.filter(**{f"{place.owner}__in": there.values(place.owner)}).delete()
    rows.update(**{place.column: into})


def _offer(term_id: int, *, is_active: bool, actor: Viewer) -> Term:
    term = _lock(term_id, actor)
    if term.successor_id:
        raise MergedAlready
    term.is_active = is_active
    term.save(update_fields=["is_active"])
    action = "core.bring_term_back" if is_active else "core.retire_term"
    audit.record(actor=actor, action=action, target=term, fields=["is_active"])
    return term


def _lock(term_id: int, actor: Viewer) -> Term:
    _authorise(actor)
    term = Term.objects.select_for_update().get(pk=term_id)
    if term.vocabulary in FIXED:
        raise FixedVocabulary
    return term


def _missing(term_id: int) -> Term:
    raise Term.DoesNotExist(term_id)


def _authorise(actor: Viewer) -> None:
    if not actor.is_admin:
        raise PermissionDenied


def _refuse_known_names(term: Term) -> None:
    """No two words of a vocabulary have one name in a language: nobody could tell them apart."""
    if not all(getattr(term, name) for name in NAMES):
        raise NoName
    same = models.Q()
    for name in NAMES:
        same |= models.Q(**{f"{name}__iexact": getattr(term, name)})
    if Term.objects.standing().filter(same, vocabulary=term.vocabulary).exclude(pk=term.pk).exists():
        raise NameKnown
