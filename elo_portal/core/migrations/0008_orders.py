"""How much something is used and how well it is proven: two more orders of what is found."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0007_changes'),
    ]

    operations = [
        migrations.AddField(
            model_name='searchentry',
            name='evidence',
            field=models.SmallIntegerField(db_default=-1, default=-1),
        ),
        migrations.AddField(
            model_name='searchentry',
            name='uses',
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddIndex(
            model_name='searchentry',
            index=models.Index(condition=models.Q(('is_source', True)), fields=['-uses', '-evidence'], name='core_searchentry_most_used'),
        ),
        migrations.AddIndex(
            model_name='searchentry',
            index=models.Index(condition=models.Q(('is_source', True)), fields=['-evidence', '-uses'], name='core_searchentry_evidenced'),
        ),
    ]
