"""Pictures and structured data in page templates."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from pages.models import Picture
from pages.renditions import FALLBACK, FORMATS, WIDTHS, spec

register = template.Library()

SIZES = {
    "card": "(min-width: 52rem) 22rem, 92vw",
    "column": "(min-width: 46rem) 44rem, 92vw",
    "full": "100vw",
}
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.inclusion_tag("pages/_picture.html")
def site_picture(
    *,
    image: Picture | None,
    size: str = "column",
    alt: str = "",
    eager: bool = False,
    decorative: bool = False,
) -> dict[str, Any]:
    """A picture in the formats the browser knows, from renditions that are already there.

    None is made here: until the worker has made them, the cleaned original is shown. A picture of
    children without recorded consent is left out, wherever it is used.
    """
    if image is None or not image.may_be_shown:
        return {}
    made = getattr(image, "made", {})
    sources = [
        (f"image/{format_}", ", ".join(f"{rendition.url} {rendition.width}w" for rendition in found))
        for format_ in FORMATS[:-1]
        if (found := _distinct(made, format_))
    ]
    return {
        "shown": made.get(FALLBACK) or image.file,
        "srcset": ", ".join(f"{rendition.url} {rendition.width}w" for rendition in _distinct(made, "jpeg")),
        "sources": sources,
        "sizes": SIZES[size],
        "alt": "" if decorative else alt or image.description,
        "eager": eager,
    }


def _distinct(made: dict[str, Any], format_: str) -> list[Any]:
    """The renditions of a format, one a width: a small original gives the same one several times."""
    by_width = {r.width: r for width in WIDTHS if (r := made.get(spec(width, format_)))}
    return list(by_width.values())


@register.simple_tag
def json_ld(*, data: Any) -> SafeString:
    """Structured data. A block of this type is data, not script: the strict CSP lets it pass."""
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308
