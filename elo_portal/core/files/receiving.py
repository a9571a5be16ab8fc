"""Uploads while they arrive: nobody fills the disk with a file that would be refused anyway."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from elo_portal.core.files.kinds import MAX_BYTES


class AtMostOneFileSize(FileUploadHandler):
    """Lets a file through until it is too large; what comes after that is read and thrown away.

    The form then finds a file that is larger than allowed, and says so.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start <= MAX_BYTES else None

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        return None
