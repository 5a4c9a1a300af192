"""What happens to a picture between the upload and the disk.

A phone writes where and when a picture was taken into the file. Every upload is therefore decoded and
encoded anew from its pixels alone; nothing else of the original file is kept, its name included.
"""

from __future__ import annotations

import secrets
import warnings
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image, ImageOps, UnidentifiedImageError

from .exceptions import NotAPicture

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
LONGEST_SIDE = 2400  # px; wider than any place on the site shows
MOST_PIXELS = 50_000_000
JPEG_QUALITY = 88


class CleanPicture(ContentFile):
    """Bytes that `cleaned` has made; the marker keeps a file from being encoded twice."""

    content_type = "image/jpeg"


def cleaned(file: Any) -> CleanPicture:
    """The picture alone: upright, at most 2400 px, JPEG (PNG where parts are see-through), renamed.

    `file` is an open binary file. Raises NotAPicture for anything that is not JPEG, PNG, WebP or AVIF
    by its content, whatever its name says.
    """
    if isinstance(file, CleanPicture):
        return file
    file.seek(0)
    picture = _decoded(file.read())
    see_through = picture.has_transparency_data
    picture = picture.convert("RGBA" if see_through else "RGB")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    # Into a fresh image: no metadata of the first can come along.
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    out = BytesIO()
    if see_through:
        bare.save(out, "PNG", optimize=True)
    else:
        bare.save(out, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
    result = CleanPicture(out.getvalue(), name=f"{secrets.token_hex(8)}.{'png' if see_through else 'jpg'}")
    result.content_type = "image/png" if see_through else "image/jpeg"
    return result


def _decoded(data: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(data), formats=FORMATS)
            if picture.width * picture.height > MOST_PIXELS:
                raise NotAPicture(NotAPicture.too_large)
            picture.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NotAPicture from error
    except Image.DecompressionBombWarning as error:
        raise NotAPicture(NotAPicture.too_large) from error
    return ImageOps.exif_transpose(picture)
