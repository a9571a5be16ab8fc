"""Every change of what the public may see is noted."""

from django.db import migrations

from elo_portal.core.changes import watch


class Migration(migrations.Migration):
    dependencies = [("core", "0007_changes"), ("seminars", "0001_initial")]

    operations = watch(
        "seminars_event",
        "seminars_event_co_hosts",
        "seminars_event_organisers",
        "seminars_event_regions",
        "seminars_event_terms",
        "seminars_programmeitem",
        "seminars_registration",
    )
