"""Pictures and what machines read, in page templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pages import structured
from pages.models import Picture
from pages.models.parts import SitePage
from pages.renditions import FALLBACK, FORMATS, WIDTHS, spec
from pages.sharing import share_picture
from ui.templatetags.metadata import json_ld, picture

register = template.Library()

SIZES = {
    "card": "(min-width: 52rem) 22rem, 92vw",
    "column": "(min-width: 46rem) 44rem, 92vw",
    "full": "100vw",
}


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
def page_structured(*, page: SitePage) -> SafeString:
    """Structured data of a page whose kind has nothing more to say than where it stands."""
    return json_ld(data=structured.place_of(page))


@register.inclusion_tag("ui/social_picture.html")
def page_picture(*, page: SitePage) -> dict[str, Any]:
    """The picture beside a shared link to the page."""
    shown = share_picture(page)
    return picture(image=shown.url, alt=shown.alt, width=shown.width, height=shown.height)


@register.simple_tag(takes_context=True)
def preview_of(context: template.Context, *, block: Any) -> SafeString:
    """A block as the picker shows it; one that lives on what happens may have nothing to show yet."""
    shown = block.render(context=context.flatten())
    if str(shown).strip():
        return shown
    words = _("Nothing to show yet. As soon as there is something, it stands here.")
    return format_html('<p class="muted">{}</p>', words)
