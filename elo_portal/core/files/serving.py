"""Handing out a stored file so that no browser runs it on the portal's own address."""

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404

from elo_portal.core.files.kinds import MEDIA_TYPES, PICTURE_TYPES

NO_RIGHTS = "default-src 'none'; sandbox"


def handed_out(file: FieldFile, *, name: str, media_type: str) -> FileResponse:
    """As a download; only pictures, which were written anew, may be shown in a page. Raises Http404 without bytes.

    What is not of an accepted type any more leaves as plain bytes.
    """
    try:
        opened = file.open("rb")
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error
    response = FileResponse(
        opened,
        as_attachment=media_type not in PICTURE_TYPES,
        filename=name,
        content_type=media_type if media_type in MEDIA_TYPES else "application/octet-stream",
    )
    response["Content-Security-Policy"] = NO_RIGHTS
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
