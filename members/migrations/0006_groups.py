"""Mandates, resources and projects of groups; terms of seats that never overlap; whom a group should consist of."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
from decimal import Decimal
from typing import Any

from django.db import migrations, models

from elo_portal.core.changes import watch

# Who sits in most regional groups; each group changes its own list afterwards.
EXPECTED = {
    "organisation_type": (
        "authority", "employment-area", "uas", "vocational", "regional-council", "wellbeing-county",
    ),
    "sector": ("education", "youth", "liberal-ed", "working-life", "social-partners", "third-sector"),
}
PARENT_STAYS = """
    CREATE FUNCTION members_group_parent_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'the parent of a group never changes' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'members_group_parent_stays';
    END $$;
    CREATE TRIGGER parent_stays BEFORE UPDATE OF parent_id ON members_group FOR EACH ROW
    WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id) EXECUTE FUNCTION members_group_parent_stays()
"""
PARENT_MAY_CHANGE = """
    DROP TRIGGER parent_stays ON members_group;
    DROP FUNCTION members_group_parent_stays()
"""


def expect(apps: Any, schema_editor: Any) -> None:
    group, term = apps.get_model("members", "Group"), apps.get_model("core", "Term")
    terms = [
        one for vocabulary, slugs in EXPECTED.items()
        for one in term.objects.filter(vocabulary=vocabulary, slug__in=slugs)
    ]
    for one in group.objects.filter(kind="regional"):
        one.expected.set(terms)


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0008_orders'),
        ('members', '0005_transfers'),
    ]

    operations = [
        migrations.CreateModel(
            name='Mandate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('giver', models.CharField(blank=True, max_length=200, verbose_name='giver in words')),
                ('starts_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(verbose_name='last day')),
                ('document', models.CharField(blank=True, max_length=200, verbose_name='name of the document')),
                ('diary_number', models.CharField(blank=True, max_length=60, verbose_name='diary number')),
                ('document_url', models.URLField(blank=True, max_length=500, verbose_name='link to the document')),
                ('language', models.CharField(choices=[('fi', 'Finnish'), ('sv', 'Swedish'), ('en', 'English')], max_length=2, verbose_name='language')),
                ('scope', models.TextField(verbose_name='task')),
                ('may_decide', models.TextField(blank=True, verbose_name='what the group may decide')),
                ('limits', models.TextField(blank=True, verbose_name='what it may not decide')),
            ],
        ),
        migrations.CreateModel(
            name='Project',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('funder', models.CharField(blank=True, max_length=120, verbose_name='funder')),
                ('first_year', models.PositiveSmallIntegerField(verbose_name='first year')),
                ('last_year', models.PositiveSmallIntegerField(verbose_name='last year')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='web page')),
            ],
        ),
        migrations.CreateModel(
            name='YearlyResources',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('person_months', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'))], verbose_name='person-months for coordination')),
                ('budget', models.PositiveIntegerField(blank=True, null=True, verbose_name='budget in euros')),
                ('language', models.CharField(choices=[('fi', 'Finnish'), ('sv', 'Swedish'), ('en', 'English')], max_length=2, verbose_name='language')),
                ('funding', models.TextField(blank=True, verbose_name='where the money comes from')),
            ],
        ),
        migrations.AddField(
            model_name='group',
            name='expected',
            field=models.ManyToManyField(blank=True, related_name='+', to='core.term'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('role', 'chair')), expressions=[(models.Func(models.F('group'), models.F('group'), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), (models.Func(models.F('starts_on'), models.F('ends_on'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='members_seat_one_chair_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('person__isnull', False)), expressions=[(models.Func(models.F('group'), models.F('group'), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), (models.Func(models.F('person'), models.F('person'), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), (models.Func(models.F('starts_on'), models.F('ends_on'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='members_seat_one_a_person_at_a_time'),
        ),
        migrations.AddField(
            model_name='mandate',
            name='authority',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.authority'),
        ),
        migrations.AddField(
            model_name='mandate',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='members.group'),
        ),
        migrations.AddField(
            model_name='project',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='members.group'),
        ),
        migrations.AddField(
            model_name='yearlyresources',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='yearly_resources', to='members.group'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('group'), models.F('group'), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), (models.Func(models.F('starts_on'), models.F('ends_on'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='members_mandate_one_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='members_mandate_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.CheckConstraint(condition=models.Q(('authority__isnull', False), models.Q(('giver', ''), _negated=True), _connector='OR'), name='members_mandate_given_by_someone'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('last_year__gte', models.F('first_year'))), name='members_project_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='yearlyresources',
            constraint=models.UniqueConstraint(fields=('group', 'year'), name='members_yearlyresources_once_a_year'),
        ),
        migrations.AddConstraint(
            model_name='yearlyresources',
            constraint=models.CheckConstraint(condition=models.Q(('person_months__isnull', True), ('person_months__gte', 0), _connector='OR'), name='members_yearlyresources_no_less_than_nothing'),
        ),
        *watch("members_mandate", "members_yearlyresources", "members_project", "members_group_expected"),
        migrations.RunSQL(PARENT_STAYS, PARENT_MAY_CHANGE),
        migrations.RunPython(expect, migrations.RunPython.noop),
    ]
