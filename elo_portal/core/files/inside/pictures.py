"""Pictures: decoded and written anew, so that only the pixels are kept."""

import io
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

from elo_portal.core.files.inside.refused import Refused
from elo_portal.core.files.kinds import PNG, Kind

MOST_PIXELS = 50_000_000
LONGEST_SIDE = 4000  # enough for paper; a camera's more is only weight
QUALITY = 88
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


def answer(content: bytes, kind: Kind) -> tuple[dict[str, Any], bytes]:
    """The bytes to store instead."""
    return {}, rewritten(content, kind)


def rewritten(content: bytes, kind: Kind) -> bytes:
    """The picture upright, without place, camera, comments or anything behind its end."""
    try:
        picture = Image.open(io.BytesIO(content), formats=[kind.name])
    except (UnidentifiedImageError, OSError) as error:
        raise Refused("broken") from error
    except Image.DecompressionBombError as error:
        raise Refused("pixels") from error
    if picture.width * picture.height > MOST_PIXELS:
        raise Refused("pixels")
    picture.load()
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    is_clear = kind is PNG and ("A" in upright.getbands() or "transparency" in upright.info)
    clean = upright.convert("RGBA" if is_clear else "RGB")
    clean.info.clear()
    written = io.BytesIO()
    if kind is PNG:
        clean.save(written, "PNG", optimize=True)
    else:
        clean.save(written, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return written.getvalue()
