"""The rule of the national review: when a practice is recommended."""

from collections.abc import Collection
from decimal import ROUND_HALF_UP, Decimal

REVIEWERS = 2
MOST_POINTS = 3
AT_LEAST = Decimal(2)
TWO_PLACES = Decimal("0.01")


def average(points: Collection[int]) -> Decimal:
    """Of all points of all reviewers, with two decimals."""
    return (Decimal(sum(points)) / len(points)).quantize(TWO_PLACES, ROUND_HALF_UP)


def is_recommended(points: Collection[int]) -> bool:
    """At least 2 on average, and no criterion without a single point from anybody."""
    return bool(points) and 0 not in points and Decimal(sum(points)) >= AT_LEAST * len(points)
