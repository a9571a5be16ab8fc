"""practices: the good-practice library: write, review, publish, search."""

from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "practices"
