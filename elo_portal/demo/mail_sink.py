"""The mail sink of the demo: keeps every mail, sends none on.

`python -m elo_portal.demo.mail_sink FOLDER SMTP_PORT PAGE_PORT`
"""

import signal
import sys
import threading
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from elo_portal.demo import mail_page
from elo_portal.demo.mailbox import Mailbox
from elo_portal.demo.ports import LOOPBACK


class Sink:
    """Says yes to every mail."""

    def __init__(self, mailbox: Mailbox) -> None:
        self.mailbox = mailbox

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.original_content or b""
        self.mailbox.keep(content, sender=envelope.mail_from or "", recipients=envelope.rcpt_tos)
        return "250 OK"


def main(folder: Path, smtp_port: int, page_port: int) -> None:
    mailbox = Mailbox(folder)
    controller = Controller(Sink(mailbox), hostname=LOOPBACK, port=smtp_port)
    page = mail_page.serve(mailbox, page_port)
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    controller.start()
    threading.Thread(target=page.serve_forever, daemon=True).start()
    stopping.wait()
    page.shutdown()
    page.server_close()
    controller.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
