"""The page of an organisation: its guidance services, and who may read it."""

import django.contrib.postgres.fields
import django.db.models.constraints
import django.db.models.deletion
from django.db import migrations, models

from elo_portal.core.changes import watch


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0008_orders'),
        ('members', '0010_documents'),
    ]

    operations = [
        migrations.AddField(
            model_name='organisation',
            name='is_public',
            field=models.BooleanField(default=False, verbose_name='the page is open to everybody'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='page_changed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='languages',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=3), default=list, size=None, verbose_name='languages of service'),
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(verbose_name='order')),
                ('name_fi', models.CharField(blank=True, max_length=120, verbose_name='name in Finnish')),
                ('name_sv', models.CharField(blank=True, max_length=120, verbose_name='name in Swedish')),
                ('name_en', models.CharField(blank=True, max_length=120, verbose_name='name in English')),
                ('text_fi', models.TextField(blank=True, verbose_name='what it is, in Finnish')),
                ('text_sv', models.TextField(blank=True, verbose_name='what it is, in Swedish')),
                ('text_en', models.TextField(blank=True, verbose_name='what it is, in English')),
                ('when_fi', models.TextField(blank=True, verbose_name='when to guide a client to us, in Finnish')),
                ('when_sv', models.TextField(blank=True, verbose_name='when to guide a client to us, in Swedish')),
                ('when_en', models.TextField(blank=True, verbose_name='when to guide a client to us, in English')),
                ('reach_fi', models.TextField(blank=True, verbose_name='how to reach us, in Finnish')),
                ('reach_sv', models.TextField(blank=True, verbose_name='how to reach us, in Swedish')),
                ('reach_en', models.TextField(blank=True, verbose_name='how to reach us, in English')),
                ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=3), blank=True, default=list, size=None, verbose_name='languages of service')),
                ('updated_at', models.DateTimeField()),
                ('municipalities', models.ManyToManyField(blank=True, related_name='services', to='members.municipality')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='services', to='members.organisation')),
                ('regions', models.ManyToManyField(blank=True, related_name='services', to='members.region')),
                ('terms', models.ManyToManyField(blank=True, related_name='services', to='core.term')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('name_en', ''), ('name_fi', ''), ('name_sv', ''), _negated=True), name='members_service_has_a_name'), models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('organisation', 'order'), name='members_service_order_once_an_organisation')],
            },
        ),
        *watch(
            "members_service",
            "members_service_terms",
            "members_service_regions",
            "members_service_municipalities",
        ),
    ]
