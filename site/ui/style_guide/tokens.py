"""The custom properties of app.css, and how well its colours can be told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CSS = Path(__file__).resolve().parents[2] / "static" / "css" / "app.css"
TEXT, EDGE = 4.5, 3.0  # WCAG 2.2 AA: words; outlines and large signs

# what stands on what, and the least contrast it needs
PAIRS = [
    ("ink", "paper", TEXT),
    ("ink", "sheet", TEXT),
    ("ink", "paper-deep", TEXT),
    ("ink-soft", "paper", TEXT),
    ("ink-soft", "sheet", TEXT),
    ("ink-soft", "paper-deep", TEXT),
    ("green", "paper", TEXT),
    ("green", "sheet", TEXT),
    ("on-green", "green", TEXT),
    ("green-deep", "green-wash", TEXT),
    ("gold-ink", "paper", TEXT),
    ("gold-ink", "gold-wash", TEXT),
    ("clay", "sheet", TEXT),
    ("clay", "clay-wash", TEXT),
    ("on-clay", "clay", TEXT),
    ("on-cloth", "cloth", TEXT),
    ("on-cloth-soft", "cloth", TEXT),
    ("cloth-gold", "cloth", TEXT),
    ("edge", "sheet", EDGE),
    ("focus", "paper", EDGE),
]


@dataclass(frozen=True)
class Pair:
    """One colour on another, in one theme."""

    front: str
    back: str
    front_colour: str
    back_colour: str
    least: float

    @property
    def ratio(self) -> float:
        return contrast(self.front_colour, self.back_colour)

    @property
    def is_for_words(self) -> bool:
        return self.least >= TEXT

    @property
    def passes(self) -> bool:
        return self.ratio >= self.least


@cache
def _layer() -> str:
    return CSS.read_text(encoding="utf-8").split("@layer tokens {")[1].split("@layer base {")[0]


def _properties(text: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): ([^;]+);", text))


def light() -> dict[str, str]:
    return _properties(_layer().split("@media")[0])


def dark() -> dict[str, str]:
    return light() | _properties(_layer().split("@media")[1].split("}")[0])


def named(prefix: str) -> dict[str, str]:
    """The scale whose names begin so: "t" for type, "s" for space, "r" for corners."""
    return {name: value for name, value in light().items() if name.startswith(f"{prefix}-")}


def spaces() -> dict[str, str]:
    return {name: value for name, value in light().items() if re.fullmatch(r"s\d", name)}


def colours(theme: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in theme.items() if re.fullmatch(r"#[0-9a-f]{6}", value)}


def contrast(one: str, other: str) -> float:
    """WCAG's ratio of two colours such as #1f4d3a: 1 to 21."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def pairs(theme: dict[str, str]) -> list[Pair]:
    return [Pair(front, back, theme[front], theme[back], least) for front, back, least in PAIRS]


def declarations(theme: dict[str, str]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in theme.items())
