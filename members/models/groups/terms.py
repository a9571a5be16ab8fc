"""Days from and until as ranges, for constraints that let no two of them overlap.

A number stands as a range of itself: plain GiST then compares both, and no extension is needed.
"""

from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField
from django.db.models import F, Func, Value

TERM = Func(F("starts_on"), F("ends_on"), Value("[]"), function="daterange", output_field=DateRangeField())


def same(field: str) -> Func:
    """Overlaps only with the same: of a column that is never null in what the constraint is about."""
    return Func(F(field), F(field), Value("[]"), function="int8range", output_field=BigIntegerRangeField())
