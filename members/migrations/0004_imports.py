"""Rows that an import names by source and key; what people say they know. What is there keeps an empty source."""

from django.db import migrations, models

from elo_portal.core.changes import watch


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0008_orders'),
        ('members', '0003_changes'),
    ]

    operations = [
        migrations.AddField(
            model_name='organisation',
            name='source',
            field=models.CharField(blank=True, default='', max_length=60),
        ),
        migrations.AddField(
            model_name='person',
            name='source',
            field=models.CharField(blank=True, default='', max_length=60),
        ),
        migrations.AddField(
            model_name='person',
            name='target_groups',
            field=models.ManyToManyField(blank=True, limit_choices_to={'vocabulary': 'target_group'}, related_name='+', to='core.term'),
        ),
        migrations.AddField(
            model_name='person',
            name='themes',
            field=models.ManyToManyField(blank=True, limit_choices_to={'vocabulary': 'theme'}, related_name='+', to='core.term'),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='key',
            field=models.CharField(blank=True, max_length=100, null=True),
        ),
        migrations.AlterField(
            model_name='person',
            name='key',
            field=models.CharField(blank=True, max_length=100, null=True),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.UniqueConstraint(fields=('source', 'key'), name='members_organisation_key_once_a_source'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.UniqueConstraint(fields=('source', 'key'), name='members_person_key_once_a_source'),
        ),
        *watch("members_person_themes", "members_person_target_groups"),
    ]
