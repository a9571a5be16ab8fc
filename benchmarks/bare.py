"""The floor under every page: a bare Django view, one indexed SELECT of 20 rows, a small template.

    gunicorn benchmarks.bare:application

No middleware; the database and its pool are the portal's own.
"""

import os

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from elo_portal import env

TEMPLATE = "<!doctype html><title>20</title><ul>{% for one in rows %}<li>{{ one.1 }} {{ one.0 }}</li>{% endfor %}</ul>"

settings.configure(
    SECRET_KEY=os.environ["SECRET_KEY"],
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    DATABASES={"default": env.database(os.environ["DATABASE_URL"])},
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    USE_TZ=True,
)
django.setup()
template = engines["django"].from_string(TEMPLATE)


def rows(_request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, slug FROM practices_practice WHERE status = 'published' AND slug IS NOT NULL "
            "ORDER BY id DESC LIMIT 20"
        )
        return HttpResponse(template.render({"rows": cursor.fetchall()}))


urlpatterns = [path("", rows)]
application = get_wsgi_application()
connection.close()
connection.close_pool()
