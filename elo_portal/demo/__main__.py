"""Starts the demo and stays in the foreground: `make demo`, or `python -m elo_portal.demo`."""

import fcntl
import os
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from elo_portal import env
from elo_portal.demo import commands, environment, leftovers
from elo_portal.demo.ports import LOOPBACK, free_port, is_free
from elo_portal.demo.supervisor import Stopped, Supervisor, note, say
from elo_portal.embedded.folders import CannotStart, DataFolder
from elo_portal.embedded.servers import Servers

FIRST_PAGE = "/fi/"


@dataclass(frozen=True)
class Ports:
    """Where the portal, the mail sink and the page of its mails listen."""

    web: int
    smtp: int
    mail_page: int

    @classmethod
    def chosen(cls, data: Path) -> Self:
        """Take the wanted port, and for the mails the last ones if they are still free. Raises CannotStart."""
        web = env.number("PORT", default=8000)
        if not 0 < web < 65536:
            raise CannotStart(f"PORT must be between 1 and 65535, not {web}.")
        if not is_free(web):
            raise CannotStart(
                f"Port {web} is taken by another program. Choose another one: make demo PORT={web + 1}"
            )
        last = env.read_file(data / "env") if (data / "env").exists() else {}
        return cls(
            web=web,
            smtp=free_port(wanted=urlsplit(last.get("EMAIL_URL", "")).port or 0),
            mail_page=free_port(wanted=web + 25),
        )

    def addresses(self) -> dict[str, str]:
        return {
            "BASE_URL": f"http://localhost:{self.web}",
            "EMAIL_URL": f"smtp://{LOOPBACK}:{self.smtp}",
            "DEMO_MAIL_URL": f"http://localhost:{self.mail_page}/",
        }


def main() -> int:
    """Run the demo until it is told to stop. Returns 0 when it was, 1 when it could not start."""
    supervisor = Supervisor()
    supervisor.listen()
    try:
        if os.environ.get("DEMO") == "0":
            raise CannotStart("DEMO=0 is set in this environment: a demo does not start here.")
        folder = DataFolder.opened(environment.data_folder())
        with (folder.path / "demo.lock").open("a+") as lock:
            hold(lock, folder.path)
            run(supervisor, folder.path)
    except Stopped:
        return 0
    except (CannotStart, ImproperlyConfigured) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def hold(lock: IO[str], data: Path) -> None:
    """Make sure that only one demo runs on a data folder. Raises CannotStart."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        raise CannotStart(f"A demo is running already with {data} (process {lock.read().strip()}).") from None
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()


def run(supervisor: Supervisor, data: Path) -> None:
    """Start everything, watch over it, and stop it all in the end. Raises Stopped, CannotStart."""
    began = time.monotonic()
    with closing(Servers.of(data)) as servers:
        if count := leftovers.end(servers.identity, seconds=4):
            note(f"ended {count} processes that an earlier demo had left behind")
        ports = Ports.chosen(data)
        try:
            start(supervisor, servers, data, ports)
            say(f"Ready: http://localhost:{ports.web}{FIRST_PAGE}")
            say(f"Mail:  http://localhost:{ports.mail_page}/")
            say(f"Started in {time.monotonic() - began:.1f} s. Logs are in {data / 'log'}. Ctrl-C stops it.")
            supervisor.watch()
        finally:
            say("Stopping.")
            supervisor.stop()


def start(supervisor: Supervisor, servers: Servers, data: Path, ports: Ports) -> None:
    """Start servers, data and processes. Raises Stopped, CannotStart."""
    environment.write(data, **ports.addresses())
    # A demo is a demo, whatever the shell says.
    os.environ.update(ports.addresses(), DEMO="1", ALLOWED_HOSTS="localhost,127.0.0.1")
    environment.load(data)
    if "DATABASE_URL" not in os.environ:
        say("Starting PostgreSQL")
        servers.start_postgres()
        os.environ["DATABASE_URL"] = servers.postgres.url()
        supervisor.servers["PostgreSQL"] = servers.revive_postgres
    if "REDIS_URL" not in os.environ:
        say("Starting Valkey")
        servers.start_valkey()
        os.environ["REDIS_URL"] = servers.valkey.url()
        supervisor.servers["Valkey"] = servers.revive_valkey
    supervisor.pause(0)
    say("Preparing the data and the styles")
    supervisor.run(commands.preparation(data, servers.identity))
    say("Starting the portal")
    sink = commands.mail_sink(data, servers.identity, smtp_port=ports.smtp, page_port=ports.mail_page)
    supervisor.start([sink, *commands.portal(data, servers.identity, port=ports.web)])
    supervisor.wait_until_ready(ports.web, FIRST_PAGE, seconds=120)


if __name__ == "__main__":
    sys.exit(main())
