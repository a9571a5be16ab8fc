"""A file that is too large does not fill the disk while it arrives."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler, TemporaryFileUploadHandler
from django.http.multipartparser import MultiPartParser
from django.test import RequestFactory
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from elo_portal.core.files.kinds import MAX_BYTES
from elo_portal.core.files.receiving import AtMostOneFileSize


def received(size):
    body = encode_multipart(
        BOUNDARY, {"title": "Ohje", "file": SimpleUploadedFile("ohje.pdf", b"x" * size), "last": "a"}
    )
    request = RequestFactory().generic("POST", "/", body, content_type=MULTIPART_CONTENT)
    handlers = [
        AtMostOneFileSize(request),
        MemoryFileUploadHandler(request),
        TemporaryFileUploadHandler(request),
    ]
    return MultiPartParser(request.META, request, handlers).parse()


def test_a_file_of_the_largest_size_arrives_whole():
    _fields, files = received(MAX_BYTES)

    assert files["file"].size == MAX_BYTES


def test_of_a_larger_file_only_so_much_is_kept_that_it_is_seen_to_be_too_large():
    fields, files = received(MAX_BYTES + 5_000_000)

    assert MAX_BYTES < files["file"].size < MAX_BYTES + 200_000
    assert (fields["title"], fields["last"]) == ("Ohje", "a")
    files["file"].close()
