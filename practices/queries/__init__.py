"""Reads that feed pages."""

from practices.queries.published import (
    by_id,
    cards,
    counts_by_region,
    counts_by_target,
    for_cards,
    newest,
    newest_and_best_evidenced,
    of_region,
    published_between,
    similar,
    with_term,
)
from practices.queries.worklists import (
    REVIEWED_WITHIN,
    Neglected,
    Waiting,
    due_at,
    for_desk,
    mine,
    waiting,
    waiting_and_newest,
    waiting_for_review,
)

__all__ = [
    "REVIEWED_WITHIN",
    "Neglected",
    "Waiting",
    "by_id",
    "cards",
    "counts_by_region",
    "counts_by_target",
    "due_at",
    "for_cards",
    "for_desk",
    "mine",
    "newest",
    "newest_and_best_evidenced",
    "of_region",
    "published_between",
    "similar",
    "waiting",
    "waiting_and_newest",
    "waiting_for_review",
    "with_term",
]
