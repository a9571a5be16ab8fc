"""What the search has of each practice learns how much it is used and how well it is proven, without being made anew."""

from django.db import migrations

FILL = """
    UPDATE core_searchentry AS entry
    SET evidence = coalesce(practice.evidence_level, -1), uses = (
        SELECT count(DISTINCT organisation_id) FROM practices_adoption
        WHERE practice_id = practice.id AND state IN ('in_use', 'established')
    )
    FROM practices_practice AS practice
    WHERE entry.kind = 'practice' AND entry.object_id = practice.id
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0008_orders"), ("practices", "0012_changes")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
