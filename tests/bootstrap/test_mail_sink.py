"""The mail sink of the demo: a real SMTP server, a folder of files, a page that only this machine sees."""

import smtplib
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from email.message import EmailMessage

import pytest

from elo_portal.demo import mail_page
from elo_portal.demo.environment import ROOT
from elo_portal.demo.mailbox import Mailbox
from elo_portal.demo.ports import free_port

pytestmark = pytest.mark.real_time


def message(subject="Tervetuloa, Åsa", to="asa@example.org"):
    mail = EmailMessage()
    mail["Subject"] = subject
    mail["From"] = "ELO-portaali <elo-portaali@example.org>"
    mail["To"] = to
    mail.set_content("Katso http://localhost:8000/fi/?a=1&b=2.\n<script>alert(1)</script>")
    mail.add_alternative("<html><head></head><body><h1>Hei</h1></body></html>", subtype="html")
    mail.add_attachment("BEGIN:VCALENDAR", subtype="calendar", filename='tapah"tuma.ics')
    return mail


@pytest.fixture
def mailbox(tmp_path):
    return Mailbox(tmp_path / "mail")


@pytest.fixture
def key(mailbox):
    recipients = ["asa@example.org", "piilo@example.org"]
    return mailbox.keep(message().as_bytes(), sender="elo-portaali@example.org", recipients=recipients)


@pytest.fixture
def address(mailbox):
    server = mail_page.serve(mailbox, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


def get(url, **headers):
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:  # noqa: S310
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.headers, refused.read().decode()


def test_mailbox_keeps_the_mail_as_it_came_with_its_envelope(mailbox, key):
    mail = mailbox.get(key)

    assert (mail.subject, mail.recipients) == ("Tervetuloa, Åsa", "asa@example.org, piilo@example.org")
    assert mail.body("html").startswith("<html>")
    assert [(file.name, file.content_type, file.content) for file in mail.attachments()] == [
        ('tapah"tuma.ics', "text/calendar", b"BEGIN:VCALENDAR\n")
    ]
    assert mailbox.raw(key).startswith(b"X-MailFrom: elo-portaali@example.org\r\nX-RcptTo: asa@example.org, ")


def test_mailbox_lists_the_newest_first_and_nothing_else(mailbox, key):
    later = mailbox.keep(b"Subject: x\n\nx", sender="", recipients=[])
    (mailbox.folder / "notes.eml").write_text("")

    assert mailbox.keys() == [later, key]


def test_list_shows_recipient_and_subject(address, key):
    status, headers, page = get(f"{address}/")

    assert status == 200
    assert "asa@example.org, piilo@example.org" in page
    assert f'<a href="/mail/{key}">Tervetuloa, Åsa</a>' in page
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'")


def test_list_looks_for_addresses_and_subjects(address, mailbox, key):
    mailbox.keep(
        message("Toinen", "matti@example.org").as_bytes(), sender="", recipients=["matti@example.org"]
    )

    assert "matti@example.org" in get(f"{address}/?q=MATTI")[2]
    assert "asa@example.org" not in get(f"{address}/?q=MATTI")[2]
    assert "Ei viestejä" in get(f"{address}/?q=ei-ketaan")[2]


def test_list_is_cut_into_pages(address, mailbox):
    for number in range(51):
        mailbox.keep(f"Subject: Viesti {number}.\n\n".encode(), sender="", recipients=["a@example.org"])

    assert "Viesti 0." not in get(f"{address}/")[2]
    assert "Viesti 0." in get(f"{address}/?page=2")[2]
    assert "Viesti 50." in get(f"{address}/?page=-3")[2]


def test_mail_shows_its_text_without_obeying_it(address, key):
    _, _, page = get(f"{address}/mail/{key}")

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert (
        '<a href="http://localhost:8000/fi/?a=1&amp;b=2">http://localhost:8000/fi/?a=1&amp;b=2</a>.' in page
    )


def test_html_of_a_mail_is_shut_in(address, key):
    _, headers, page = get(f"{address}/mail/{key}/html")

    assert '<head><base target="_blank"></head>' in page
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox allow-popups" in policy
    assert "allow-scripts" not in policy


def test_attachment_is_given_for_download(address, key):
    status, headers, content = get(f"{address}/mail/{key}/files/0")

    assert (status, content) == (200, "BEGIN:VCALENDAR\n")
    assert headers["Content-Disposition"] == 'attachment; filename="tapah_tuma.ics"'


@pytest.mark.parametrize(
    "path",
    [
        "/mail/1",
        "/mail/..%2F..%2Fenv/source",
        "/mail/../../env",
        "/nowhere",
        "/mail/x/files/1",
        "/mail/x/html",
    ],
)
def test_what_is_not_there_is_not_found(address, path):
    assert get(f"{address}{path}")[0] == 404


def test_page_does_not_answer_to_the_name_of_another_site(address, key):
    status, _, page = get(f"{address}/", Host="evil.example")

    assert status == 421
    assert key not in page


def test_sink_takes_mails_by_smtp_and_stops_when_told(mailbox):
    smtp_port, page_port = free_port(), free_port()
    command = [
        sys.executable,
        "-m",
        "elo_portal.demo.mail_sink",
        str(mailbox.folder),
        str(smtp_port),
        str(page_port),
    ]
    sink = subprocess.Popen(command, cwd=ROOT)
    try:
        deadline = time.monotonic() + 20
        while True:
            try:
                with smtplib.SMTP("127.0.0.1", smtp_port) as connection:
                    connection.send_message(message(), to_addrs=["asa@example.org"])
                break
            except ConnectionRefusedError:
                assert time.monotonic() < deadline
                time.sleep(0.05)
        assert "Tervetuloa, Åsa" in get(f"http://127.0.0.1:{page_port}/")[2]
    finally:
        sink.terminate()

    assert sink.wait(10) == 0
    assert [mailbox.get(key).recipients for key in list(mailbox.keys())] == ["asa@example.org"]
