"""Strategies, action plans and measures of ELO groups; the first list of national goals."""

from typing import Any

import django.db.models.constraints
import django.db.models.deletion
from django.db import migrations, models

from elo_portal.core.changes import watch
from members.reference.load import load_national_goals


def load(apps: Any, schema_editor: Any) -> None:
    load_national_goals(apps.get_model)


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0008_orders'),
        ('members', '0006_groups'),
    ]

    operations = [
        migrations.CreateModel(
            name='Goal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title_fi', models.CharField(blank=True, max_length=200, verbose_name='title in Finnish')),
                ('title_sv', models.CharField(blank=True, max_length=200, verbose_name='title in Swedish')),
                ('title_en', models.CharField(blank=True, max_length=200, verbose_name='title in English')),
                ('order', models.PositiveSmallIntegerField(verbose_name='number')),
            ],
        ),
        migrations.CreateModel(
            name='ActionPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('intro_fi', models.TextField(blank=True, verbose_name='foreword in Finnish')),
                ('intro_sv', models.TextField(blank=True, verbose_name='foreword in Swedish')),
                ('intro_en', models.TextField(blank=True, verbose_name='foreword in English')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('adopted', 'adopted'), ('closed', 'closed')], default='draft', max_length=10, verbose_name='state')),
                ('adopted_on', models.DateField(blank=True, null=True, verbose_name='adopted on')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='members.group')),
            ],
        ),
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title_fi', models.CharField(blank=True, max_length=200, verbose_name='title in Finnish')),
                ('title_sv', models.CharField(blank=True, max_length=200, verbose_name='title in Swedish')),
                ('title_en', models.CharField(blank=True, max_length=200, verbose_name='title in English')),
                ('order', models.PositiveSmallIntegerField(verbose_name='place within the goal')),
                ('description_fi', models.TextField(blank=True, verbose_name='what is done in Finnish')),
                ('description_sv', models.TextField(blank=True, verbose_name='what is done in Swedish')),
                ('description_en', models.TextField(blank=True, verbose_name='what is done in English')),
                ('kind', models.CharField(choices=[('structure', 'structure'), ('service', 'service')], max_length=10, verbose_name='what it develops')),
                ('due_on', models.DateField(verbose_name='due')),
                ('state', models.CharField(choices=[('planned', 'planned'), ('going', 'going on'), ('done', 'done'), ('given_up', 'given up')], default='planned', max_length=10, verbose_name='state')),
                ('progress', models.PositiveSmallIntegerField(default=0, verbose_name='progress')),
                ('reason', models.TextField(blank=True, verbose_name='why it was given up')),
                ('indicator_fi', models.CharField(blank=True, max_length=200, verbose_name='indicator in Finnish')),
                ('indicator_sv', models.CharField(blank=True, max_length=200, verbose_name='indicator in Swedish')),
                ('indicator_en', models.CharField(blank=True, max_length=200, verbose_name='indicator in English')),
                ('target_value', models.CharField(blank=True, max_length=60, verbose_name='value aimed at')),
                ('latest_value', models.CharField(blank=True, max_length=60, verbose_name='latest value')),
                ('carried_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='carried_to', to='members.measure')),
                ('goal', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='members.goal')),
                ('national_goals', models.ManyToManyField(blank=True, limit_choices_to={'vocabulary': 'national_goal'}, related_name='+', to='core.term')),
                ('owner_organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='owned_measures', to='members.organisation')),
                ('owner_person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='owned_measures', to='members.person')),
                ('participants', models.ManyToManyField(blank=True, related_name='+', to='members.organisation')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='measures', to='members.actionplan')),
                ('targets', models.ManyToManyField(blank=True, limit_choices_to={'vocabulary': 'development_target'}, related_name='+', to='core.term')),
            ],
        ),
        migrations.CreateModel(
            name='EffectChain',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('inputs_fi', models.TextField(blank=True, verbose_name='inputs in Finnish')),
                ('inputs_sv', models.TextField(blank=True, verbose_name='inputs in Swedish')),
                ('inputs_en', models.TextField(blank=True, verbose_name='inputs in English')),
                ('outputs_fi', models.TextField(blank=True, verbose_name='outputs in Finnish')),
                ('outputs_sv', models.TextField(blank=True, verbose_name='outputs in Swedish')),
                ('outputs_en', models.TextField(blank=True, verbose_name='outputs in English')),
                ('effects_fi', models.TextField(blank=True, verbose_name='effects in Finnish')),
                ('effects_sv', models.TextField(blank=True, verbose_name='effects in Swedish')),
                ('effects_en', models.TextField(blank=True, verbose_name='effects in English')),
                ('impact_fi', models.TextField(blank=True, verbose_name='impact in Finnish')),
                ('impact_sv', models.TextField(blank=True, verbose_name='impact in Swedish')),
                ('impact_en', models.TextField(blank=True, verbose_name='impact in English')),
                ('measure', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='effect_chain', to='members.measure')),
            ],
        ),
        migrations.CreateModel(
            name='MeasureUpdate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('state', models.CharField(choices=[('planned', 'planned'), ('going', 'going on'), ('done', 'done'), ('given_up', 'given up')], max_length=10, verbose_name='state')),
                ('progress', models.PositiveSmallIntegerField(verbose_name='progress')),
                ('latest_value', models.CharField(blank=True, max_length=60, verbose_name='latest value')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='updates', to='members.measure')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.person')),
            ],
        ),
        migrations.CreateModel(
            name='PlanVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('adopted_on', models.DateField(verbose_name='adopted on')),
                ('at', models.DateTimeField()),
                ('contents', models.JSONField()),
                ('adopted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.person')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='members.actionplan')),
            ],
        ),
        migrations.CreateModel(
            name='Strategy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title_fi', models.CharField(blank=True, max_length=200, verbose_name='title in Finnish')),
                ('title_sv', models.CharField(blank=True, max_length=200, verbose_name='title in Swedish')),
                ('title_en', models.CharField(blank=True, max_length=200, verbose_name='title in English')),
                ('first_year', models.PositiveSmallIntegerField(verbose_name='first year')),
                ('last_year', models.PositiveSmallIntegerField(verbose_name='last year')),
                ('vision_fi', models.TextField(blank=True, verbose_name='vision in Finnish')),
                ('vision_sv', models.TextField(blank=True, verbose_name='vision in Swedish')),
                ('vision_en', models.TextField(blank=True, verbose_name='vision in English')),
                ('adopted_on', models.DateField(blank=True, null=True, verbose_name='adopted on')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='strategies', to='members.group')),
            ],
        ),
        migrations.AddField(
            model_name='goal',
            name='strategy',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goals', to='members.strategy'),
        ),
        migrations.AddField(
            model_name='actionplan',
            name='strategy',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='members.strategy'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.UniqueConstraint(fields=('plan', 'goal', 'order'), name='members_measure_number_once_a_plan', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(('title_en', ''), ('title_fi', ''), ('title_sv', ''), _negated=True), name='members_measure_has_a_title'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(('owner_person__isnull', False), ('owner_organisation__isnull', False), _connector='OR'), name='members_measure_has_an_owner'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(('progress__lte', 100)), name='members_measure_progress_is_a_percentage'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'given_up'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='members_measure_says_why_it_was_given_up'),
        ),
        migrations.AddConstraint(
            model_name='planversion',
            constraint=models.UniqueConstraint(fields=('plan', 'number'), name='members_planversion_number_once_a_plan'),
        ),
        migrations.AddConstraint(
            model_name='strategy',
            constraint=models.UniqueConstraint(fields=('group', 'first_year'), name='members_strategy_begins_once_a_group', violation_error_message='The group has a strategy that begins in this year.'),
        ),
        migrations.AddConstraint(
            model_name='strategy',
            constraint=models.CheckConstraint(condition=models.Q(('last_year__gte', models.F('first_year'))), name='members_strategy_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='strategy',
            constraint=models.CheckConstraint(condition=models.Q(('title_en', ''), ('title_fi', ''), ('title_sv', ''), _negated=True), name='members_strategy_has_a_title'),
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('strategy', 'order'), name='members_goal_number_once_a_strategy'),
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.CheckConstraint(condition=models.Q(('title_en', ''), ('title_fi', ''), ('title_sv', ''), _negated=True), name='members_goal_has_a_title'),
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.CheckConstraint(condition=models.Q(('order__gte', 1)), name='members_goal_numbers_begin_at_one'),
        ),
        migrations.AddConstraint(
            model_name='actionplan',
            constraint=models.UniqueConstraint(fields=('group', 'year'), name='members_actionplan_once_a_year', violation_error_message='The group has a plan for this year already.'),
        ),
        migrations.AddConstraint(
            model_name='actionplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('adopted_on__isnull', True), ('state', 'draft')), models.Q(models.Q(('state', 'draft'), _negated=True), ('adopted_on__isnull', False)), _connector='OR'), name='members_actionplan_adopted_on_iff_not_draft'),
        ),
        migrations.AddConstraint(
            model_name='actionplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', False), ('state', 'closed')), models.Q(models.Q(('state', 'closed'), _negated=True), ('closed_on__isnull', True)), _connector='OR'), name='members_actionplan_closed_on_iff_closed'),
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
        *watch(
            "members_strategy",
            "members_goal",
            "members_actionplan",
            "members_planversion",
            "members_measure",
            "members_measure_participants",
            "members_measure_targets",
            "members_measure_national_goals",
            "members_measureupdate",
            "members_effectchain",
        ),
    ]
