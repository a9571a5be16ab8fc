"""Which regions border on which: whom to ask when nobody in a region can review.

Codes of the regions (maakunnat) and their borders as of 2026, from the regional division of Statistics
Finland. Åland has no land border: its neighbour is Southwest Finland, across the sea.
"""

from collections.abc import Iterable

BORDERS: tuple[tuple[str, str], ...] = (
    ("01", "02"), ("01", "05"), ("01", "07"), ("01", "08"),
    ("02", "04"), ("02", "05"), ("02", "06"), ("02", "21"),
    ("04", "06"), ("04", "14"), ("04", "15"),
    ("05", "06"), ("05", "07"),
    ("06", "07"), ("06", "13"), ("06", "14"),
    ("07", "08"), ("07", "10"), ("07", "13"),
    ("08", "09"), ("08", "10"),
    ("09", "10"), ("09", "12"),
    ("10", "11"), ("10", "12"), ("10", "13"),
    ("11", "12"), ("11", "13"), ("11", "17"), ("11", "18"),
    ("12", "18"),
    ("13", "14"), ("13", "16"), ("13", "17"),
    ("14", "15"), ("14", "16"),
    ("15", "16"),
    ("16", "17"),
    ("17", "18"), ("17", "19"),
)  # fmt: skip


def neighbours(codes: Iterable[str]) -> frozenset[str]:
    """The regions that border on any of these, without these."""
    own = frozenset(codes)
    return frozenset(there for pair in BORDERS for here, there in (pair, pair[::-1]) if here in own) - own
