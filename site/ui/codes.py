"""QR codes, written and read by zxing-cpp."""

from __future__ import annotations

from io import BytesIO
from typing import IO

import zxingcpp
from PIL import Image, UnidentifiedImageError

Image.MAX_IMAGE_PIXELS = 40_000_000


def _barcode(text: str) -> zxingcpp.Barcode:
    return zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")


def qr_svg(text: str) -> str:
    """A QR code as an SVG document with its quiet zone; it scales to any size."""
    return zxingcpp.write_barcode_to_svg(_barcode(text), add_quiet_zones=True)


def qr_png(text: str, scale: int = 8) -> bytes:
    """A QR code as PNG, `scale` pixels a module."""
    pixels = zxingcpp.write_barcode_to_image(_barcode(text), scale=scale, add_quiet_zones=True)
    out = BytesIO()
    Image.fromarray(pixels).save(out, "PNG", optimize=True)
    return out.getvalue()


def read(image: IO[bytes] | bytes) -> str | None:
    """The first QR or bar code in a photograph; None where there is none or it is no picture."""
    try:
        picture = Image.open(BytesIO(image) if isinstance(image, bytes) else image).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None
    found = zxingcpp.read_barcodes(picture)
    return found[0].text if found else None
