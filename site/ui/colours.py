"""Two colours of an institution, and everything that follows from them in the light and in the dark.

`ink` writes links, headings of figures and buttons; `accent` small coloured texts and ornaments. Both are
chosen for light paper; what they become on dark paper, on cloth and as washes is worked out here, so that no
choice can make a text illegible. Contrast is WCAG's: (lighter + 0.05) / (darker + 0.05).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from colorsys import hls_to_rgb, rgb_to_hls
from functools import lru_cache
from typing import NamedTuple

# As in static/css/app.css. The paper is its darkest shade: what can be read there can be read everywhere.
PAPER, PAPER_DEEP, INK, INK_SOFT, CLAY = "#fbf7ee", "#f3ecdc", "#1d2a23", "#566058", "#a3391f"
SHEET_DARK, INK_DARK, INK_SOFT_DARK = "#1b2720", "#efe9da", "#b4beb1"
ON_CLOTH, ON_CLOTH_SOFT, ON_GOLD = "#f4eedd", "#c3cfbd", "#2a1d00"
DEFAULT_INK, DEFAULT_ACCENT = "#1f4d3a", "#785004"
TEXT = 4.5  # WCAG AA for text
HEX = re.compile(r"#?([0-9a-f]{6})")


class Contrast(NamedTuple):
    """How well a colour reads on paper, and the nearest one that reads well enough."""

    ratio: float
    nearest: str

    @property
    def is_enough(self) -> bool:
        return self.ratio >= TEXT


def is_colour(text: str) -> bool:
    return text.startswith("#") and HEX.fullmatch(text) is not None


def on_paper(colour: str) -> Contrast:
    return Contrast(contrast(colour, PAPER_DEEP), readable(colour, PAPER_DEEP))


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def readable(colour: str, ground: str, ratio: float = TEXT) -> str:
    """The colour, as little darker or lighter as it needs to stand out from the ground."""
    dark_ground = luminance(ground) < 0.18
    return _moved(colour, lambda shade: contrast(shade, ground) >= ratio, lighter=dark_ground)


def pale(colour: str, ground: str, ratio: float) -> str:
    """The colour, lightened until it stands out from a light ground by no more than the ratio."""
    return _moved(colour, lambda shade: contrast(shade, ground) <= ratio, lighter=True)


def mixed(colour: str, ground: str, percent: int) -> str:
    pairs = zip(_rgb(colour), _rgb(ground), strict=True)
    return _hex([(c * percent + g * (100 - percent)) / 100 for c, g in pairs])


def wash(colour: str, ground: str, texts: Iterable[str], percent: int) -> str:
    """The ground with a tint of the colour, as strong as the texts upon it allow."""
    texts = list(texts)
    for strength in range(percent, 0, -1):
        tinted = mixed(colour, ground, strength)
        if all(contrast(text, tinted) >= TEXT for text in texts):
            return tinted
    return ground


class Palette(NamedTuple):
    """Custom properties of static/css/app.css that follow from the two colours."""

    light: dict[str, str]
    dark: dict[str, str]

    @property
    def cloth(self) -> str:
        return self.light["cloth"]

    @property
    def cloth_gold(self) -> str:
        return self.light["cloth-gold"]


@lru_cache(maxsize=8)
def palette(ink: str, accent: str) -> Palette:
    return Palette(_in_light(ink, accent), _in_dark(ink, accent))


def _in_light(ink: str, accent: str) -> dict[str, str]:
    cloth, gold = readable(ink, ON_CLOTH_SOFT, 7.5), pale(accent, PAPER, 3)
    cloth_gold = readable(readable(gold, cloth, 6), ON_GOLD, 6)
    on_wash = [ink, accent, INK_SOFT, CLAY]
    return {
        "green": ink,
        "green-deep": readable(ink, PAPER_DEEP, contrast(ink, PAPER_DEEP) * 1.35),
        "green-wash": wash(ink, PAPER, on_wash, 12),
        "gold": gold,
        "gold-ink": accent,
        "gold-wash": wash(gold, PAPER, on_wash, 22),
        "focus": accent,
        "cloth": cloth,
        "on-cloth-soft": readable(mixed(ON_CLOTH, cloth, 78), cloth, 6),
        "cloth-gold": cloth_gold,
    }


def _in_dark(ink: str, accent: str) -> dict[str, str]:
    green, gold_ink = readable(ink, SHEET_DARK, 8), readable(accent, SHEET_DARK, 9)
    on_wash = [green, gold_ink, INK_SOFT_DARK, INK_DARK]
    return {
        "green": green,
        "on-green": readable(ink, green, 6.5),
        "green-deep": readable(ink, SHEET_DARK, 9.5),
        "green-wash": wash(green, SHEET_DARK, on_wash, 16),
        "gold": readable(accent, SHEET_DARK, 6.5),
        "gold-ink": gold_ink,
        "gold-wash": wash(gold_ink, SHEET_DARK, on_wash, 16),
        "focus": gold_ink,
    }


def _moved(colour: str, is_there: Callable[[str], bool], *, lighter: bool) -> str:
    """The colour itself, or the nearest of its hue in one direction; white or black at the end."""
    if is_there(colour):
        return colour
    hue, start, saturation = rgb_to_hls(*_rgb(colour))
    near, far = start, 1.0 if lighter else 0.0
    for _step in range(12):
        middle = (near + far) / 2
        if is_there(_hex(hls_to_rgb(hue, middle, saturation))):
            far = middle
        else:
            near = middle
    return _hex(hls_to_rgb(hue, far, saturation))


def _rgb(colour: str) -> tuple[float, float, float]:
    digits = colour.lstrip("#")
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def _hex(rgb: Iterable[float]) -> str:
    return "#" + "".join(f"{round(min(1, max(0, c)) * 255):02x}" for c in rgb)
