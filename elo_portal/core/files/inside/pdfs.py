"""PDF files: opened, and searched for whatever acts by itself or carries other files."""

import io
import re
import zlib
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from elo_portal.core.files.inside.refused import Refused
from elo_portal.core.files.kinds import Kind

MOST_PAGES = 2000
MOST_OBJECTS = 300_000
MOST_IN_A_STREAM = 100 * 1024 * 1024
FLATE = ("/FlateDecode", "/Fl")
ACTIVE_KEYS = frozenset({"/JS", "/JavaScript", "/XFA", "/RichMedia", "/RichMediaContent"})
ACTIVE_ACTIONS = frozenset(
    {
        "/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition", "/Movie", "/Sound",
        "/RichMediaExecute", "/GoTo3DView",
    }
)  # fmt: skip
CARRIED = frozenset({"/EmbeddedFile", "/EmbeddedFiles", "/EF", "/Collection"})
# A second look at the bytes, for objects that only a forgiving reader would find.
WORDS = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|JS[\s(<\[/])")
STREAMS = re.compile(rb"\bstream\r?\n.*?endstream", re.DOTALL)
HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
END_OF_ARCHIVE = b"PK\x05\x06"
OTHER_FILES = (b"PK\x03\x04\x14\x00", b"<html", b"<script", b"<!doctype", b"<svg", b"<?php")


def answer(content: bytes, kind: Kind) -> tuple[dict[str, Any], bytes]:
    """The file may be stored as it is."""
    check(content)
    return {}, b""


def check(content: bytes) -> None:
    """Raises Refused for what is not one PDF, and for scripts, commands and files inside."""
    _check_ends(content)
    _check_bytes(content)
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused("encrypted")  # noqa: TRY301
        pages = len(reader.pages)
        if not 0 < pages <= MOST_PAGES:
            raise Refused("broken")  # noqa: TRY301
        _ = reader.pages[0].mediabox
        _walk_all(reader)
    except (Refused, MemoryError, RecursionError):
        raise
    except Exception as error:
        raise Refused("broken") from error


def _check_ends(content: bytes) -> None:
    """Nothing before the header, nothing behind the end."""
    end = content.rfind(b"%%EOF")
    if end < 0:
        raise Refused("broken")
    if content[end + 5 :].strip(b"\r\n\t \x00\x1a"):
        raise Refused("hidden")


def _check_bytes(content: bytes) -> None:
    outside = HEX.sub(lambda found: bytes([int(found[1], 16)]), STREAMS.sub(b" ", content))
    low = outside.lower()
    if END_OF_ARCHIVE in content[-70_000:] or any(mark.lower() in low for mark in OTHER_FILES):
        raise Refused("hidden")
    if found := WORDS.search(outside):
        raise Refused("embedded" if found[1].startswith(b"Embedded") else "commands")


def _walk_all(reader: PdfReader) -> None:
    numbers = {(number, generation) for generation, objects in reader.xref.items() for number in objects} | {
        (number, 0) for number in reader.xref_objStm
    }
    if len(numbers) > MOST_OBJECTS:
        raise Refused("heavy")
    _walk(reader.trailer)
    for number, generation in sorted(numbers):
        try:
            found = reader.get_object(_reference(reader, number, generation))
        except (MemoryError, RecursionError):
            raise
        except Exception:  # noqa: BLE001, S112 - a free or torn entry that no page needs
            continue
        _walk(found)


def _reference(reader: PdfReader, number: int, generation: int) -> Any:
    from_pypdf: Any = reader.trailer.raw_get("/Root")
    return type(from_pypdf)(number, generation, reader)


def _walk(top: Any) -> None:
    """The object with all that lies directly in it; what it refers to has a number of its own."""
    waiting = [top]
    while waiting:
        one = waiting.pop()
        if isinstance(one, StreamObject):
            _check_stream(one)
        if isinstance(one, DictionaryObject):
            _check_keys(one)
            waiting += [one.raw_get(key) for key in one]
        elif isinstance(one, ArrayObject):
            waiting += list.__iter__(one)


def _check_keys(one: DictionaryObject) -> None:
    keys = set(one)
    action = one.raw_get("/S") if "/S" in keys else None
    if keys & CARRIED or ("/Type" in keys and one.raw_get("/Type") == "/EmbeddedFile"):
        raise Refused("embedded")
    if keys & ACTIVE_KEYS or (isinstance(action, str) and action in ACTIVE_ACTIONS and "/Dest" not in keys):
        raise Refused("commands")


def _check_stream(stream: StreamObject) -> None:
    """No stream swells beyond all measure; none is packed twice."""
    filters = stream.get("/Filter")
    names = [filters] if isinstance(filters, str) else list(filters or [])
    packed = sum(name in FLATE for name in names)
    if packed > 1:
        raise Refused("bomb")
    if packed and names[0] in FLATE:
        _check_swelling(stream._data)  # noqa: SLF001 - the raw bytes have no other name


def _check_swelling(packed: bytes) -> None:
    unpacker = zlib.decompressobj()
    total, rest = 0, packed
    try:
        while rest and not unpacker.eof:
            total += len(unpacker.decompress(rest, 1024 * 1024))
            if total > MOST_IN_A_STREAM:
                raise Refused("bomb")
            rest = unpacker.unconsumed_tail
    except zlib.error:
        return  # a torn stream: a reader shows what it can
