"""Celery: beat and worker ring the bell; what is due lies in PostgreSQL."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elo_portal.settings")

app = Celery("elo_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["elo_portal.core"])
