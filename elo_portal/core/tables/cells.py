"""Cells of a file to values; `Wrong` says what is the matter with one."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, Never

from django.utils.translation import gettext as _

from elo_portal.core import markup
from elo_portal.core.tables.spreadsheets import Formula

SEPARATOR = "|"  # of lists, in CSV and spreadsheets
# As files and spreadsheets write them; spreadsheets add midnight to a day.
ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]00:00:00)?")
FINNISH_DAY = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})")


class Wrong(Exception):
    """Of one cell; the words say why."""


def text(value: Any, *, is_line: bool = False, longest: int | None = None, is_required: bool = False) -> str:
    """The cell as a text without outer and control characters; a line has single plain spaces. Raises Wrong."""
    if isinstance(value, Formula):
        refuse(_("holds a formula: put its value there"))
    if value is None:
        value = ""
    if isinstance(value, bool | list | dict):
        refuse(_("is not a text"))
    found = markup.clean(str(value))
    if is_line:
        found = " ".join(found.split())
    try:
        found.encode()
    except UnicodeEncodeError:
        refuse(_("holds something that is no character"))
    if longest is not None and len(found) > longest:
        figures = {"length": len(found), "most": longest}
        refuse(_("%(length)s characters are too many, at most %(most)s fit") % figures)
    return found or (refuse(_("is missing")) if is_required else "")


def items(value: Any) -> list[str]:
    """The entries of a list, each once. Raises Wrong."""
    parts = value if isinstance(value, list) else text(value).split(SEPARATOR)
    found = [text(part) for part in parts]
    return list(dict.fromkeys(part for part in found if part))


def one_of(value: Any, allowed: Iterable[str]) -> str:
    """One of the words, or nothing. Raises Wrong."""
    written = text(value)
    if written and written not in allowed:
        refuse_choice(written, allowed)
    return written


def day(value: Any) -> date | None:
    """2026-01-31, 31.1.2026 or a date of a spreadsheet; or nothing. Raises Wrong."""
    written = text(value, is_line=True)
    if not written:
        return None
    iso, finnish = ISO_DAY.fullmatch(written), FINNISH_DAY.fullmatch(written)
    parts = iso.groups() if iso else finnish.groups()[::-1] if finnish else ("0", "0", "0")
    try:
        return date(*map(int, parts))
    except ValueError:
        words = _("%(value)s is no day: write it such as 2026-01-31 or 31.1.2026")
        return refuse(words % {"value": quoted(written)})


def unknown_slug(slug: str) -> str:
    return _("unknown slug %(value)s") % {"value": quoted(slug)}


def unknown_code(code: str) -> str:
    return _("unknown code %(value)s") % {"value": quoted(code)}


def stands_already(row: int) -> str:
    return _("stands already in row %(row)s") % {"row": row}


def refuse_choice(written: str, allowed: Iterable[str]) -> Never:
    figures = {"value": quoted(written), "allowed": ", ".join(allowed)}
    refuse(_("%(value)s is none of %(allowed)s") % figures)


def quoted(words: str) -> str:
    """Short and on one line, so that a line stays a line."""
    return f"“{' '.join(words.split())[:60]}”"


def refuse(reason: str) -> Never:
    raise Wrong(reason)
