"""The browser of the tests draws a page."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

PAGE = b"<!doctype html><html lang='fi'><title>Sivu</title><h1>\xc3\x84\xc3\xa4kk\xc3\xb6set</h1>"


class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_):
        pass


@pytest.fixture
def address():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_chromium_draws_a_page(page, address):
    page.goto(address)

    assert page.get_by_role("heading").inner_text() == "Ääkköset"
    assert len(page.screenshot()) > 1000
