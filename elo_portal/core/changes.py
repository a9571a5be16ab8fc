"""Whether anything that the public may see has changed: exact, whoever changed it and however.

Triggers on the tables of content note the transaction that writes to them. A revision is read from what has been
committed: a page that was made after revision R was read shows at least R, so it may be shown for as long as R is
still the revision. The number of rows and their sum are part of it because a transaction may commit after one that
began later. Nobody waits for anybody: each transaction writes a row of its own.
"""

from django.db import connection, migrations

from elo_portal.core.models import Change

Revision = tuple[int, int, int]

FUNCTION = """
    CREATE FUNCTION core_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO core_change (id) VALUES (pg_current_xact_id()::text::bigint) ON CONFLICT DO NOTHING;
        RETURN NULL;
    END $$
"""


def revision() -> Revision | None:
    """What is committed now; None where it cannot be told: inside a transaction, and before the first change.

    One query over a handful of rows.
    """
    if connection.in_atomic_block:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id), count(*), sum(id)::text FROM core_change")
        latest, count, total = cursor.fetchone()
    return (latest, count, int(total)) if count else None


def tidy() -> int:
    """Forget the old rows; the transaction that does it leaves its own, so the revision is a new one. Two queries."""
    with connection.cursor() as cursor:
        cursor.execute("""
            WITH mine AS (
                INSERT INTO core_change (id) VALUES (pg_current_xact_id()::text::bigint)
                ON CONFLICT DO NOTHING RETURNING id
            )
            DELETE FROM core_change WHERE id < (SELECT id FROM mine)
        """)
        return int(cursor.rowcount)


def watch(*tables: str) -> list[migrations.RunSQL]:
    """For a migration: note every change of these tables."""
    return [
        migrations.RunSQL(
            f"CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION core_note_change()",
            f"DROP TRIGGER note_change ON {table}",
        )
        for table in tables
    ]


def count() -> int:
    """Rows since the last tidying. One query."""
    return Change.objects.count()
