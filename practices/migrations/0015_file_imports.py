"""Files with practices wait for a worker, and for whoever brought them."""

import django.db.models.deletion
import practices.models.file_imports
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0003_changes'),
        ('practices', '0014_publicity'),
    ]

    operations = [
        migrations.CreateModel(
            name='FileImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(blank=True, max_length=200, upload_to=practices.models.file_imports.private_path)),
                ('name', models.CharField(max_length=120, verbose_name='file name')),
                ('size', models.PositiveIntegerField()),
                ('source', models.CharField(max_length=60)),
                ('publish', models.BooleanField(default=False)),
                ('create_organisations', models.BooleanField(default=False)),
                ('language', models.CharField(choices=[('fi', 'Finnish'), ('sv', 'Swedish'), ('en', 'English')], max_length=2)),
                ('state', models.CharField(choices=[('reading', 'being read'), ('bad', 'not right'), ('ready', 'ready to be brought in'), ('bringing', 'being brought in'), ('done', 'brought in'), ('failed', 'failed'), ('dropped', 'dropped')], default='reading', max_length=10, verbose_name='state')),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('due_at', models.DateTimeField()),
                ('row_count', models.PositiveIntegerField(default=0)),
                ('refusal', models.CharField(blank=True, max_length=300)),
                ('problems', models.JSONField(default=list)),
                ('problem_count', models.PositiveIntegerField(default=0)),
                ('bad_row_count', models.PositiveIntegerField(default=0)),
                ('doubts', models.JSONField(default=list)),
                ('doubt_count', models.PositiveIntegerField(default=0)),
                ('figures', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField()),
                ('updated_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.person')),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'due_at'], name='practices_fileimport_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['reading', 'ready', 'bringing']), models.Q(('file', ''), _negated=True)), models.Q(models.Q(('state__in', ['reading', 'ready', 'bringing']), _negated=True), ('file', '')), _connector='OR'), name='practices_fileimport_file_while_open')],
            },
        ),
    ]
