"""pages: what belongs to no single app: home, desk, my page, regions, targets, operations, the demo."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "elo_portal.pages"
    label = "pages"
