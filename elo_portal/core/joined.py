"""To-many relations in the statement of their owners, where a prefetch takes one more query each.

A signed-in page has twelve queries in all. Few and small rows that nearly every page shows beside their owner
(texts, regions, terms) come as a JSON array in a column of the same statement, and are put where a prefetch puts
its rows: `practice.regions.all()` then asks nothing, and what asks it need not know how the rows came.

Writing such a statement takes Django longer than PostgreSQL needs to answer it. What is always joined in the same way
is therefore named once, as `Relations` of a module: their part of the statement is written the first time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Field, ManyToManyField, Model, OuterRef, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject

Owner = TypeVar("Owner", bound=Model)
Columns = tuple["Field[Any, Any]", ...]


class _Written(RawSQL):
    """A subquery on the owner's row that is ready to be sent."""

    def get_group_by_cols(self) -> list[Any]:
        return []  # it hangs on the owner's key, by which such statements are grouped


@dataclass(frozen=True, eq=False)
class _Relation:
    model: type[Model]
    name: str
    rows: QuerySet[Any]
    back: str  # from a row to its owner
    is_many_to_many: bool
    columns: Columns
    beside: Mapping[str, Columns]  # foreign keys of the rows that are followed, by name

    @property
    def column(self) -> str:
        return f"joined_{self.name}"

    def read(self) -> ArraySubquery:
        own = {one.attname: one.attname for one in self.columns}
        beside = {
            f"{name}__": JSONObject(**{one.attname: f"{name}__{one.attname}" for one in columns})
            for name, columns in self.beside.items()
        }
        rows = self.rows.select_related(None).defer(None).filter(**{self.back: OuterRef("pk")})
        return ArraySubquery(rows.values_list(JSONObject(**own, **beside)))

    @cached_property
    def written(self) -> _Written:
        """The same as `read()`, for statements in which the owners' table goes by its own name."""
        query = self.model._default_manager.annotate(**{self.column: self.read()}).query
        column = query.annotations[self.column]
        sql, parameters = query.get_compiler(connection.alias).compile(column)
        return _Written(sql, parameters, column.output_field)

    def put(self, owner: Model) -> None:
        """As Django's own prefetch does it: asked further, the relation asks the database again."""
        found = getattr(owner, self.name)._apply_rel_filters(self.rows)  # noqa: SLF001
        values = owner.__dict__.pop(self.column)
        found._result_cache = [self._row(one, owner) for one in values]  # noqa: SLF001
        found._prefetch_done = True  # noqa: SLF001
        owner.__dict__.setdefault("_prefetched_objects_cache", {})[self.name] = found

    def _row(self, values: dict[str, Any], owner: Model) -> Model:
        row = _made(self.rows.model, self.columns, values)
        for name, columns in self.beside.items():
            field: Any = row._meta.get_field(name)
            is_there = getattr(row, field.attname) is not None
            beside = _made(field.related_model, columns, values[f"{name}__"]) if is_there else None
            field.set_cached_value(row, beside)
        if not self.is_many_to_many:
            back: Any = row._meta.get_field(self.back)
            back.set_cached_value(row, owner)
        return row


def joined(owners: QuerySet[Owner], **relations: QuerySet[Any]) -> QuerySet[Owner]:
    """With these relations loaded, ordered and narrowed as their querysets say. No query more.

    A queryset's `.only()` and one level of `.select_related()` are heeded. For a handful of rows an owner.
    """
    found = [_relation(owners.model, name, rows) for name, rows in relations.items()]
    return _with(owners, {one: one.read() for one in found})


class Relations(Generic[Owner]):
    """What is joined to owners of one model in the same way wherever they are shown."""

    def __init__(self, model: type[Owner], **relations: QuerySet[Any]) -> None:
        self._relations = [_relation(model, name, rows) for name, rows in relations.items()]

    def of(self, owners: QuerySet[Owner]) -> QuerySet[Owner]:
        """As `joined`. The owners must be what the statement is about, not a subquery in another."""
        return _with(owners, {one: one.written for one in self._relations})


def _with(owners: QuerySet[Owner], columns: Mapping[_Relation, Any]) -> QuerySet[Owner]:
    with_columns: Any = owners.annotate(**{relation.column: read for relation, read in columns.items()})
    base = with_columns._iterable_class  # noqa: SLF001

    class Joined(base):  # type: ignore[valid-type]
        def __iter__(self) -> Iterator[Owner]:
            for owner in super().__iter__():
                for relation in columns:
                    relation.put(owner)
                yield owner

    with_columns._iterable_class = Joined  # noqa: SLF001
    return with_columns  # type: ignore[no-any-return]


def _relation(model: type[Model], name: str, rows: QuerySet[Any]) -> _Relation:
    field: Any = model._meta.get_field(name)
    names, is_deferred = rows.query.deferred_loading
    own = [one for one in _columns(rows.model) if one.primary_key or (one.name in names) != is_deferred]
    followed = rows.query.select_related
    return _Relation(
        model=model,
        name=name,
        rows=rows,
        back=field.remote_field.name,
        is_many_to_many=isinstance(field, ManyToManyField),
        columns=tuple(own),
        beside={
            one: _columns(rows.model._meta.get_field(one).related_model)
            for one in (followed if isinstance(followed, dict) else ())
        },
    )


def _columns(model: Any) -> Columns:
    return tuple(model._meta.concrete_fields)


def _made(model: Any, columns: Columns, values: dict[str, Any]) -> Model:
    """JSON has no dates: each field reads its own."""
    names = [one.attname for one in columns]
    made: Model = model.from_db("default", names, [one.to_python(values[one.attname]) for one in columns])
    return made
