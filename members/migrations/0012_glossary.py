"""The shared glossary: entries, their wordings, and which group has agreed on which."""

import django.contrib.postgres.fields
import django.db.models.deletion
import members.models.sort_keys
from django.db import migrations, models

from elo_portal.core.changes import watch


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0011_services'),
    ]

    operations = [
        migrations.CreateModel(
            name='GlossaryEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='slug')),
                ('retired_on', models.DateField(blank=True, null=True, verbose_name='no longer used since')),
                ('retire_reason', models.TextField(blank=True, verbose_name='why it is no longer used')),
                ('retire_language', models.CharField(blank=True, choices=[('fi', 'Finnish'), ('sv', 'Swedish'), ('en', 'English')], max_length=2)),
                ('created_at', models.DateTimeField()),
                ('related', models.ManyToManyField(blank=True, to='members.glossaryentry')),
                ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='members.glossaryentry')),
            ],
        ),
        migrations.CreateModel(
            name='GlossaryComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='comment')),
                ('language', models.CharField(choices=[('fi', 'Finnish'), ('sv', 'Swedish'), ('en', 'English')], max_length=2, verbose_name='language')),
                ('at', models.DateTimeField()),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.person')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.organisation')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='members.glossaryentry')),
            ],
        ),
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(blank=True, verbose_name='why')),
                ('language', models.CharField(choices=[('fi', 'Finnish'), ('sv', 'Swedish'), ('en', 'English')], max_length=2, verbose_name='language')),
                ('is_leading', models.BooleanField(default=False, verbose_name='shown first')),
                ('at', models.DateTimeField()),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wordings', to='members.glossaryentry')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.person')),
            ],
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agreed_on', models.DateField(verbose_name='agreed on')),
                ('decision', models.CharField(max_length=60, verbose_name='number of the decision')),
                ('at', models.DateTimeField()),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='members.group')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.person')),
                ('wording', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='members.wording')),
            ],
        ),
        migrations.CreateModel(
            name='WordingText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('fi', 'Finnish'), ('sv', 'Swedish'), ('en', 'English')], max_length=2, verbose_name='language')),
                ('term', models.CharField(max_length=60, verbose_name='term')),
                ('definition', models.TextField(verbose_name='definition')),
                ('delimitation', models.TextField(blank=True, verbose_name='delimitation')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='source')),
                ('synonyms', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None)),
                ('discouraged', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None)),
                ('sort_key', members.models.sort_keys.SortKeyField(of=('term',))),
                ('wording', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='members.wording')),
            ],
        ),
        migrations.AddConstraint(
            model_name='glossaryentry',
            constraint=models.CheckConstraint(condition=models.Q(('successor', models.F('pk')), _negated=True), name='members_glossaryentry_not_its_own_successor'),
        ),
        migrations.AddConstraint(
            model_name='glossaryentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('retire_reason', ''), ('retired_on__isnull', True), ('successor__isnull', True)), models.Q(('retired_on__isnull', False), models.Q(('retire_reason', ''), _negated=True)), _connector='OR'), name='members_glossaryentry_says_why_it_is_retired'),
        ),
        migrations.AddConstraint(
            model_name='glossarycomment',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='members_glossarycomment_has_words'),
        ),
        migrations.AddConstraint(
            model_name='wording',
            constraint=models.UniqueConstraint(condition=models.Q(('is_leading', True)), fields=('entry',), name='members_wording_one_leads_an_entry'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.UniqueConstraint(fields=('wording', 'group', 'agreed_on'), name='members_agreement_once_a_day', violation_error_message='This decision is recorded already.'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('decision', ''), _negated=True), name='members_agreement_has_a_number'),
        ),
        migrations.AddConstraint(
            model_name='wordingtext',
            constraint=models.UniqueConstraint(fields=('wording', 'language'), name='members_wordingtext_once_a_language'),
        ),
        migrations.AddConstraint(
            model_name='wordingtext',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('term', ''), _negated=True), models.Q(('definition', ''), _negated=True)), name='members_wordingtext_has_term_and_definition'),
        ),
        *watch(
            "members_glossaryentry",
            "members_glossaryentry_related",
            "members_wording",
            "members_wordingtext",
            "members_agreement",
        ),
    ]
