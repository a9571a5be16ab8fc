"""Practices that measures of groups' plans build on."""

import django.db.models.deletion
from django.db import migrations, models

from elo_portal.core.changes import watch


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0008_annual_clock'),
        ('practices', '0016_shared_pages'),
    ]

    operations = [
        migrations.CreateModel(
            name='TiedPractice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tied_practices', to='members.measure')),
                ('practice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tied_to', to='practices.practice')),
                ('tied_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('measure', 'practice'), name='practices_tiedpractice_once_a_measure')],
            },
        ),
        *watch("practices_tiedpractice"),
    ]
