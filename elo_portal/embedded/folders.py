"""The folder that holds a portal's data, and the short private folder of its sockets.

A socket's path may have about 100 characters, a project's may have more, so sockets lie in /tmp, in a folder named
after a random id. The id is kept in a marker file of the data folder. The marker also tells whether it was copied:
a copy of the folder gets an id of its own, and so never talks to the servers of the original.
"""

import fcntl
import json
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from elo_portal.embedded.accounts import Account, account_for
from elo_portal.embedded.processes import REMOVED

SOCKETS = Path("/tmp")  # noqa: S108 (the folder in it is checked to be the account's alone before it is used)


class CannotStart(Exception):
    """An embedded server cannot be started; the text says why and what to do."""


@dataclass(frozen=True)
class DataFolder:
    """Where one portal keeps its data on this machine."""

    path: Path

    @classmethod
    def opened(cls, path: Path) -> "DataFolder":
        """Return the folder, made if it was missing and readable by its owner only."""
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder = cls(path.resolve())
        if not Path("/proc/self/cwd").exists():
            raise CannotStart(
                "The embedded servers need Linux: set DATABASE_URL and REDIS_URL to servers of your own."
            )
        if not os.access(folder.path, os.W_OK):
            raise CannotStart(f"{folder.path} belongs to somebody else. Choose another folder with DATA=.")
        return folder

    @classmethod
    def holding(cls, file: IO[str]) -> "DataFolder":
        """Return the folder of an open file, wherever it has been moved."""
        return cls(Path(os.readlink(f"/proc/self/fd/{file.fileno()}").removesuffix(REMOVED)).parent)

    @contextmanager
    def locked(self, name: str) -> Iterator[None]:
        """Hold a lock that dies with the process."""
        with (self.path / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def account(self) -> Account:
        return account_for(self.path / "postgres")

    def identity(self) -> str:
        """Return the folder's random id. Call it with the lock held."""
        marker = self.path / "folder.json"
        try:
            known = json.loads(marker.read_text())
            here = marker.stat()
            if known["file"] == [here.st_dev, here.st_ino]:
                return str(known["id"])
        except (OSError, ValueError, KeyError, TypeError):  # none yet, or cut short
            pass
        marker.unlink(missing_ok=True)
        identity = secrets.token_hex(8)
        with marker.open("w") as file:
            here = os.fstat(file.fileno())
            json.dump({"id": identity, "file": [here.st_dev, here.st_ino]}, file)
        return identity

    def sockets(self, account: Account) -> Path:
        """Return the private folder of the sockets, made if it is missing. Call it with the lock held."""
        folder = SOCKETS / f"elo-portal-{self.identity()}"
        try:
            folder.mkdir(mode=0o700)
            account.own(folder)
        except FileExistsError:
            found = folder.lstat()
            if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.uid or found.st_mode & 0o077:
                raise CannotStart(
                    f"{folder} is not private to this portal: remove it and start again."
                ) from None
        return folder

    def private(self, name: str, account: Account) -> Path:
        """Return a folder in the data folder that is the account's alone."""
        folder = self.path / name
        folder.mkdir(exist_ok=True)
        if folder.stat().st_uid != account.uid or folder.stat().st_mode & 0o077:
            account.own(folder)
        return folder

    def remove_sockets(self, sockets: Path) -> None:
        shutil.rmtree(sockets, ignore_errors=True)
