"""The controlled vocabularies as shipped."""

from typing import Any

from django.db import migrations

from elo_portal.core import vocabularies


def load(apps: Any, schema_editor: Any) -> None:
    vocabularies.load(apps.get_model)


class Migration(migrations.Migration):
    dependencies = [("core", "0002_cache_table")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
