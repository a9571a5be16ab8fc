"""Office and OpenDocument files: archives of XML. Counted before they are unpacked, read part by part."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.sax import ContentHandler
from xml.sax.xmlreader import AttributesNSImpl

import defusedxml.common
import defusedxml.sax

from elo_portal.core.files.inside.refused import Refused
from elo_portal.core.files.kinds import KINDS, ZIP, Kind

MOST_MEMBERS = 2000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 100
SMALL = 1024 * 1024  # below this a high ratio is only thrift
END_OF_ARCHIVE = 22  # bytes, without a comment
ENCRYPTED = 0x1

ACTIVE = re.compile(
    r"vba|macrosheets/|activex/|(^|/)oleobject[^/]*$|^(basic|scripts)/|"
    r"\.(exe|dll|com|scr|msi|js|jse|vbs|wsf|hta|html?|xhtml|svg|bat|cmd|ps1|lnk|jar|py|sh|php|url|swf)$",
    re.IGNORECASE,
)
ARCHIVES = (b"PK\x03\x04", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
PROGRAMS = (b"MZ", b"\x7fELF", b"\xd0\xcf\x11\xe0", b"#!")
XML = (".xml", ".rels", ".rdf")
DATA_EXCHANGE = re.compile(r"\bDDE(AUTO)?\b", re.IGNORECASE)  # a field that starts another program
MAY_POINT_OUT = ("/hyperlink",)  # what is only followed by a click
TEMPLATE = "/attachedTemplate"
FETCHES = frozenset(  # of OpenDocument
    {"image", "object", "object-ole", "plugin", "floating-frame", "section-source", "table-source"}
)
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:|//|\\\\", re.IGNORECASE)
OWN_DISK = re.compile(r"file:/{0,3}[a-z]:", re.IGNORECASE)


def answer(content: bytes, kind: Kind) -> tuple[dict[str, Any], bytes]:
    """The file may be stored as it is."""
    check(content, kind)
    return {}, b""


def check(content: bytes, kind: Kind, *, is_inner: bool = False) -> None:
    """Raises Refused for what is not exactly one document without anything that acts."""
    archive = _opened(content)
    members = _counted(archive, len(content))
    names = [member.filename for member in members]
    if not is_inner and any(name.endswith(tuple(f".{one}" for one in KINDS)) for name in names):
        _room_for_inner(members)
    if kind.family == "odf":
        _check_mimetype(archive, kind)
    required = {kind.main, "[Content_Types].xml" if kind.family == "office" else "META-INF/manifest.xml"}
    if not required <= set(names):
        raise Refused("mismatch")
    for member in members:
        _check_member(archive, member, kind, is_inner=is_inner)


def _opened(content: bytes) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile as error:
        raise Refused("broken") from error
    if content[-END_OF_ARCHIVE:-18] != b"PK\x05\x06" or archive.comment:
        raise Refused("hidden")  # something stands behind the archive
    return archive


def _counted(archive: zipfile.ZipFile, size: int) -> list[zipfile.ZipInfo]:
    """The members, after their numbers have been added up."""
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise Refused("bomb")
    if min((member.header_offset for member in members), default=1) != 0:
        raise Refused("hidden")  # something stands before the archive
    if len({member.filename.casefold() for member in members}) != len(members):
        raise Refused("broken")  # two parts of one name: readers would differ in what they show
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if packed > size or unpacked > MOST_UNPACKED or unpacked > max(size * MOST_RATIO, SMALL):
        raise Refused("bomb")
    for member in members:
        path = member.filename.replace("\\", "/")
        if path.startswith("/") or ":" in path or ".." in path.split("/"):
            raise Refused("broken")
        if member.flag_bits & ENCRYPTED:
            raise Refused("encrypted")
        if member.file_size > SMALL and member.file_size > member.compress_size * MOST_RATIO:
            raise Refused("bomb")
    return members


def _room_for_inner(members: list[zipfile.ZipInfo]) -> None:
    """A spreadsheet behind a chart is usual; many of them are not."""
    inner = [member for member in members if member.filename.endswith(tuple(f".{one}" for one in KINDS))]
    if sum(member.file_size for member in inner) > MOST_UNPACKED // 10:
        raise Refused("bomb")


def _check_mimetype(archive: zipfile.ZipFile, kind: Kind) -> None:
    first = archive.infolist()[0]
    if (
        first.filename != "mimetype"
        or first.file_size > 200
        or archive.read(first) != kind.media_type.encode()
    ):
        raise Refused("mismatch")


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, kind: Kind, *, is_inner: bool) -> None:
    name = member.filename
    if ACTIVE.search(name):
        raise Refused("active")
    content = archive.read(member)  # checks length and checksum as well
    if content.startswith(PROGRAMS):
        raise Refused("active")
    if content.startswith(ARCHIVES):
        extension = name.rpartition(".")[2].lower()
        if is_inner or not content.startswith(ZIP) or extension not in KINDS:
            raise Refused("embedded")
        check(content, KINDS[extension], is_inner=True)
    elif name.lower().endswith(XML) and (content or name == kind.main):
        _check_xml(content, name, kind)


def _check_xml(content: bytes, name: str, kind: Kind) -> None:
    reader = _Reader()
    try:
        defusedxml.sax.parseString(content, reader, forbid_dtd=True)
    except defusedxml.common.DefusedXmlException as error:
        raise Refused("active") from error
    except Exception as error:
        raise Refused("broken") from error
    if name == kind.main and reader.root != kind.root:
        raise Refused("mismatch")
    if DATA_EXCHANGE.search(reader.instructions):
        raise Refused("active")
    for reason in reader.found:
        raise Refused(reason)


class _Reader(ContentHandler):
    """Keeps the root element and what must not be there; the text goes by."""

    def __init__(self) -> None:
        super().__init__()
        self.root = ""
        self.found: list[str] = []
        self.instructions = ""  # of Word's fields; a word of them may be cut into several elements
        self._is_instruction = False

    def startElement(self, name: str, attrs: AttributesNSImpl) -> None:  # type: ignore[override]  # noqa: N802
        plain = name.rpartition(":")[2]
        self.root = self.root or plain
        values = {key.rpartition(":")[2].lower(): str(value) for key, value in attrs.items()}  # type: ignore[attr-defined]
        self.found += _forbidden(plain.lower(), values)
        self.instructions += values.get("instr", "")
        self._is_instruction = plain == "instrText"

    def endElement(self, name: str) -> None:  # noqa: N802
        self._is_instruction = False

    def characters(self, content: str) -> None:
        if self._is_instruction:
            self.instructions += content


def _starts_something(element: str, values: dict[str, str]) -> bool:
    """A click that runs a macro or a program; one that turns the page is usual."""
    action = values.get("action", "").lower()
    is_macro = element == "event-listener" and "language" in values
    return (
        is_macro
        or action in {"execute", "verb"}
        or action.startswith(("ppaction://program", "ppaction://macro"))
    )


def _forbidden(element: str, values: dict[str, str]) -> Iterator[str]:
    if element == "encryption-data":
        yield "encrypted"
    if element in {"script", "applet", "ddelink"} or _starts_something(element, values):
        yield "active"
    if "macroenabled" in values.get("contenttype", "").lower():
        yield "active"
    if element in FETCHES and ADDRESS.match(values.get("href", "")):
        yield "remote"
    if element == "relationship" and values.get("targetmode", "").lower() == "external":
        target, what = values.get("target", ""), values.get("type", "")
        is_template_at_home = what.endswith(TEMPLATE) and OWN_DISK.match(target)
        if not what.endswith(MAY_POINT_OUT) and not is_template_at_home:
            yield "remote"
