"""Whether what the public may see has changed."""

from django.db import migrations, models

from elo_portal.core.changes import FUNCTION, watch


class Migration(migrations.Migration):
    dependencies = [("core", "0006_newest")]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[("id", models.BigIntegerField(primary_key=True, serialize=False))],
            options={"db_table": "core_change"},
        ),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION core_note_change()"),
        *watch("core_term", "core_synonym", "core_searchentry"),
    ]
