"""Write down, once and for all, whether this database is a demo."""

from django.conf import settings
from django.db import migrations
from django.utils import timezone


def describe(apps, schema_editor):
    apps.get_model("core", "Installation").objects.create(is_demo=settings.DEMO, created_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("core", "0003_vocabularies")]

    operations = [migrations.RunPython(describe, migrations.RunPython.noop)]
