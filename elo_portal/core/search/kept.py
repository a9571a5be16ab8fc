"""Counts of large results, kept until an entry changes.

Whoever changes entries leaves the number of the transaction; whoever counts leaves the snapshot that was seen. A
count holds while every change that can be seen now was in its snapshot. No clock and no order of commits can
make it wrong, and nobody waits for anybody.
"""

from datetime import datetime

from django.db import connection
from psycopg import sql

# One row a transaction. Old ones go a few at a time, those that nobody else is taking away.
CHANGED = sql.SQL("""
    changed AS (
        INSERT INTO core_searchchange (transaction, at)
        SELECT pg_current_xact_id()::text::bigint, clock_timestamp()
        WHERE NOT EXISTS (
            SELECT FROM core_searchchange WHERE transaction = pg_current_xact_id()::text::bigint
        )
        ON CONFLICT DO NOTHING
    ),
    forgotten AS (
        DELETE FROM core_searchchange WHERE id IN (
            SELECT id FROM core_searchchange WHERE at < clock_timestamp() - interval '1 day'
            ORDER BY at LIMIT 100 FOR UPDATE SKIP LOCKED
        )
    )
""")
_KEEP = """
    INSERT INTO core_searchcount (key, found, snapshot, made_at)
    VALUES (%(key)s, %(found)s, %(snapshot)s, %(now)s)
    ON CONFLICT (key) DO UPDATE SET
        found = excluded.found, snapshot = excluded.snapshot, made_at = excluded.made_at
"""
_FORGET = """
    DELETE FROM core_searchcount WHERE key IN (
        SELECT key FROM core_searchcount WHERE made_at < %(now)s - interval '15 minutes'
        LIMIT 100 FOR UPDATE SKIP LOCKED
    )
"""


def keep(key: str, found: str, *, snapshot: str, now: datetime) -> None:
    """Keep what was counted for the next who asks the same. Two queries."""
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, {"now": now})
        cursor.execute(_KEEP, {"key": key, "found": found, "snapshot": snapshot, "now": now})


def entries_changed() -> None:
    """Say so where entries were changed by other means than `put` and `remove`. One query."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("WITH {changed} SELECT").format(changed=CHANGED))
