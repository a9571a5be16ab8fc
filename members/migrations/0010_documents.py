"""Documents of groups, with their versions."""

import django.db.models.deletion
import members.models.groups.documents
from django.db import migrations, models

from elo_portal.core.changes import watch


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0009_meetings'),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('language', models.CharField(choices=[('fi', 'Finnish'), ('sv', 'Swedish'), ('en', 'English')], max_length=2, verbose_name='language')),
                ('visibility', models.CharField(choices=[('group', 'only for the group'), ('network', 'only for the network'), ('public', 'public')], default='group', max_length=10, verbose_name='visibility')),
                ('diary_number', models.CharField(blank=True, max_length=60, verbose_name='diary number')),
                ('updated_at', models.DateTimeField()),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='members.group')),
            ],
        ),
        migrations.CreateModel(
            name='DocumentVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('file', models.FileField(blank=True, max_length=200, upload_to=members.models.groups.documents.private_path)),
                ('name', models.CharField(max_length=120, verbose_name='file name')),
                ('media_type', models.CharField(max_length=100)),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('scan', models.CharField(choices=[('waiting', 'waiting for the virus check'), ('clean', 'checked'), ('infected', 'refused by the virus check'), ('off', 'no virus check is in use')], default='waiting', max_length=10)),
                ('at', models.DateTimeField()),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='members.document')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('document', 'number'), name='members_documentversion_number_once'), models.UniqueConstraint(fields=('document', 'sha256'), name='members_documentversion_same_file_once'), models.CheckConstraint(condition=models.Q(models.Q(('file', ''), ('scan', 'infected')), models.Q(models.Q(('scan', 'infected'), _negated=True), models.Q(('file', ''), _negated=True)), _connector='OR'), name='members_documentversion_refused_has_no_bytes'), models.CheckConstraint(condition=models.Q(('size__range', (1, 20971520))), name='members_documentversion_size_within_limit')],
            },
        ),
        *watch("members_document", "members_documentversion"),
    ]
