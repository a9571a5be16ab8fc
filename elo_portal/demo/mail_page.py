"""A page that shows the mails of the demo: to this machine only, read-only, with a policy that lets nothing out."""

import html
import re
import time
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from elo_portal.demo.mailbox import Mail, Mailbox
from elo_portal.demo.ports import LOOPBACK

FILES = Path(__file__).parent / "mail_files"
PAGE_SIZE = 50
POLICY = "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
# A mail's own HTML: no scripts, nothing from outside, links open in a window of their own.
MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)
LINK = re.compile(r"https?://[^\s<>\"']*[^\s<>\"'.,;:)]")


@dataclass(frozen=True)
class Answer:
    content: bytes
    content_type: str = "text/html; charset=utf-8"
    status: HTTPStatus = HTTPStatus.OK
    headers: dict[str, str] = field(default_factory=dict)


NOT_FOUND = Answer(
    "Viestiä ei ole. / There is no such mail.".encode(), "text/plain; charset=utf-8", HTTPStatus.NOT_FOUND
)


def serve(mailbox: Mailbox, port: int) -> ThreadingHTTPServer:
    """Return the server of the page, listening on the loopback address."""
    return ThreadingHTTPServer((LOOPBACK, port), partial(MailPage, mailbox))


class MailPage(BaseHTTPRequestHandler):
    """Answers GET for names of this machine: another site's page cannot reach it under a name of its own."""

    def __init__(self, mailbox: Mailbox, *args: Any) -> None:
        self.mailbox = mailbox
        super().__init__(*args)

    def do_GET(self) -> None:
        host = urlsplit(f"//{self.headers.get('Host', '')}").hostname
        if host not in {"localhost", LOOPBACK}:
            self.send(
                Answer(b"This page answers to localhost.", "text/plain", HTTPStatus.MISDIRECTED_REQUEST)
            )
            return
        parts = urlsplit(self.path)
        self.send(
            answer(
                self.mailbox, parts.path, {key: values[0] for key, values in parse_qs(parts.query).items()}
            )
        )

    def send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        headers = {
            "Content-Type": answer.content_type,
            "Content-Length": str(len(answer.content)),
            "Content-Security-Policy": POLICY,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "no-store",
            **answer.headers,
        }
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.content)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the page is looked at by one person."""


def answer(mailbox: Mailbox, path: str, query: dict[str, str]) -> Answer:
    """Return the answer to a path of the page."""
    match path.strip("/").split("/"):
        case [""]:
            return Answer(list_page(mailbox, query.get("q", ""), page_number(query)))
        case ["style.css"]:
            return Answer((FILES / "style.css").read_bytes(), "text/css; charset=utf-8")
        case ["mail", key]:
            mail = mailbox.get(key)
            return Answer(mail_page(mail)) if mail else NOT_FOUND
        case ["mail", key, "html"]:
            mail = mailbox.get(key)
            headers = {"Content-Security-Policy": MAIL_POLICY}
            return Answer(own_html(mail), headers=headers) if mail else NOT_FOUND
        case ["mail", key, "source"]:
            raw = mailbox.raw(key)
            return Answer(raw, "text/plain; charset=utf-8") if raw else NOT_FOUND
        case ["mail", key, "files", number] if number.isdecimal():
            mail = mailbox.get(key)
            return download(mail, int(number)) if mail else NOT_FOUND
    return NOT_FOUND


def download(mail: Mail, number: int) -> Answer:
    attachments = mail.attachments()
    if number >= len(attachments):
        return NOT_FOUND
    attachment = attachments[number]
    name = re.sub(r"[^\w.-]", "_", attachment.name, flags=re.ASCII)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Answer(attachment.content, attachment.content_type, headers=headers)


def own_html(mail: Mail) -> bytes:
    """Return the mail's own HTML, whose links open in a window of their own."""
    return mail.body("html").replace("<head>", '<head><base target="_blank">', 1).encode()


def page_number(query: dict[str, str]) -> int:
    number = query.get("page", "1")
    return max(int(number), 1) if number.isascii() and number.isdecimal() and len(number) < 6 else 1


def list_page(mailbox: Mailbox, wanted: str, page: int) -> bytes:
    """Return the list, the newest first; `wanted` is looked for in addresses and subjects."""
    keys = mailbox.keys()
    if wanted:
        keys = [
            key for key in keys if (mail := mailbox.get(key)) and wanted.lower() in mail.summary().lower()
        ]
    shown = [mail for key in keys[(page - 1) * PAGE_SIZE : page * PAGE_SIZE] if (mail := mailbox.get(key))]
    rows = "".join(
        f"<tr><td>{moment(mail)}</td><td>{escape(mail.recipients)}</td>"
        f'<td><a href="/mail/{mail.key}">{escape(mail.subject or "(–)")}</a></td></tr>'
        for mail in shown
    )
    return fill(
        "list.html",
        rows=rows,
        wanted=escape(wanted),
        count=str(len(keys)),
        empty="" if shown else '<p class="empty">Ei viestejä / <span lang="en">No mails</span></p>',
        newer=page_link("Uudemmat / Newer", wanted, page - 1) if page > 1 else "",
        older=page_link("Vanhemmat / Older", wanted, page + 1) if page * PAGE_SIZE < len(keys) else "",
    )


def mail_page(mail: Mail) -> bytes:
    """Return one mail: addresses, attachments, text, HTML."""
    headers = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in mail.headers())
    files = "".join(
        f'<li><a href="/mail/{mail.key}/files/{number}">{escape(file.name)}</a> ({escape(file.content_type)})</li>'
        for number, file in enumerate(mail.attachments())
    )
    frame = (
        f'<h2>HTML</h2><iframe title="HTML" src="/mail/{mail.key}/html"'
        ' sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>'
    )
    return fill(
        "mail.html",
        subject=escape(mail.subject),
        sender=escape(mail.sender),
        recipients=escape(mail.recipients),
        moment=moment(mail),
        key=mail.key,
        files=f'<h2>Liitteet / <span lang="en">Attachments</span></h2><ul>{files}</ul>' if files else "",
        text=linked(mail.body("plain")),
        html=frame if mail.body("html") else "",
        headers=headers,
    )


def fill(name: str, **values: str) -> bytes:
    return Template((FILES / name).read_text(encoding="utf-8")).substitute(values).encode()


def page_link(label: str, wanted: str, page: int) -> str:
    return f'<a href="/?{escape(urlencode({"q": wanted, "page": page}))}">{label}</a>'


def moment(mail: Mail) -> str:
    return time.strftime("%-d.%-m.%Y %H.%M.%S", time.localtime(mail.received_at))


def linked(text: str) -> str:
    """Return the text as HTML, its addresses as links."""
    return LINK.sub(lambda found: f'<a href="{found[0]}">{found[0]}</a>', escape(text))


def escape(text: str) -> str:
    return html.escape(text)
