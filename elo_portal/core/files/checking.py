"""One file of a stranger: its name cleaned, its contents checked, pictures written anew."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.files.base import File

from elo_portal.core.files import names, sandbox
from elo_portal.core.files.kinds import KINDS, MAX_BYTES
from elo_portal.core.files.refusals import FileRefused


@dataclass(frozen=True)
class Checked:
    """What may be stored: these bytes under this name and type, and no others."""

    name: str
    extension: str
    media_type: str
    is_picture: bool
    content: bytes

    @property
    def size(self) -> int:
        return len(self.content)

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def check(file: File[Any], name: str) -> Checked:
    """Extension, first bytes, then the parser in a process of its own. Raises FileRefused."""
    content, clean_name, extension = _received(file, name)
    kind = KINDS[extension]
    _said, rewritten = sandbox.run("check", content, extension=extension)
    if len(rewritten) > MAX_BYTES:
        raise FileRefused("size")
    return Checked(
        name=clean_name,
        extension=extension,
        media_type=kind.media_type,
        is_picture=kind.family == "picture",
        content=rewritten or content,
    )


def read_word_file(file: File[Any], name: str) -> list[dict[str, str]]:
    """The paragraphs of a Word file that passes the same checks. Raises FileRefused."""
    content, _name, extension = _received(file, name)
    if extension != "docx":
        raise FileRefused("mismatch")
    said, _rest = sandbox.run("words", content, extension=extension)
    blocks: list[dict[str, str]] = said["blocks"]
    return blocks


def _received(file: File[Any], name: str) -> tuple[bytes, str, str]:
    """The bytes, after what can be told without opening them."""
    clean_name, extension = names.cleaned(name)
    if extension not in KINDS:
        raise FileRefused("kind")
    if not file.size:
        raise FileRefused("empty")
    if file.size > MAX_BYTES:
        raise FileRefused("size")
    file.seek(0)
    content = file.read()
    if not content.startswith(KINDS[extension].magic):
        raise FileRefused("mismatch")
    return content, clean_name, extension
