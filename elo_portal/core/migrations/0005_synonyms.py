"""Words that mean the same, words that occur, and from when on an entry is stale."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

from elo_portal.core.search import glossary


def load(apps, schema_editor):
    glossary.load(apps.get_model)


class Migration(migrations.Migration):
    dependencies = [("core", "0004_installation")]

    operations = [
        TrigramExtension(),
        migrations.AddField("searchentry", "stale_from", models.DateTimeField(null=True)),
        migrations.AddField(
            "searchentry", "head", django.contrib.postgres.search.SearchVectorField(default="")
        ),
        # Vectors hardly shrink, and a hundred of them are read for each page of hits.
        migrations.RunSQL(
            "ALTER TABLE core_searchentry ALTER COLUMN vector SET STORAGE EXTERNAL", migrations.RunSQL.noop
        ),
        migrations.RemoveIndex("searchentry", "core_searchentry_vector"),
        *(
            migrations.AddIndex(
                "searchentry",
                django.contrib.postgres.indexes.GinIndex(
                    condition=models.Q(("language", code)),
                    fields=[field],
                    name=f"core_searchentry_{field}_{code}",
                ),
            )
            for code in ("fi", "sv", "en")
            for field in ("vector", "head")
        ),
        migrations.CreateModel(
            name="KnownWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=2)),
                ("word", models.CharField(max_length=100)),
                ("plain", models.CharField(max_length=100)),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["plain"], name="core_knownword_trigrams", opclasses=["gin_trgm_ops"]
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("language", "word"), name="core_knownword_once_a_language")
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("transaction", models.BigIntegerField(unique=True)),
                ("at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="SearchCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=32, unique=True)),
                ("found", models.TextField()),
                ("snapshot", models.TextField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Synonym",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=60, verbose_name="word")),
                ("language", models.CharField(choices=settings.LANGUAGES, max_length=2, verbose_name="language")),
                ("meaning", models.CharField(max_length=60, verbose_name="also finds")),
                (
                    "meaning_language",
                    models.CharField(choices=settings.LANGUAGES, max_length=2, verbose_name="language of what it finds"),
                ),
                ("is_one_way", models.BooleanField(default=False, verbose_name="not the other way round")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("word", "language", "meaning", "meaning_language"),
                        name="core_synonym_pair_once",
                        violation_error_message="This pair is in the list already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("language", models.F("meaning_language")),
                            ("word", models.F("meaning")),
                            _negated=True,
                        ),
                        name="core_synonym_is_two_words",
                        violation_error_message="A word needs no pair with itself.",
                    ),
                ]
            },
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
