"""Checked files for tests, without opening anything."""

from elo_portal.core.files.checking import Checked
from practices.commands import attachments
from tests.core.files import samples
from tests.factories import NOW


def checked(content=b"%PDF-1.7 a", *, name="ohje.pdf", picture=False):
    """What the check lets through."""
    return Checked(
        name=name,
        extension=name.rpartition(".")[2],
        media_type="image/png" if picture else "application/pdf",
        is_picture=picture,
        content=content,
    )


def attach(practice, actor, file=None, *, title="Ohje", language="fi", alt_text="", now=NOW):
    return attachments.add(
        practice_id=practice.pk, checked=file or checked(), title=title, language=language,
        alt_text=alt_text, actor=actor, now=now,
    )  # fmt: skip


def picture():
    return checked(samples.png_file(), name="kuva.png", picture=True)
