"""Landscapes for news and events that have no photograph: hills of cloth, terraces, something to look at.

Drawn from a text like everything here, 800 × 450; nine lights and five things standing in them, so that
a page of news looks varied.
"""

from __future__ import annotations

from .chance import Chance, printable
from .landmarks import LANDMARKS
from .lights import LIGHTS, Light
from .motifs import MOTIFS, Inks, cloud

WIDTH, HEIGHT = 800, 450


def scene_svg(seed: str, pattern: str = "") -> str:
    """A landscape, 800 × 450; `pattern` names the motif of the nearest hill."""
    chance = Chance(printable(seed))
    light = chance.of(LIGHTS)
    name = pattern if pattern in MOTIFS and pattern != "mega_mendung" else chance.of(tuple(MOTIFS)[:2])
    cloth = MOTIFS[name](Inks(light.near, light.thread, light.gold), 0, 1.5)
    crest, at = 235 + chance.below(40), 150 + 100 * chance.below(6)
    landmark = chance.of(LANDMARKS)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" preserveAspectRatio="xMidYMid slice"><defs>{cloth}</defs>'
        f'<path fill="{light.sky}" d="M0 0h{WIDTH}v{HEIGHT}H0z"/>'
        + _sun(light, chance)
        + _clouds(light, chance)
        + _hill(light.far, crest - 40, chance)
        + _terraces(light, crest + 25, chance)
        + landmark(light, at, _ground(at, crest + 110))
        + _near_hill(light, crest + 110)
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


def _ground(at: int, y: int) -> int:
    """How far down the nearest ridge runs at this place, a little below it, so that nothing floats."""
    return y + 10 if at < 400 else y + 24


def _near_hill(light: Light, y: int) -> str:
    top = f"M-20 {y + 40}C140 {y - 30} 300 {y - 30} 430 {y + 4}S690 {y + 40} 820 {y - 16}"
    return (
        f'<path fill="url(#p)" d="{top}V{HEIGHT}H-20z"/>'
        f'<path fill="none" stroke="{light.gold}" stroke-width="4" d="{top}"/>'
    )
