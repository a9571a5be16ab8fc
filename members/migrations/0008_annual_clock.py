"""The annual clock of ELO groups."""

import django.db.models.deletion
from django.db import migrations, models

from elo_portal.core.changes import watch


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0008_orders'),
        ('members', '0007_plans'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClockItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title_fi', models.CharField(blank=True, max_length=200, verbose_name='title in Finnish')),
                ('title_sv', models.CharField(blank=True, max_length=200, verbose_name='title in Swedish')),
                ('title_en', models.CharField(blank=True, max_length=200, verbose_name='title in English')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('month', models.PositiveSmallIntegerField(verbose_name='month')),
                ('day', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='day')),
                ('kind', models.CharField(choices=[('plan', 'plan'), ('report', 'report'), ('meeting', 'meeting'), ('event', 'event'), ('review', 'review'), ('other', 'something else')], max_length=10, verbose_name='kind')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='done on')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clock_items', to='members.group')),
                ('target', models.ForeignKey(blank=True, limit_choices_to={'vocabulary': 'development_target'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.term')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('month__gte', 1), ('month__lte', 12)), name='members_clockitem_month_is_of_a_year'), models.CheckConstraint(condition=models.Q(('day__isnull', True), models.Q(('day__gte', 1), ('day__lte', 31)), _connector='OR'), name='members_clockitem_day_is_of_a_month'), models.CheckConstraint(condition=models.Q(('title_en', ''), ('title_fi', ''), ('title_sv', ''), _negated=True), name='members_clockitem_has_a_title')],
            },
        ),
        *watch("members_clockitem"),
    ]
