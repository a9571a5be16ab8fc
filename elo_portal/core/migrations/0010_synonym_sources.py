"""Who tends a pair of the list of synonyms."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0009_merged_terms'),
    ]

    operations = [
        migrations.AddField(
            model_name='synonym',
            name='source',
            field=models.CharField(blank=True, db_index=True, max_length=100),
        ),
    ]
