"""Every change of what the public may see is noted."""

from django.db import migrations

from elo_portal.core.changes import watch


class Migration(migrations.Migration):
    dependencies = [("core", "0007_changes"), ("practices", "0011_figures")]

    operations = watch(
        "practices_practice",
        "practices_practice_co_authors",
        "practices_practice_regions",
        "practices_practice_terms",
        "practices_practicetext",
        "practices_partner",
        "practices_adoption",
        "practices_attachment",
        "practices_collection",
        "practices_collectionitem",
        "practices_comment",
        "practices_thanks",
        "practices_sharedpractice",
        "practices_sharedpractice_variants",
        "practices_commitment",
        "practices_version",
        "practices_transition",
        "practices_nationalreview",
    )
