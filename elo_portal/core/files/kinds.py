"""The kinds of files that are accepted, by extension. Everything else is refused."""

from dataclasses import dataclass
from typing import Literal

Family = Literal["pdf", "office", "odf", "picture"]
OFFICE = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."

MAX_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True)
class Kind:
    """`magic`: how the bytes begin. `main`: the part of an archive that holds the contents, and its root element."""

    family: Family
    media_type: str
    magic: bytes
    name: str  # as people call it
    main: str = ""
    root: str = ""


ZIP = b"PK\x03\x04"
PNG = Kind("picture", "image/png", b"\x89PNG\r\n\x1a\n", "PNG")
JPEG = Kind("picture", "image/jpeg", b"\xff\xd8\xff", "JPEG")
KINDS: dict[str, Kind] = {
    "pdf": Kind("pdf", "application/pdf", b"%PDF-", "PDF"),
    "docx": Kind(
        "office", f"{OFFICE}wordprocessingml.document", ZIP, "Word", "word/document.xml", "document"
    ),
    "xlsx": Kind("office", f"{OFFICE}spreadsheetml.sheet", ZIP, "Excel", "xl/workbook.xml", "workbook"),
    "pptx": Kind(
        "office",
        f"{OFFICE}presentationml.presentation",
        ZIP,
        "PowerPoint",
        "ppt/presentation.xml",
        "presentation",
    ),
    "odt": Kind("odf", f"{ODF}text", ZIP, "OpenDocument", "content.xml", "document-content"),
    "ods": Kind("odf", f"{ODF}spreadsheet", ZIP, "OpenDocument", "content.xml", "document-content"),
    "odp": Kind("odf", f"{ODF}presentation", ZIP, "OpenDocument", "content.xml", "document-content"),
    "png": PNG,
    "jpg": JPEG,
    "jpeg": JPEG,
}
MEDIA_TYPES = frozenset(kind.media_type for kind in KINDS.values())
PICTURE_TYPES = frozenset(kind.media_type for kind in KINDS.values() if kind.family == "picture")
EXTENSION_OF = {kind.media_type: extension for extension, kind in reversed(KINDS.items())}
ACCEPT = ",".join(f".{extension}" for extension in KINDS)  # for <input type=file>
