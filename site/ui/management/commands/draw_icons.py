"""Draws the app's icons from the mark in static/img/favicon.svg. Run it after the mark has changed."""

from __future__ import annotations

import io
import re
import tempfile
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.core.management.base import BaseCommand
from PIL import Image

# name → pixels, the part of the square that the mark fills, rounding of its corners (of 32)
ICONS = {
    "app-180": (180, 0.74, 0),  # iOS rounds it
    "app-192": (192, 0.8, 7),
    "app-512": (512, 0.8, 7),
    "app-maskable": (512, 0.58, 0),  # launchers cut a circle out of it
}


def drawn(mark: str, pixels: int, part: float, rounding: int) -> bytes:
    """The mark on its ground, as PNG."""
    edge = 16 * (1 - part)
    square = f'<rect width="32" height="32" rx="{rounding}" fill="#16392b"/>'
    svg = re.sub(r"<rect[^>]*/>", square, mark)
    svg = re.sub(r'transform="[^"]*"', f'transform="translate({edge:.2f} {edge:.2f}) scale({part})"', svg)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "mark.svg").write_text(svg, encoding="utf-8")
        page = Path(folder) / "icon.typ"
        page.write_text(
            f"#set page(width: {pixels}pt, height: {pixels}pt, margin: 0pt, fill: none)\n"
            '#image("mark.svg", width: 100%, height: 100%)',
            encoding="utf-8",
        )
        picture = Image.open(io.BytesIO(typst.compile(str(page), format="png", ppi=72.0)))
    small = io.BytesIO()
    # Three flat colours and their edges: a palette makes the file a third.
    picture.convert("RGBA").quantize(64, method=Image.Quantize.FASTOCTREE).save(small, "PNG", optimize=True)
    return small.getvalue()


class Command(BaseCommand):
    help = "Draw the icons of the app on a phone from the mark."

    def handle(self, *args: Any, **options: Any) -> None:
        folder = settings.SITE_DIR / "static" / "img"
        mark = (folder / "favicon.svg").read_text(encoding="utf-8")
        for name, (pixels, part, rounding) in ICONS.items():
            (folder / f"{name}.png").write_bytes(drawn(mark, pixels, part, rounding))
            self.stdout.write(f"{name}.png: {pixels} × {pixels}")
