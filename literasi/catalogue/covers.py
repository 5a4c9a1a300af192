"""Covers: which picture stands for a title, and what becomes of an uploaded one."""

from __future__ import annotations

import hashlib
import io

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps, UnidentifiedImageError

from ui.templatetags.ui import cover_url

from .exceptions import CoverTooLarge, NotAPicture, TooFewPixels, TooManyPixels
from .models import Title

MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 40_000_000
MIN_SIZE = (100, 150)
# What a page ever shows, twice over for sharp screens.
FITS = (640, 960)
FORMATS = ("JPEG", "PNG", "WEBP")


def cover_of(title: Title) -> str:
    """The address of the uploaded cover, or of a drawn one."""
    return title.cover_url or cover_url(title.title, title.first_author, title.level)


def read_cover(upload: UploadedFile) -> ContentFile:
    """A WebP made anew from the pixels alone: no EXIF, no place, nothing that was hidden behind them.

    What it is, its content says, not its name. Raises a CoverRefused. SVG is refused: it can carry script.
    """
    if (upload.size or 0) > MAX_BYTES:
        raise CoverTooLarge
    try:
        with Image.open(upload, formats=FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise TooManyPixels
            if picture.width < MIN_SIZE[0] or picture.height < MIN_SIZE[1]:
                raise TooFewPixels
            picture.draft("RGB", FITS)
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise NotAPicture from error
    upright.thumbnail(FITS)
    # A fresh image, because the old one carries its metadata along.
    clean = Image.new("RGB", upright.size)
    clean.paste(upright)
    out = io.BytesIO()
    clean.save(out, "WEBP", quality=82, method=4)
    data = out.getvalue()
    return ContentFile(data, name=f"{hashlib.sha256(data).hexdigest()[:16]}.webp")
