"""Starts, finds and ends the processes that serve a data folder.

Each server works inside its data folder, so the folder a process stands in says whose it is. That holds for a moved
folder, and neither a copy nor a process id that was given to somebody else is mistaken for ours.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from elo_portal.embedded.accounts import Account

PROC = Path("/proc")
REMOVED = " (deleted)"  # how the system marks the name of something that is gone
# Kept for their exit status: a child that nobody asks for it stays a zombie.
_launched: list[subprocess.Popen[bytes]] = []


def launch(
    arguments: Sequence[str | Path],
    *,
    folder: Path,
    log: Path,
    account: Account,
    environment: Mapping[str, str],
) -> subprocess.Popen[bytes]:
    """Start a server inside its folder, in a session of its own: Ctrl-C and the end of this process spare it."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            arguments,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **account.popen_options(),
        )
    _launched.append(process)
    return process


def let_go() -> None:
    """What this process has launched goes on without it, for others: nobody here waits for its end."""
    for process in _launched:
        process.returncode = 0
    _launched.clear()


def occupants(folder: Path, account: Account) -> list[int]:
    """Return the ids of the account's processes that work inside the folder."""
    found = []
    places = {str(folder), f"{folder}{REMOVED}"}
    with account.assumed():
        for entry in PROC.iterdir():
            if not entry.name.isdigit() or int(entry.name) == os.getpid():
                continue
            try:
                if entry.stat().st_uid == account.uid and os.readlink(entry / "cwd") in places:
                    found.append(int(entry.name))
            except OSError:  # it has ended
                continue
    return found


def send(pids: Sequence[int], signal_number: signal.Signals) -> None:
    for pid in pids:
        try:
            os.kill(pid, signal_number)
        except ProcessLookupError:
            continue


def wait_for(condition: Callable[[], bool], *, seconds: float) -> bool:
    """Return whether the condition came true in time."""
    deadline = time.monotonic() + seconds
    pause = 0.01
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(pause)
        pause = min(pause * 1.5, 0.1)
    return True


def clear(folder: Path, account: Account, *, seconds: float) -> None:
    """Give what still works inside the folder the time to end by itself, then end it."""
    if not wait_for(lambda: not occupants(folder, account), seconds=seconds):
        send(occupants(folder, account), signal.SIGKILL)
        wait_for(lambda: not occupants(folder, account), seconds=5)
    _launched[:] = [process for process in _launched if process.poll() is None]
