"""Whom the embedded servers run as.

An ordinary user runs them as themselves. PostgreSQL refuses to be root, so root runs both as `nobody`, or as
whoever owns the data already. No account is made and no folder is opened to others for it.
"""

import os
import pwd
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

COPIES = Path("/var/tmp")  # noqa: S108 (each copy is checked to be root's alone before it is used)


@dataclass(frozen=True)
class Account:
    """A user and group; `is_self` when that is who runs this process."""

    uid: int
    gid: int

    @property
    def is_self(self) -> bool:
        return self.uid == os.geteuid()

    def popen_options(self) -> dict[str, Any]:
        return {} if self.is_self else {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, folder: Path) -> None:
        """Make the folder private to the account, with all that is in it: a copy made by root is root's."""
        if folder.stat().st_uid != self.uid:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, self.uid, self.gid, follow_symlinks=False)
        folder.chmod(0o700)

    @contextmanager
    def assumed(self) -> Iterator[None]:
        """Look at files and processes as the account does: root in a container may not see what it owns."""
        if self.is_self:
            yield
            return
        own_gid = os.getegid()
        os.setegid(self.gid)
        os.seteuid(self.uid)
        try:
            yield
        finally:
            os.seteuid(0)
            os.setegid(own_gid)

    def can_reach(self, path: Path) -> bool:
        with self.assumed():
            return os.access(path, os.X_OK, effective_ids=True)


def account_for(data: Path) -> Account:
    """Return whom the servers of this data folder run as."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    owner = data.stat() if data.exists() else None
    if owner is not None and owner.st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)


def installed(distribution: str, folders: tuple[str, ...], program: Path, account: Account) -> Path:
    """Return the path of a program of a wheel, in a place that the account can reach.

    When the environment lies in a closed folder (/root), the wheel's folders are copied out once. They keep
    their places beside each other, because the program finds its libraries that way.
    """
    spec = find_spec(folders[0])
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"{distribution} is not installed: run `make setup`.")
    site = Path(spec.submodule_search_locations[0]).parent
    if account.can_reach(site / program):
        return site / program
    copy = COPIES / f"elo-portal-{distribution}-{version(distribution)}"
    if not copy.exists():
        half = Path(f"{copy}.{os.getpid()}")
        half.mkdir(mode=0o755)
        for folder in folders:
            shutil.copytree(site / folder, half / folder, symlinks=True)
        try:
            half.rename(copy)
        except OSError:  # somebody else was faster
            shutil.rmtree(half)
    if copy.is_symlink() or copy.stat().st_uid != os.geteuid() or copy.stat().st_mode & 0o022:
        raise PermissionError(f"{copy} belongs to somebody else: remove it and start again.")
    return copy / program
