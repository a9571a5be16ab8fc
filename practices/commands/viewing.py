"""Counting how often practices are read: days and numbers, nothing about the reader."""

from datetime import date

from django.db import connection

COUNT_ONE = """
    INSERT INTO practices_dailyviews (practice_id, day, count)
    SELECT id, %(day)s, 1 FROM practices_practice WHERE slug = %(slug)s AND status = 'published'
    ON CONFLICT (practice_id, day) DO UPDATE SET count = practices_dailyviews.count + 1
"""


def count_view(*, slug: str, day: date) -> None:
    """One more on this day, of a published practice; of any other nothing. One statement, no lock beyond it."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT_ONE, {"slug": slug, "day": day})
