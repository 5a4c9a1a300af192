"""Landscapes for news and events that have no photograph: hills of cloth, terraces, a rice barn.

Drawn from a text like everything here, 800 × 450; seven lights, so that a page of news looks varied.
"""

from __future__ import annotations

from typing import NamedTuple

from .chance import Chance, printable
from .motifs import MOTIFS, Inks, cloud

WIDTH, HEIGHT = 800, 450


class Light(NamedTuple):
    """The inks of one time of day, from the sky down to the ground one stands on."""

    sky: str
    sun: str
    far: str
    middle: str
    near: str
    thread: str
    gold: str
    outline: str


LIGHTS = (
    Light("#f7e2b4", "#e58a35", "#dcb26c", "#7d9c62", "#1f4d3a", "#4f8061", "#ecc46c", "#7d5a24"),
    Light("#cfe3d8", "#f3c65b", "#93bfa5", "#4a9276", "#16392b", "#2f6b52", "#e8b84f", "#16392b"),
    Light("#eeb183", "#fbe6b4", "#bf6a4d", "#7a3440", "#3a1522", "#7d3a48", "#efc074", "#3a1522"),
    Light("#22335f", "#f4e5b4", "#3a4f88", "#2a5f6c", "#101b3a", "#2c4275", "#ecc878", "#ecc878"),
    Light("#fdf0cf", "#d98e2b", "#e8c06a", "#cf9138", "#5a3a12", "#8f6426", "#f6d98b", "#8a5514"),
    Light("#ccd8cf", "#f3ead0", "#97ab9e", "#5f8071", "#22382e", "#4a6a5b", "#dcc57e", "#22382e"),
    Light("#d9e3ea", "#d9744a", "#8fadc4", "#3f7394", "#17364f", "#3a6584", "#f0cd7f", "#17364f"),
)
BARN = (
    '<path d="M0-46c-20 7-34 21-44 40 14-6 28-8 44-8s30 2 44 8C34-25 20-39 0-46z"/>'
    '<path d="M-27-9l6 25h42l6-25c-9-2-18-3-27-3s-18 1-27 3z'
    'M-32 16h64v5h-64zM-21 21h5v17h-5zM16 21h5v17h-5z"/>'
)


def scene_svg(seed: str, pattern: str = "") -> str:
    """A landscape, 800 × 450; `pattern` names the motif of the nearest hill."""
    chance = Chance(printable(seed))
    light = chance.of(LIGHTS)
    name = pattern if pattern in MOTIFS and pattern != "mega_mendung" else chance.of(tuple(MOTIFS)[:2])
    cloth = MOTIFS[name](Inks(light.near, light.thread, light.gold), 0, 1.5)
    crest, barn_at = 235 + chance.below(40), 150 + 100 * chance.below(6)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" preserveAspectRatio="xMidYMid slice"><defs>{cloth}</defs>'
        f'<path fill="{light.sky}" d="M0 0h{WIDTH}v{HEIGHT}H0z"/>'
        + _sun(light, chance)
        + _clouds(light, chance)
        + _hill(light.far, crest - 40, chance)
        + _terraces(light, crest + 25, chance)
        + _near_hill(light, barn_at, crest + 110)
        + "</svg>"
    )


def _sun(light: Light, chance: Chance) -> str:
    x, y = 120 + 70 * chance.below(9), 90 + 20 * chance.below(3)
    rings = "".join(
        f'<circle cx="{x}" cy="{y}" r="{r}" fill="none" stroke="{light.sun}" stroke-width="3" '
        f'stroke-opacity="{opacity}"/>'
        for r, opacity in ((66, 0.7), (80, 0.45), (94, 0.25))
    )
    return f'<circle cx="{x}" cy="{y}" r="52" fill="{light.sun}"/>{rings}'


def _clouds(light: Light, chance: Chance) -> str:
    drawn = cloud(Inks(light.sky, light.far, light.outline))
    x, y = 30 + 60 * chance.below(4), 30 + 12 * chance.below(5)
    second = f"translate({x + 380} {y + 40}) scale(1.25)"
    return f'<g transform="translate({x} {y}) scale(1.7)">{drawn}</g><use href="#m" transform="{second}"/>'


def _ridge(y: int, chance: Chance) -> str:
    a, b, c = (y + 12 * (chance.below(7) - 3) for _ in range(3))
    return f"M-20 {a}C120 {a - 70} 220 {b + 30} 380 {b}S660 {c - 80} 820 {c}"


def _hill(ink: str, y: int, chance: Chance) -> str:
    return f'<path fill="{ink}" d="{_ridge(y, chance)}V{HEIGHT}H-20z"/>'


def _terraces(light: Light, y: int, chance: Chance) -> str:
    ridge = _ridge(y, chance)
    steps = "".join(
        f'<use href="#r" transform="translate({shift} {drop})"/>'
        for shift, drop in ((-6, 22), (8, 46), (-10, 72), (6, 100), (0, 130))
    )
    return (
        f'<path fill="{light.middle}" d="{ridge}V{HEIGHT}H-20z"/><defs><path id="r" d="{ridge}"/></defs>'
        f'<g fill="none" stroke="{light.sky}" stroke-opacity=".38" stroke-width="3">{steps}</g>'
    )


def _near_hill(light: Light, barn_at: int, y: int) -> str:
    top = f"M-20 {y + 40}C140 {y - 30} 300 {y - 30} 430 {y + 4}S690 {y + 40} 820 {y - 16}"
    # Where the ridge runs below the barn, near enough for a barn on stilts.
    stands = y - 8 if barn_at < 400 else y + 6
    return (
        f'<g transform="translate({barn_at} {stands - 28}) scale(1.15)" fill="{light.near}">{BARN}'
        f'<path fill="{light.gold}" d="M-7-4H7v15H-7z"/></g>'
        f'<path fill="url(#p)" d="{top}V{HEIGHT}H-20z"/>'
        f'<path fill="none" stroke="{light.gold}" stroke-width="4" d="{top}"/>'
    )
