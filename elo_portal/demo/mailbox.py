"""The mails that the sink has received: one file each, named after the moment of arrival."""

import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from secrets import token_hex
from typing import cast

KEY = re.compile(r"\d{19}-[0-9a-f]{8}")


@dataclass(frozen=True)
class Attachment:
    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """One received mail, read as a mail program reads it."""

    key: str
    message: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.message.get("Subject", "")).strip()  # a long one begins on a new line

    @property
    def sender(self) -> str:
        return str(self.message.get("From", ""))

    @property
    def recipients(self) -> str:
        """Whom it was handed over for, not only whom it names."""
        return str(self.message.get("X-RcptTo", ""))

    @property
    def received_at(self) -> float:
        return int(self.key.split("-")[0]) / 1e9

    def summary(self) -> str:
        return f"{self.recipients} {self.subject}"

    def headers(self) -> list[tuple[str, str]]:
        return [
            (name, str(value))
            for name, value in self.message.items()
            if name not in {"X-MailFrom", "X-RcptTo"}
        ]

    def body(self, kind: str) -> str:
        """Return the text of the `plain` or `html` part, or nothing."""
        part = cast("EmailMessage | None", self.message.get_body(preferencelist=(kind,)))
        return str(part.get_content()) if part is not None else ""

    def attachments(self) -> list[Attachment]:
        """Return what is not a body: files, and a calendar entry that came as an alternative."""
        bodies = [self.message.get_body(preferencelist=(kind,)) for kind in ("plain", "html")]
        return [
            Attachment(
                name=part.get_filename()
                or ("event.ics" if part.get_content_type() == "text/calendar" else "file"),
                content_type=part.get_content_type(),
                content=cast("bytes", part.get_payload(decode=True)),
            )
            for part in self.message.walk()
            if not part.is_multipart() and part not in bodies
        ]


@dataclass(frozen=True)
class Mailbox:
    """A folder of mails."""

    folder: Path

    def keep(self, content: bytes, *, sender: str, recipients: Iterable[str]) -> str:
        """Store a mail as it came, with the addresses of the envelope on top; return its key."""
        self.folder.mkdir(parents=True, exist_ok=True)
        key = f"{time.time_ns():019d}-{token_hex(4)}"
        envelope = f"X-MailFrom: {sender}\r\nX-RcptTo: {', '.join(recipients)}\r\n"
        half = self.folder / f"{key}.part"
        half.write_bytes(envelope.encode() + content)
        half.replace(self.folder / f"{key}.eml")
        return key

    def keys(self) -> list[str]:
        """Return the keys of all mails, the newest first."""
        return sorted(
            (path.stem for path in self.folder.glob("*.eml") if KEY.fullmatch(path.stem)), reverse=True
        )

    def raw(self, key: str) -> bytes | None:
        path = self.folder / f"{key}.eml"
        return path.read_bytes() if KEY.fullmatch(key) and path.exists() else None

    def get(self, key: str) -> Mail | None:
        raw = self.raw(key)
        return (
            Mail(key, cast("EmailMessage", message_from_bytes(raw, policy=policy.default))) if raw else None  # type: ignore[redundant-cast]
        )
