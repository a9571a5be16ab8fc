"""The newest entries without sorting all of them: for a list where nothing was asked."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0005_synonyms")]

    operations = [
        migrations.AddIndex(
            "searchentry",
            models.Index(
                condition=models.Q(("is_source", True)),
                fields=["-published_at", "-object_id"],
                name="core_searchentry_newest",
            ),
        ),
    ]
