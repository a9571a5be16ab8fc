"""ClamAV: a file is sent over a socket, the scanner says what it found (its INSTREAM command)."""

import logging
import socket
import struct
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import Model

logger = logging.getLogger(__name__)
Row = TypeVar("Row", bound=Model)

SECONDS = 60
CHUNK = 64 * 1024


class ScannerAway(Exception):
    """It does not answer now: try again later."""


class NotScanned(Exception):
    """It answered, but not whether the file is clean."""


def answers(rows: Iterable[Row]) -> Iterator[tuple[Row, str]]:
    """Each row whose `file` the scanner answered for, and what it found there; empty for a clean one.

    A file that is gone, or that it has no answer for, is logged and left out. Raises ScannerAway.
    """
    for row in rows:
        of_row: Any = row
        try:
            with of_row.file.open("rb") as file:
                found = found_in(file.chunks())
        except FileNotFoundError:
            logger.exception("The bytes of %s %s are gone", row._meta.label_lower, row.pk)
        except NotScanned:
            logger.exception("%s %s was not scanned", row._meta.label_lower, row.pk)
        else:
            yield row, found


def found_in(chunks: Iterable[bytes]) -> str:
    """The name of what the scanner found; empty for a clean file. Raises ScannerAway, NotScanned."""
    try:
        with _connected() as connection:
            with suppress(BrokenPipeError, ConnectionResetError):  # it has had enough, and says why
                _send(connection, chunks)
            reply = _reply(connection)
    except OSError as error:
        raise ScannerAway(type(error).__name__) from error
    if not reply:
        raise ScannerAway("no answer")
    return _verdict(reply)


def _send(connection: socket.socket, chunks: Iterable[bytes]) -> None:
    connection.sendall(b"zINSTREAM\0")
    for chunk in chunks:
        for start in range(0, len(chunk), CHUNK):
            part = chunk[start : start + CHUNK]
            connection.sendall(struct.pack(">I", len(part)) + part)
    connection.sendall(struct.pack(">I", 0))


def _connected() -> socket.socket:
    """`CLAMAV` is host:port, or the path of a socket."""
    if settings.CLAMAV.startswith("/"):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(SECONDS)
        connection.connect(settings.CLAMAV)
        return connection
    host, _colon, port = settings.CLAMAV.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)


def _reply(connection: socket.socket) -> str:
    reply = b""
    while not reply.endswith(b"\0") and len(reply) < CHUNK:
        received = connection.recv(4096)
        if not received:
            break
        reply += received
    return reply.rstrip(b"\0\n").decode("utf-8", "replace")


def _verdict(reply: str) -> str:
    _stream, _colon, said = reply.partition(": ")
    if said == "OK":
        return ""
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")
    raise NotScanned(reply[:100])
