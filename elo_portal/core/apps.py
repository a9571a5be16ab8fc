"""core: what two apps or more need, without domain words."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "elo_portal.core"
    label = "core"

    def ready(self) -> None:
        # Mail kinds, outbox handlers and jobs register themselves on import, as admin classes do.
        autodiscover_modules("tasks")
