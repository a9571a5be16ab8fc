"""What makes somebody an insider of a practice's page is noted as its other changes are."""

from django.db import migrations

from elo_portal.core.changes import watch


class Migration(migrations.Migration):
    dependencies = [("practices", "0015_file_imports")]

    operations = watch("practices_assignment")
