"""A process of the demo: started in a group of its own, started again with growing pauses, ended with its group."""

import os
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

LOG_LIMIT = 5_000_000


@dataclass
class Child:
    """One process, and when it may be started again."""

    SHORTEST_PAUSE: ClassVar[float] = 1.0
    LONGEST_PAUSE: ClassVar[float] = 30.0
    STEADY_AFTER: ClassVar[float] = 60.0  # seconds after which an end counts as a new misfortune

    name: str
    command: Sequence[str | Path]
    folder: Path
    log: Path
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    started_at: float = field(default=0.0, init=False)
    pause: float = field(default=SHORTEST_PAUSE, init=False)
    due_at: float = field(default=0.0, init=False)

    def start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.started_at = time.monotonic()
        self.due_at = 0.0

    @property
    def status(self) -> int | None:
        """The exit status, or None while the process runs."""
        return self.process.poll() if self.process else None

    def look_after(self, *, now: float) -> str | None:
        """Start the process again when it has ended and its pause is over; return what happened, if anything did."""
        if self.status is None:
            return None
        if self.due_at == 0.0:
            self.signal(signal.SIGKILL)  # what it started must not outlive it
            if now - self.started_at > self.STEADY_AFTER:
                self.pause = self.SHORTEST_PAUSE
            pause, self.pause = self.pause, min(self.pause * 2, self.LONGEST_PAUSE)
            self.due_at = now + pause
            return (
                f"{self.name} ended with status {self.status}, starts again in {pause:.0f} s (see {self.log})"
            )
        if now >= self.due_at:
            self.start()
            return f"{self.name} started again"
        return None

    def signal(self, number: signal.Signals) -> None:
        """Signal the process and all that it started."""
        if self.process:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, number)

    def last_lines(self, count: int = 15) -> str:
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-count:])


def stop_all(children: Sequence[Child], *, seconds: float) -> None:
    """Ask all to end, wait together, then end what is left, with all that it started."""
    for child in children:
        child.signal(signal.SIGTERM)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and any(child.process and child.status is None for child in children):
        time.sleep(0.05)
    for child in children:
        child.signal(signal.SIGKILL)
        if child.process:
            child.process.wait()
