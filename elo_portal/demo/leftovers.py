"""Finds the processes of a demo whose supervisor was killed. Each carries the mark of its data folder."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

MARK = "ELO_PORTAL_DEMO"
PROC = Path("/proc")


def processes(identity: str) -> list[int]:
    """Return the ids of the processes that were started with the mark of this data folder."""
    mark = f"{MARK}={identity}".encode()
    found = []
    for entry in PROC.iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        with suppress(OSError):  # it has ended, or belongs to somebody else
            if mark in (entry / "environ").read_bytes().split(b"\0"):
                found.append(int(entry.name))
    return found


def end(identity: str, *, seconds: float) -> int:
    """End what an earlier demo left behind; return how many processes that were."""
    left = processes(identity)
    deadline = time.monotonic() + seconds
    number = signal.SIGTERM
    pending = left
    while pending:
        for pid in pending:
            with suppress(ProcessLookupError):
                os.kill(pid, number)
        while (pending := processes(identity)) and time.monotonic() < deadline:
            time.sleep(0.05)
        number = signal.SIGKILL
        deadline = time.monotonic() + 2
    return len(left)
