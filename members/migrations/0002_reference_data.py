"""Regions, authorities, employment areas, counties, municipalities and ELO groups as shipped."""

from typing import Any

from django.db import migrations

from members.reference.load import load_reference_data


def load(apps: Any, schema_editor: Any) -> None:
    load_reference_data(apps.get_model)


class Migration(migrations.Migration):
    dependencies = [("members", "0001_initial"), ("core", "0004_installation")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
