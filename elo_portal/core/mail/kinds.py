"""Kinds of mail. Each app registers its own, so that core knows none."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Generic, TypeVar

import css_inline
from django.conf import settings
from django.db.models import Model
from django.template.loader import render_to_string

from elo_portal.core.models import OutgoingMail
from elo_portal.core.viewers import Viewer

About = TypeVar("About", bound=Model)
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_inliner = css_inline.CSSInliner(keep_style_tags=True, load_remote_stylesheets=False)


@dataclass(frozen=True)
class Attachment:
    name: str
    content: bytes
    mimetype: str  # with parameters: "text/calendar; method=REQUEST"


@dataclass(frozen=True)
class Rendered:
    subject: str
    text: str
    html: str
    attachments: tuple[Attachment, ...] = ()
    unsubscribe_url: str = ""


class Kind(Generic[About]):
    """One kind of mail about one kind of object.

    Set `name` (stable: it stands in rows), `stream`, `model` (or None: about nothing) and `template`
    ("seminars/mail/confirmed": `.subject.txt`, `.txt` and `.html` are rendered in the recipient's
    language). Everything is asked again when the mail leaves, not when it was queued.
    """

    name: ClassVar[str]
    stream: ClassVar[OutgoingMail.Stream] = OutgoingMail.Stream.TRANSACTIONAL
    model: ClassVar[type[Model] | None] = None
    template: ClassVar[str] = ""
    is_sensitive: ClassVar[bool] = False  # holds a code or a token: the body goes when the mail has gone

    def load(self, about_id: int | None) -> About | None:
        """The object now, or None when it is gone. One query."""
        if self.model is None or about_id is None:
            return None
        return self.model._base_manager.filter(pk=about_id).first()  # type: ignore[return-value]

    def still_due(self, about: About, *, now: datetime) -> bool:
        return True

    def may_receive(self, viewer: Viewer, about: About) -> bool:
        """Whether the recipient, with the rights of the moment, may read this."""
        raise NotImplementedError

    def context(
        self, about: About, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> dict[str, Any] | None:
        """What the templates need; None when there is nothing to say, then no mail leaves."""
        return {"about": about}

    def attachments(self, about: About, *, viewer: Viewer) -> tuple[Attachment, ...]:
        return ()

    def unsubscribe_url(self, *, viewer: Viewer) -> str:
        """An absolute address that takes a POST without signing in (RFC 8058), or nothing."""
        return ""

    def render(
        self, about: About, *, viewer: Viewer, now: datetime, params: Mapping[str, Any]
    ) -> Rendered | None:
        """The mail in the active language, or None when there is nothing to say."""
        context = self.context(about, viewer=viewer, now=now, params=params)
        if context is None:
            return None
        url = self.unsubscribe_url(viewer=viewer)
        context |= {"base_url": settings.BASE_URL, "viewer": viewer, "now": now, "unsubscribe_url": url}
        return Rendered(
            subject=one_line(render_to_string(f"{self.template}.subject.txt", context)),
            text=render_to_string(f"{self.template}.txt", context).strip() + "\n",
            html=_inliner.inline(render_to_string(f"{self.template}.html", context)),
            attachments=self.attachments(about, viewer=viewer),
            unsubscribe_url=url,
        )


def one_line(text: str) -> str:
    """Without control characters and line breaks: fit for a header."""
    return CONTROL.sub(" ", text).strip()[:250]


_kinds: dict[str, Kind[Any]] = {}


def kind(cls: type[Kind[Any]]) -> type[Kind[Any]]:
    """Register a kind under its name; a decorator."""
    _kinds[cls.name] = cls()
    return cls


def registered(name: str) -> Kind[Any]:
    """The kind of that name. Raises KeyError for one that nobody registered."""
    return _kinds[name]
