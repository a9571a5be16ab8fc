"""seminars: TNO seminars and peer forums: programme, registration, reminders."""

from django.apps import AppConfig


class SeminarsConfig(AppConfig):
    name = "seminars"
