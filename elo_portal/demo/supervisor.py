"""Watches over the processes and servers of a demo until it is told to stop."""

import http.client
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from elo_portal.demo.children import Child, stop_all
from elo_portal.demo.ports import LOOPBACK
from elo_portal.embedded.folders import CannotStart

STOP_SECONDS = 6.0  # web and worker have 5 s to finish what they do; all must be gone within 10


class Stopped(Exception):
    """The demo was told to stop."""


def say(text: str) -> None:
    print(text, flush=True)


@dataclass
class Supervisor:
    """Holds what was started, so that all of it can be stopped."""

    children: list[Child] = field(default_factory=list)
    servers: dict[str, Callable[[], bool]] = field(default_factory=dict)
    stopping: threading.Event = field(default_factory=threading.Event)
    parent: int = field(default_factory=os.getppid)

    def listen(self) -> None:
        """Stop on Ctrl-C, SIGTERM and a closed terminal, in an orderly way."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self.stopping.set())

    def pause(self, seconds: float) -> None:
        """Wait. Raises Stopped when the demo is told to stop."""
        if self.stopping.wait(seconds) or self.is_orphan():
            raise Stopped

    def is_orphan(self) -> bool:
        """Whether `make` was killed: its supervisor goes as well."""
        return "MAKELEVEL" in os.environ and os.getppid() != self.parent

    def start(self, children: Sequence[Child]) -> None:
        for child in children:
            self.children.append(child)
            child.start()

    def run(self, children: Sequence[Child]) -> None:
        """Run processes side by side to their end. Raises CannotStart when one fails, Stopped."""
        self.start(children)
        while any(child.status is None for child in children):
            self.pause(0.05)
        for child in children:
            self.children.remove(child)
            if child.status != 0:
                raise CannotStart(f"{child.name} failed:\n{child.last_lines()}")

    def wait_until_ready(self, port: int, path: str, *, seconds: float) -> None:
        """Wait for the first page. Raises CannotStart when the web process does not come up, Stopped."""
        deadline = time.monotonic() + seconds
        web = next(child for child in self.children if child.name == "web")
        while (status := answer(port, path)) != http.client.OK:
            if web.status is not None or time.monotonic() > deadline:
                raise CannotStart(f"The first page answers {status or 'nothing'}:\n{web.last_lines()}")
            self.pause(0.1)

    def watch(self) -> None:
        """Start again what ends. Raises Stopped."""
        while True:
            for child in self.children:
                note(child.look_after(now=time.monotonic()))
            for name, revive in self.servers.items():
                try:
                    if revive():
                        note(f"{name} was gone and is started again")
                except (CannotStart, OSError) as error:
                    note(str(error))
            self.pause(1)

    def stop(self) -> None:
        stop_all(self.children, seconds=STOP_SECONDS)


def note(text: str | None) -> None:
    if text:
        print(time.strftime("%H:%M:%S"), text, file=sys.stderr, flush=True)


def answer(port: int, path: str) -> int | None:
    """Return the status of a page, or None while nobody listens."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=30)
    try:
        connection.request("GET", path, headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
