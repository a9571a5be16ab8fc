"""Files made on the spot: honest ones, and the parts of hostile ones."""

import io
import zipfile
import zlib

import docx
import openpyxl
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from elo_portal.core.files.kinds import KINDS

MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND_OF_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def zipped(members, *, compression=zipfile.ZIP_DEFLATED, comment=b""):
    """An archive of (name, bytes) pairs or of a dict."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", compression) as archive:
        archive.comment = comment
        for name, content in members.items() if isinstance(members, dict) else members:
            archive.writestr(name, content)
    return written.getvalue()


def members_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def docx_file(text="Ohje", *, add=None, drop=()):
    """A Word file; `add` puts further members in, `drop` leaves some out."""
    written = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(text)
    document.save(written)
    if add is None and not drop:
        return written.getvalue()
    members = {name: part for name, part in members_of(written.getvalue()).items() if name not in drop}
    return zipped(members | (add or {}))


def xlsx_file():
    written = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["Alue", 3])
    book.save(written)
    return written.getvalue()


def pptx_file():
    """Small, but all that the format asks for."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>'
    )
    main = '<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"/>'
    return zipped({"[Content_Types].xml": types, "ppt/presentation.xml": main})


def odf_file(extension="odt", *, add=None, manifest="", mimetype=None, content=None, first=True):
    kind = KINDS[extension].media_type
    members = {
        "content.xml": content or f'<office:document-content xmlns:office="{OFFICE}"/>',
        "META-INF/manifest.xml": f'<m:manifest xmlns:m="{MANIFEST}">{manifest}</m:manifest>',
        **(add or {}),
    }
    named = [("mimetype", mimetype or kind)]
    return zipped([*named, *members.items()] if first else [*members.items(), *named])


def png_file(size=(40, 30), mode="RGB", **options):
    written = io.BytesIO()
    Image.new(mode, size).save(written, "PNG", **options)
    return written.getvalue()


def jpeg_file(size=(40, 30), mode="RGB", **options):
    written = io.BytesIO()
    Image.new(mode, size).save(written, "JPEG", **options)
    return written.getvalue()


def pdf_file(change=None, *, pages=1):
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if change:
        change(writer)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def dictionary(**entries):
    """A PDF dictionary: `dictionary(S="/Launch", F="x.exe")`."""
    return DictionaryObject({NameObject(f"/{name}"): _value(value) for name, value in entries.items()})


def _value(value):
    if isinstance(value, str):
        return NameObject(value) if value.startswith("/") else TextStringObject(value)
    if isinstance(value, int):
        return NumberObject(value)
    return ArrayObject([_value(one) for one in value]) if isinstance(value, list) else value


def with_root(**entries):
    """A PDF whose catalogue has these entries."""

    def change(writer):
        writer.root_object.update(dictionary(**entries))

    return pdf_file(change)


def with_page(**entries):
    def change(writer):
        writer.pages[0].update(dictionary(**entries))

    return pdf_file(change)


def with_stream(content, filters="/FlateDecode"):
    """A PDF by hand with one more stream: what a writer would refuse to write."""
    names = filters if " " not in filters else f"[{filters}]"
    body = b"4 0 obj<</Length %d/Filter%s>>stream\n%s\nendstream endobj\n" % (
        len(content),
        names.encode(),
        content,
    )
    return raw_pdf(body)


def raw_pdf(extra=b"", *, catalogue=b""):
    """A PDF with a page and its table, written by hand."""
    parts = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R%s>>endobj\n" % catalogue,
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n",
        *([extra] if extra else []),
    ]
    written, places = b"%PDF-1.7\n", []
    for part in parts:
        places.append(len(written))
        written += part
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, len(written))
    return written + table + trailer


def deflated(size, byte=b"\0"):
    """`size` bytes of the same, packed."""
    packer = zlib.compressobj(9)
    whole = b"".join(packer.compress(byte * 1_000_000) for _ in range(size // 1_000_000))
    return whole + packer.flush()


def relations(kind, target):
    """The bytes of a .rels part with one relation outwards."""
    return (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{KIND_OF_RELATION}/{kind}" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    )
