#!/usr/bin/env python3
"""Django's command line, on a machine that the environment or `make demo` has described."""

import os
import signal
import sys
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parent
OWN_PYTHON = ROOT / ".venv" / "bin" / "python"

try:
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
except ImportError:
    if not OWN_PYTHON.exists() or Path(sys.prefix) == ROOT / ".venv":
        sys.exit(
            "Nothing is installed here yet. Run `make demo`, or `make setup` for an environment of your own."
        )
    os.execv(OWN_PYTHON, [str(OWN_PYTHON), *sys.argv])

from elo_portal.demo import environment
from elo_portal.demo.loopback import refuse_open_address
from elo_portal.embedded.folders import CannotStart
from elo_portal.embedded.servers import Servers

WITHOUT_DATABASE = {"collectstatic", "help", "version", "--help", "-h", "--version"}


def main(arguments: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elo_portal.settings")
    data = environment.data_folder()
    environment.load(data)
    if "DATABASE_URL" in os.environ or "DATABASE_URL_FILE" in os.environ:
        run(arguments)
        return
    if os.environ.get("DEMO") == "0":
        sys.exit("DATABASE_URL is not set. With DEMO=0 no server is started for you: see docs/settings.md.")
    if not (data / "env").exists():
        sys.exit(
            f"No demo has run with {data} yet. Run `make demo` once, or set DATABASE_URL and the other settings."
        )
    # A command that is told to stop gives its share in the servers back.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with closing(Servers.of(data)) as servers:
        if arguments[1:2] and arguments[1] not in WITHOUT_DATABASE:
            servers.start_postgres()
        os.environ["DATABASE_URL"] = servers.postgres.url()
        os.environ.setdefault("REDIS_URL", servers.valkey.url())
        run(arguments)


def run(arguments: list[str]) -> None:
    if os.environ.get("DEMO") == "1":
        refuse_open_address(arguments)
    execute_from_command_line(arguments)


if __name__ == "__main__":
    try:
        main(sys.argv)
    except (CannotStart, ImproperlyConfigured) as error:
        sys.exit(str(error))
