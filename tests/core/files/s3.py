"""A store of objects in a few lines: enough of S3 to put, get, list and delete."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

LISTED = (
    "<Contents><Key>{}</Key><Size>1</Size><LastModified>2026-03-02T12:00:00.000Z</LastModified></Contents>"
)


class Store(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_PUT(self):
        self.server.calls.append(("PUT", dict(self.headers)))
        self.server.objects[self.key()] = self._body()
        self._answer(200, b"", ETag='"x"')

    def do_HEAD(self):
        self.do_GET()

    def do_GET(self):
        query = parse_qs(urlsplit(self.path).query)
        if "list-type" in query or "prefix" in query:
            prefix = query.get("prefix", [""])[0]
            names = [name for name in self.server.objects if name.startswith(prefix)]
            listed = "".join(LISTED.format(name) for name in names)
            self._answer(200, f"<ListBucketResult>{listed}</ListBucketResult>".encode())
        elif self.key() in self.server.objects:
            self._answer(
                200,
                self.server.objects[self.key()],
                ETag='"x"',
                Last_Modified="Mon, 02 Mar 2026 12:00:00 GMT",
            )
        else:
            self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>")

    def do_DELETE(self):
        self.server.objects.pop(self.key(), None)
        self._answer(204, b"")

    def key(self):
        return unquote(urlsplit(self.path).path).removeprefix("/liitteet/")

    def _body(self):
        if "chunked" not in self.headers.get("Transfer-Encoding", ""):
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            return _unchunked(body) if "aws-chunked" in self.headers.get("Content-Encoding", "") else body
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return _unchunked(body)

    def _answer(self, status, body, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *args):
        pass


def _unchunked(body):
    """The bytes of a body in signed or summed parts."""
    content = b""
    while body:
        head, _, body = body.partition(b"\r\n")
        size = int(head.split(b";")[0], 16)
        if not size:
            break
        content, body = content + body[:size], body[size + 2 :]
    return content


@contextmanager
def running():
    """The server; its `objects` by name, its `calls`."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Store) as server:
        server.objects, server.calls = {}, []
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
