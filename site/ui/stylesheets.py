"""The stylesheet of an institution's colours. Its address names them, so that it may be kept for ever."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from . import colours
from .branding import VERSION
from .drawings import A_YEAR

BAND = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="8" viewBox="0 0 20 8"><path fill="{cloth}" '
    'd="M0 0h20v8H0z"/><path fill="{gold}" d="M1 4c2-2.6 6-2.6 8 0-2 2.6-6 2.6-8 0zM11 4c2-2.6 6-2.6 8 0-2 '
    '2.6-6 2.6-8 0z"/><path fill="none" stroke="{cloth}" d="M4 4h2M14 4h2"/></svg>'
)
TUMPAL = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="48" height="24" viewBox="0 0 48 24"><path fill="{cloth}" '
    'd="M0 24 24 0l24 24z"/><path fill="{gold}" d="M24 7 40 23H8z"/><path fill="{cloth}" d="M24 10.5 36.5 '
    '23h-25z"/><path fill="{gold}" d="m24 14 3 4-3 4-3-4z"/></svg>'
)


@require_safe
def brand_colours(request: HttpRequest, version: str, ink: str, accent: str) -> HttpResponse:
    """`/warna/1/<ink>-<accent>.css`; only colours that can be read on our paper."""
    chosen = f"#{ink}", f"#{accent}"
    if version != str(VERSION) or not all(colours.on_paper(colour).is_enough for colour in chosen):
        raise Http404
    palette = colours.palette(*chosen)
    ornaments = {"band": _drawn(BAND, palette), "tumpal": _drawn(TUMPAL, palette)}
    lit = colours.mixed("#ffffff", palette.cloth_gold, 25)
    context = {"palette": palette, "lit": lit, **ornaments}
    css = render_to_string("ui/brand_colours.css", context)
    response = HttpResponse(css, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = A_YEAR
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _drawn(drawing: str, palette: colours.Palette) -> str:
    """An ornament in the palette's colours, as an address."""
    return "data:image/svg+xml," + quote(drawing.format(cloth=palette.cloth, gold=palette.cloth_gold))
