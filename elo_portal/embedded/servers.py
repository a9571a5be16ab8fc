"""The embedded servers of a data folder, shared by all who need them; the last one to leave stops them."""

import fcntl
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Self

from elo_portal.embedded.folders import DataFolder
from elo_portal.embedded.postgres import Postgres
from elo_portal.embedded.valkey import Valkey


@dataclass
class Servers:
    """One process's share in the servers. The share is a lock, so that it ends even if the process is killed."""

    folder: DataFolder
    postgres: Postgres
    valkey: Valkey
    share: IO[str]
    identity: str

    @classmethod
    def of(cls, data: Path, *, options: tuple[str, ...] = ()) -> Self:
        """Take a share in the servers of the data folder; nothing is started yet. Raises CannotStart."""
        folder = DataFolder.opened(data)
        with ExitStack() as taken:
            with folder.locked("servers"):
                share = taken.enter_context((folder.path / "users.lock").open("w"))
                fcntl.flock(share, fcntl.LOCK_SH)
                account = folder.account()
                sockets = folder.sockets(account)
            taken.pop_all()
        return cls(
            folder=folder,
            postgres=Postgres(folder, account, sockets, options),
            valkey=Valkey(folder, account, sockets),
            share=share,
            identity=sockets.name,
        )

    def start_postgres(self) -> bool:
        """Start PostgreSQL unless it runs; return whether it was started. Raises CannotStart."""
        with self.folder.locked("servers"):
            return self.postgres.start()

    def start_valkey(self) -> bool:
        """Start Valkey unless it runs; return whether it was started. Raises CannotStart."""
        with self.folder.locked("servers"):
            return self.valkey.start()

    def revive_postgres(self) -> bool:
        """Start PostgreSQL if it has gone. One that is only slow to answer is left in peace."""
        return self.postgres.has_gone() and self.start_postgres()

    def revive_valkey(self) -> bool:
        """Start Valkey if it has gone. One that is only slow to answer is left in peace."""
        return self.valkey.has_gone() and self.start_valkey()

    def close(self) -> bool:
        """Give the share back; return whether it was the last one, so that the servers were stopped.

        The folder may have been moved or removed meanwhile: the open file knows where it is now.
        """
        if self.share.closed:
            return False
        folder = DataFolder.holding(self.share)
        with folder.locked("servers") if folder.path.exists() else nullcontext(), self.share:
            try:
                fcntl.flock(self.share, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            replace(self.valkey, folder=folder).stop()
            replace(self.postgres, folder=folder).stop()
            folder.remove_sockets(self.postgres.sockets)
        return True
