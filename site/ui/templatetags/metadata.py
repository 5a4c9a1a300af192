"""What a page's head says to machines: pictures and words for shared links, structured data.

The tags are built in, so that the catalogue's and the reading pages can use them too.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from ui import sharing
from ui.structured import absolute

register = template.Library()

# What a script element may not hold as it is.
ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
SIZE = (1200, 630)
REGIONS = {"id": "id_ID", "en": "en_GB"}


@register.simple_tag
def json_ld(*, data: Any) -> SafeString:
    """Structured data. A block of this type is data, not script: the strict CSP lets it pass."""
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


@register.inclusion_tag("ui/social.html", takes_context=True)
def social(
    context: template.Context,
    *,
    title: str,
    url: str = "",
    description: str = "",
    kind: str = "website",
    image: str = "",
    image_alt: str = "",
    isbn: str = "",
    canonical: bool = True,
) -> dict[str, Any]:
    """Open Graph and Twitter card of a page that is not the CMS's, and its canonical address.

    `url` defaults to the page's path without its query. `kind`: website, article, book. Without `image`
    the whole site's picture is shown.
    """
    request = context.get("request")
    return {
        "site_name": context.get("site_name"),
        "title": title,
        "url": absolute(url or (request.path if request else "/")),
        "description": description,
        "kind": kind,
        "isbn": isbn,
        "canonical": canonical,
        "region": REGIONS.get(get_language() or "id", "id_ID"),
        **picture(image=image, alt=image_alt or title),
    }


@register.inclusion_tag("ui/social_picture.html")
def social_picture(
    *, image: str = "", alt: str = "", width: int = SIZE[0], height: int = SIZE[1]
) -> dict[str, Any]:
    """Only the picture beside a shared link."""
    return picture(image=image, alt=alt, width=width, height=height)


def picture(*, image: str, alt: str, width: int = SIZE[0], height: int = SIZE[1]) -> dict[str, Any]:
    shown = absolute(image) if image else sharing.site_image_url()
    drawn = not image or f"/{sharing.FOLDER}/" in image
    size = {"width": width, "height": height} if drawn or (width, height) != SIZE else {}
    return {"image": shown, "image_alt": alt, **size}


@register.filter
def iso(value: dt.date | dt.datetime | None) -> str:
    return value.isoformat() if value else ""
