"""Batik geometry: each motif is one SVG `<pattern>` in three inks.

Kawung: four palm-fruit ovals that meet in a point. Parang: rows of slanted blades. Mega mendung: clouds
in steps of one hue. Truntum: a night sky of small stars. Ceplok: rosettes in a grid.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Inks(NamedTuple):
    """ground: the cloth; motif: the large shapes; fine: the thin lines and dots."""

    ground: str
    motif: str
    fine: str


def _tile(size: tuple[int, int], turn: float, scale: float, inks: Inks, drawing: str) -> str:
    width, height = size
    return (
        f'<pattern id="p" width="{width}" height="{height}" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate({turn:g}) scale({scale:.2f})">'
        f'<path fill="{inks.ground}" d="M0 0h{width}v{height}H0z"/>{drawing}</pattern>'
    )


def kawung(inks: Inks, turn: float, scale: float) -> str:
    oval = (
        f'<g id="k"><ellipse rx="11.6" ry="6.4" fill="{inks.motif}"/>'
        f'<ellipse rx="8" ry="3.6" fill="none" stroke="{inks.ground}" stroke-width=".9"/>'
        f'<path stroke="{inks.fine}" stroke-width="1.3" stroke-linecap="round" d="M-4 0h2.4M1.6 0H4"/></g>'
    )
    places = ((10, 10, 45), (30, 10, -45), (10, 30, -45), (30, 30, 45))
    ovals = "".join(f'<use href="#k" transform="translate({x} {y}) rotate({r})"/>' for x, y, r in places)
    seeds = (
        f'<path fill="{inks.fine}" d="M20-2.2 22.2 0 20 2.2 17.8 0zM20 37.8 22.2 40 20 42.2 17.8 40z'
        'M-2.2 20 0 17.8 2.2 20 0 22.2zM37.8 20 40 17.8 42.2 20 40 22.2z"/>'
    )
    return _tile((40, 40), turn, scale, inks, f"<defs>{oval}</defs>{ovals}{seeds}")


def parang(inks: Inks, turn: float, scale: float) -> str:
    """Blades that lean into each other between two rows of melinjo seeds."""
    blade = (
        f'<path fill="{inks.motif}" d="M3 8c9-3 17 1 17 10 0 8-9 9-9 17 0 5 4 8 9 7-9 5-19 0-19-10 0-9 10-11 '
        '10-17 0-4-3-7-8-7z"/>'
        f'<path fill="none" stroke="{inks.ground}" stroke-width="1" stroke-linecap="round" '
        'd="M12 11c4 2 5 6 3 10M5 36c-1-5 2-8 5-11"/>'
        f'<g fill="{inks.fine}"><circle cx="22.5" cy="13" r="1.5"/><circle cx="2" cy="20" r="1.5"/></g>'
    )
    rows = (
        f'<path stroke="{inks.fine}" stroke-width=".9" d="M0 2.5h26M0 47.5h26"/>'
        f'<path fill="{inks.motif}" d="M6.5 46.5 11 50l-4.5 3.5L2 50zM19.5 46.5 24 50l-4.5 3.5L15 50z'
        'M6.5-3.5 11 0 6.5 3.5 2 0zM19.5-3.5 24 0l-4.5 3.5L15 0z"/>'
    )
    return _tile((26, 50), turn - 45, scale, inks, blade + rows)


CLOUD = (
    "M8 46c-8-4-6-16 4-15-1-11 14-14 19-5 3-13 23-13 26 0 8-8 21-1 18 9 9-2 13 8 8 13"
    "-6-5-12-3-15 1-7-7-15-5-18 0-7-7-16-5-19 0-7-6-16-6-23-3z"
)
CURLS = "M20 41c-4-5 2-10 6-6 2 3-2 5-3 3M44 40c-5-7 4-14 9-8 3 5-4 8-5 4M70 42c-3-5 3-8 6-5"


def cloud(inks: Inks) -> str:
    """`<g id="m">`: one cloud drawn over itself, each time with a narrower line and a stronger ink."""
    steps = ((13, inks.motif, 0.35), (9, inks.motif, 0.6), (5.4, inks.motif, 1), (1.6, inks.fine, 1))
    lines = "".join(
        f'<use href="#c" fill="none" stroke="{ink}" stroke-width="{width}" stroke-opacity="{opacity}"/>'
        for width, ink, opacity in steps
    )
    return (
        f'<defs><path id="c" stroke-linejoin="round" d="{CLOUD}"/></defs>'
        f'<g id="m">{lines}<use href="#c" fill="{inks.ground}"/>'
        f'<path fill="none" stroke="{inks.fine}" stroke-width="1.4" stroke-linecap="round" d="{CURLS}"/></g>'
    )


def mega_mendung(inks: Inks, turn: float, scale: float) -> str:
    others = "".join(f'<use href="#m" transform="translate({at})"/>' for at in ("60 52", "-60 52", "120 0"))
    return _tile((120, 104), turn, scale, inks, cloud(inks) + others)


def truntum(inks: Inks, turn: float, scale: float) -> str:
    petal = f'<path id="t" fill="{inks.motif}" d="M0-2c3-4 3-8 0-12-3 4-3 8 0 12z"/>'
    petals = "".join(f'<use href="#t" transform="rotate({r})"/>' for r in (90, 180, 270))
    short = "".join(f'<use href="#t" transform="rotate({r}) scale(.62)"/>' for r in (45, 135, 225, 315))
    star = f'<g id="s">{petal}{petals}{short}<circle r="2" fill="{inks.fine}"/></g>'
    dots = "".join(
        f'<circle cx="{x}" cy="{y}" r="1.3" fill="{inks.fine}"/>'
        for x, y in ((20, 2), (20, 38), (2, 20), (38, 20))
    )
    stars = '<use href="#s" transform="translate(20 20)"/>' + "".join(
        f'<use href="#s" transform="translate({x} {y}) scale(.45)"/>'
        for x, y in ((0, 0), (40, 0), (0, 40), (40, 40))
    )
    return _tile((40, 40), turn, scale, inks, f"<defs>{star}</defs>{stars}{dots}")


def ceplok(inks: Inks, turn: float, scale: float) -> str:
    ring = (
        f'<path fill="{inks.motif}" d="M24 0c7 6 7 18 0 24-7-6-7-18 0-24zM24 24c7 6 7 18 0 24-7-6-7-18 0-24z'
        'M0 24c6-7 18-7 24 0-6 7-18 7-24 0zM24 24c6-7 18-7 24 0-6 7-18 7-24 0z"/>'
        f'<circle cx="24" cy="24" r="6.5" fill="{inks.ground}"/>'
        f'<circle cx="24" cy="24" r="3.2" fill="{inks.fine}"/>'
    )
    corners = "".join(
        f'<g transform="translate({x} {y})"><path fill="none" stroke="{inks.fine}" stroke-width="1.2" '
        f'd="M0-8 8 0 0 8-8 0z"/><path fill="{inks.motif}" d="M0-4.5 4.5 0 0 4.5-4.5 0z"/></g>'
        for x, y in ((0, 0), (48, 0), (0, 48), (48, 48))
    )
    veins = (
        f'<path stroke="{inks.ground}" stroke-width="1" stroke-linecap="round" '
        'd="M24 5v9M24 34v9M5 24h9M34 24h9"/>'
    )
    return _tile((48, 48), turn, scale, inks, ring + corners + veins)


MOTIFS: dict[str, Callable[[Inks, float, float], str]] = {
    "kawung": kawung,
    "parang": parang,
    "mega_mendung": mega_mendung,
    "truntum": truntum,
    "ceplok": ceplok,
}
