"""The database of the tests: an embedded server, one migrated template for all, a copy of it for each process.

Migrating takes seconds, copying a fraction of one. The template is made anew when a migration or the data that
migrations load change. What migrations put in survives the emptying after a test with real transactions.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.models.signals import post_migrate

from elo_portal import env
from elo_portal.embedded import processes
from elo_portal.embedded.postgres import UNSAFE
from elo_portal.embedded.servers import Servers

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / ".cache" / "tests"
KEPT_TEMPLATES = 3
DERIVED_TABLES = {
    "django_migrations",
    "django_content_type",
    "auth_permission",
}  # Django fills them again itself


@contextmanager
def running_server() -> Iterator[None]:
    """Point the settings at a running server: TEST_DATABASE_URL, or an embedded one while the block runs."""
    given = os.environ.get("TEST_DATABASE_URL")
    servers = None if given else Servers.of(DATA, options=UNSAFE)
    try:
        if servers:
            servers.start_postgres()
        place = env.database(given or servers.postgres.url("postgres"))
        place["OPTIONS"].pop("pool")
        settings.DATABASES["default"].update(place)
        yield
    finally:
        if servers and not servers.close():  # other processes of the tests still need the server
            processes.let_go()


def prepare() -> None:
    """Make the template if it is not there, and tell Django to copy it."""
    DATA.mkdir(parents=True, exist_ok=True)
    with psycopg.connect(**server(), dbname="postgres", autocommit=True) as postgres:
        # Held until the connection closes; the same number in every session.
        postgres.execute("SELECT pg_advisory_lock(20260302)")
        template = f"template_{fingerprint()}"
        names = [name for (name,) in postgres.execute("SELECT datname FROM pg_database ORDER BY oid")]
        for name in names:
            if is_abandoned(name):
                postgres.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        if template not in names:
            make_template(postgres, template)
            for name in [name for name in names if name.startswith("template_")][: 1 - KEPT_TEMPLATES]:
                postgres.execute(f'DROP DATABASE IF EXISTS "{name}"')
    settings.DATABASES["default"]["TEST"].update(NAME=f"test_{os.getpid()}", TEMPLATE=template)


def make_template(postgres: psycopg.Connection, template: str) -> None:
    """Migrate under another name, so that nobody copies half of it."""
    building = f"test_template_{os.getpid()}"
    postgres.execute(f'CREATE DATABASE "{building}"')
    usual = settings.DATABASES["default"]["NAME"]
    settings.DATABASES["default"]["NAME"] = building
    call_command("migrate", verbosity=0)
    connections.close_all()
    settings.DATABASES["default"]["NAME"] = usual
    postgres.execute(f'ALTER DATABASE "{building}" RENAME TO "{template}"')


def is_abandoned(name: str) -> bool:
    match = re.fullmatch(r"test_(?:template_)?(\d+)", name)
    return match is not None and not Path(f"/proc/{match[1]}").exists()


def fingerprint() -> str:
    """Return a name for the state of the migrations and of the data that they load."""
    digest = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    digest.update(repr(settings.INSTALLED_APPS).encode())
    for package in ("elo_portal", "members", "practices", "seminars"):
        for path in sorted((ROOT / package).rglob("*")):
            if path.suffix in {".csv", ".json", ".toml"} or (
                path.suffix == ".py" and "migrations" in path.parts
            ):
                digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:16]


class Rows:
    """The rows of all tables at one moment, to be put back as they were."""

    def __init__(self, tables: dict[str, bytes]) -> None:
        self._tables = tables

    @classmethod
    def taken(cls) -> "Rows":
        with connection.cursor() as cursor:
            names = set(connection.introspection.table_names(cursor)) - DERIVED_TABLES
            rows = {name: b"".join(copied_out(cursor, name)) for name in sorted(names)}
        return cls({name: content for name, content in rows.items() if content})

    def put_back(self) -> None:
        """Instead of what these tables hold now; tables that were empty stay as they are."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")  # no order of tables, no triggers
            for name, content in self._tables.items():
                cursor.execute(f'DELETE FROM "{name}"')
                with cursor.copy(f'COPY "{name}" FROM STDIN') as copy:
                    copy.write(content)
            cursor.execute("SET session_replication_role = DEFAULT")


def keep_reference_rows() -> None:
    """Put back what migrations loaded, each time that Django has emptied the tables after a test."""
    loaded = Rows.taken()
    post_migrate.connect(lambda **_: loaded.put_back(), sender=list(apps.get_app_configs())[-1], weak=False)


def end_other_sessions() -> None:
    """Before the database is dropped: a browser's kept connection holds a thread of the live server, and its session."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def copied_out(cursor, table: str) -> Iterator[bytes]:
    with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
        yield from (bytes(part) for part in copy)


def server() -> dict[str, str]:
    place = settings.DATABASES["default"]
    return {
        key: place[name]
        for key, name in {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}.items()
        if place[name]
    }
