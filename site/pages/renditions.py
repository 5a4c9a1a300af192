"""The sizes and formats every picture is made in."""

from __future__ import annotations

from .models import Picture

WIDTHS = (400, 800, 1600)  # px: phone, column or card at double density, full width
FORMATS = ("avif", "webp", "jpeg")
FALLBACK = "width-800|format-jpeg"


def spec(width: int, format_: str) -> str:
    return f"width-{width}|format-{format_}"


SPECS = [spec(width, format_) for format_ in FORMATS for width in WIDTHS]


def make(image: Picture) -> int:
    """Makes what is missing; returns how many. Safe to run again after being killed."""
    made = set(image.renditions.values_list("filter_spec", flat=True))
    missing = [wanted for wanted in SPECS if wanted not in made]
    for wanted in missing:
        image.get_rendition(wanted)
    return len(missing)
