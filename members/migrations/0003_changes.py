"""Every change of what the public may see is noted."""

from django.db import migrations

from elo_portal.core.changes import watch


class Migration(migrations.Migration):
    dependencies = [("core", "0007_changes"), ("members", "0002_reference_data")]

    operations = watch(
        "members_region",
        "members_employmentarea",
        "members_employmentarea_regions",
        "members_wellbeingcounty",
        "members_municipality",
        "members_authority",
        "members_authority_regions",
        "members_organisation",
        "members_organisation_sectors",
        "members_organisation_regions",
        "members_organisation_municipalities",
        "members_person",
        "members_membership",
        "members_group",
        "members_group_regions",
        "members_seat",
        "members_rolegrant",
    )
