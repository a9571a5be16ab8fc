"""A scanner that speaks ClamAV's own protocol and knows one virus."""

import socketserver
import struct
import threading
from contextlib import contextmanager

# The test file that every scanner knows, put together here so that no scanner minds this source.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Scanner(socketserver.BaseRequestHandler):
    def handle(self):
        if self.server.answer is not None:
            self.request.sendall(self.server.answer)
            return
        assert self._read(10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack(">I", self._read(4))[0]:
            content += self._read(length)
        self.server.received.append(content)
        found = b"Win.Test.EICAR_HDB-1 FOUND" if EICAR in content else b"OK"
        self.request.sendall(b"stream: " + found + b"\0")

    def _read(self, length):
        read = b""
        while len(read) < length:
            part = self.request.recv(length - len(read))
            if not part:
                raise ConnectionError("the sender went away")
            read += part
        return read


@contextmanager
def running(address, *, answer=None):
    """At ("127.0.0.1", 0) or the path of a socket; `answer`: say this and nothing else."""
    kind = (
        socketserver.ThreadingUnixStreamServer
        if isinstance(address, str)
        else socketserver.ThreadingTCPServer
    )
    with kind(address, Scanner) as server:
        server.received, server.answer = [], answer
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
