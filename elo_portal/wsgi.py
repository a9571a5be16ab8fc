"""The web process. gunicorn loads it once and forks: what is expensive is loaded here and shared."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elo_portal.settings")

application = get_wsgi_application()

from django.db import connection  # noqa: E402 - the settings must be there first

from elo_portal.core.search import finnish  # noqa: E402
from elo_portal.pages.demo.guard import refuse_demo_accounts  # noqa: E402

refuse_demo_accounts()
finnish.preload()
# A pool opened before the fork would be one backend shared by two workers.
connection.close()
connection.close_pool()  # type: ignore[attr-defined]
