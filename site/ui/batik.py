"""Drawings made from batik geometry: the same words always give the same drawing.

Sizes are SVG units (CSS pixels). Texts are escaped and wrapped; a cover stays under 6 kB.
"""

from __future__ import annotations

from html import escape
from typing import NamedTuple

from .chance import Chance, printable
from .colours import ON_CLOTH, is_colour, mixed
from .lettering import Line, fitted
from .motifs import MOTIFS, Inks

PATTERNS = tuple(MOTIFS)
PAPER, SOOT, RICE = "#fbf4e2", "#241a10", "#e8b84f"
SERIF = "ui-serif,Palatino,Georgia,'Noto Serif',serif"


class Palette(NamedTuple):
    """cloth: the dark ground; motif and fine: what is dyed on it; deep: for panels."""

    cloth: str
    motif: str
    fine: str
    deep: str


# Each reading level has its hue, light and warm for the youngest, deep for the oldest.
PALETTES: dict[str, tuple[Palette, ...]] = {
    "A": (
        Palette("#d99a2b", "#f6d98b", "#7d3f12", "#8a4a12"),
        Palette("#e0a93a", "#fbe6ab", "#9a3d1f", "#7a4a0c"),
    ),
    "B1": (
        Palette("#cf6f45", "#f4b98f", "#5e1f14", "#7e2f1b"),
        Palette("#c9603f", "#f2c59b", "#fbe8c6", "#74291b"),
    ),
    "B2": (
        Palette("#3f8f86", "#a9d6c5", "#f7e3a4", "#145049"),
        Palette("#2f8079", "#8fc9b6", "#f3d58a", "#0f4843"),
    ),
    "B3": (
        Palette("#5d8a3c", "#bcd491", "#f8e9b4", "#2b4a1b"),
        Palette("#4c7d45", "#a8cd92", "#f4da8c", "#234a24"),
    ),
    "C": (
        Palette("#1f6470", "#7fb9b8", "#f0cf82", "#0e3b44"),
        Palette("#2b5f86", "#93bfd8", "#f5dfa0", "#143a58"),
    ),
    "D": (
        Palette("#26386b", "#7f93c9", "#ecc46c", "#151f42"),
        Palette("#3c3168", "#998bcb", "#efc878", "#211a42"),
    ),
    "E": (
        Palette("#5a2f22", "#b98055", "#efcd8b", "#31170f"),
        Palette("#5b2438", "#b77788", "#f0cb86", "#33111e"),
    ),
    "": (
        Palette("#1f4d3a", "#7fae8c", "#ecc46c", "#12301f"),
        Palette("#473f2a", "#a8986a", "#f0d28a", "#272113"),
        Palette("#6b2a20", "#c07f63", "#f2cf8b", "#3c130d"),
        Palette("#22405a", "#7d9fba", "#efcb7d", "#11263a"),
    ),
}


def cover_svg(title: str, author: str = "", level: str = "") -> str:
    """A book cover, 200 × 300, tinted by reading level (A … E, or none)."""
    title, author = printable(title), printable(author)
    chance = Chance(f"{title}|{author}")
    palette = chance.of(PALETTES.get(level.upper(), PALETTES[""]))
    name = chance.of(PATTERNS)
    turn = chance.of((0, 0, 45, 90)) if name != "mega_mendung" else 0  # clouds do not stand on end
    inks = Inks(palette.cloth, palette.motif, palette.fine)
    pattern = MOTIFS[name](inks, turn, 0.75 + chance.below(5) / 10)
    layout = chance.of((_label, _band, _spine, _gunungan, _moon))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 300" width="200" height="300">'
        f"<defs>{pattern}</defs>{layout(palette, title, author)}{_level_mark(level, palette)}"
        '<path fill="#000" fill-opacity=".16" d="M0 0h5v300H0z"/>'
        '<path fill="#fff" fill-opacity=".14" d="M5 0h1.5v300H5z"/></svg>'
    )


def _text(lines: list[Line], x: float, y: float, ink: str, anchor: str = "middle") -> str:
    """Lines of text from the first baseline `y` down."""
    drawn = []
    for line in lines:
        y += line.leading
        weight = ' font-weight="600"' if line.bold else ""
        drawn.append(
            f'<text x="{x:g}" y="{y:.1f}" fill="{ink}" font-family="{SERIF}" font-size="{line.size:g}"'
            f'{weight} text-anchor="{anchor}">{escape(line.text)}</text>'
        )
    return "".join(drawn)


def _height(lines: list[Line]) -> float:
    return sum(line.leading for line in lines)


def _label(palette: Palette, title: str, author: str) -> str:
    """Cloth all over, and a paper label in its middle."""
    lines = fitted(title, author, width=138, height=128)
    tall = max(96.0, _height(lines) + 34)
    top = 146 - tall / 2
    return (
        '<path fill="url(#p)" d="M0 0h200v300H0z"/>'
        f'<rect x="22" y="{top:.1f}" width="160" height="{tall:.1f}" rx="3" fill="{PAPER}"/>'
        f'<rect x="27" y="{top + 5:.1f}" width="150" height="{tall - 10:.1f}" rx="1.5" fill="none" '
        f'stroke="{palette.deep}" stroke-width="1.2"/>'
        + _text(lines, 102, top + (tall - _height(lines)) / 2 - 3, palette.deep)
    )


def _band(palette: Palette, title: str, author: str) -> str:
    """Cloth above, a row of tumpal, and the title on a deep ground below."""
    lines = fitted(title, author, width=164, height=122)
    top = min(172.0, 284 - _height(lines))
    edge = "".join(f"M{x} {top:.1f}l10-15 10 15z" for x in range(0, 200, 20))
    return (
        f'<path fill="url(#p)" d="M0 0h200v{top + 1:.1f}H0z"/>'
        f'<path fill="{palette.deep}" d="M0 {top:.1f}h200V300H0z{edge}"/>'
        f'<path fill="{RICE}" d="M0 {top + 3:.1f}h200v2H0z"/>' + _text(lines, 18, top + 12, PAPER, "start")
    )


def _spine(palette: Palette, title: str, author: str) -> str:
    """A strip of cloth along the spine, paper beside it."""
    lines = fitted(title, author, width=122, height=190)
    return (
        f'<path fill="{PAPER}" d="M0 0h200v300H0z"/><path fill="url(#p)" d="M0 0h52v300H0z"/>'
        f'<path fill="{palette.deep}" d="M52 0h3.5v300H52z"/>'
        f'<path fill="{palette.fine}" d="M58 0h1.2v300H58z"/>'
        f'<path fill="url(#p)" d="M72 250h114v26H72z"/>' + _text(lines, 72, 34, palette.deep, "start")
    )


def _gunungan(palette: Palette, title: str, author: str) -> str:
    """The mountain of the shadow play, cut from cloth."""
    lines = fitted(title, author, width=168, height=92)
    leaf = "M101 16c11 33 57 58 57 99 0 17-14 21-14 33v10H58v-10c0-12-14-16-14-33 0-41 46-66 57-99z"
    return (
        f'<path fill="{palette.deep}" d="M0 0h200v300H0z"/>'
        f'<path fill="url(#p)" stroke="{RICE}" stroke-width="2.5" d="{leaf}"/>'
        f'<path fill="{RICE}" d="M46 164h110v3H46z"/>'
        + _text(lines, 101, 176 + max(0, (104 - _height(lines)) / 2) - 4, PAPER)
    )


def _moon(palette: Palette, title: str, author: str) -> str:
    """A round of cloth over plain ground."""
    lines = fitted(title, author, width=168, height=104)
    return (
        f'<path fill="{PAPER}" d="M0 0h200v300H0z"/>'
        f'<circle cx="101" cy="92" r="72" fill="url(#p)"/>'
        f'<circle cx="101" cy="92" r="76" fill="none" stroke="{palette.deep}" stroke-width="1.4"/>'
        f'<path fill="{palette.deep}" d="M5 291h195v9H5z"/>'
        + _text(lines, 101, 176 + max(0, (104 - _height(lines)) / 2) - 4, palette.deep)
    )


def _level_mark(level: str, palette: Palette) -> str:
    if level.upper() not in PALETTES or not level:
        return ""
    return (
        f'<circle cx="180" cy="20" r="12" fill="{PAPER}" stroke="{palette.deep}" stroke-width="1.5"/>'
        f'<text x="180" y="24.2" fill="{palette.deep}" font-family="system-ui,sans-serif" font-size="11.5" '
        f'font-weight="700" text-anchor="middle">{escape(level.upper())}</text>'
    )


CLOTH = Palette("#16392b", "#357055", "#d9a94a", "#16392b")


def dyed(cloth: str, gold: str) -> Palette:
    """Cloth in an institution's own colours; ours where they are none."""
    if not (is_colour(cloth) and is_colour(gold)):
        return CLOTH
    return Palette(cloth, mixed(ON_CLOTH, cloth, 22), gold, cloth)


def _panorama(
    seed: str,
    pattern: str,
    width: int,
    height: int,
    clear: float,
    scale: float = 0,
    palette: Palette = CLOTH,
) -> str:
    """Cloth that fades into plain ground over the left part, where text will stand."""
    chance, whole = Chance(seed), f"M0 0h{width}v{height}H0z"
    motif = MOTIFS[pattern if pattern in MOTIFS else chance.of(PATTERNS)]
    drawn = motif(Inks(palette.cloth, palette.motif, palette.fine), 0, scale or height / 260)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" preserveAspectRatio="xMaxYMid slice">'
        f'<defs>{drawn}<linearGradient id="f">'
        f'<stop offset="{clear:g}" stop-color="{palette.cloth}"/>'
        f'<stop offset=".9" stop-color="{palette.cloth}" stop-opacity="0"/></linearGradient></defs>'
        f'<path fill="url(#p)" d="{whole}"/><path fill="url(#f)" d="{whole}"/>'
    )


def hero_svg(seed: str, pattern: str = "", cloth: str = "", gold: str = "") -> str:
    """A wide picture to stand behind a heading: plain at the left, cloth at the right."""
    return _panorama(printable(seed), pattern, 1280, 480, 0.3, palette=dyed(cloth, gold)) + "</svg>"


def postcard_svg(seed: str, pattern: str = "") -> str:
    """The ground of a picture for links shared elsewhere, 1200 × 630: plain where the words will stand."""
    # At this scale tiles end on whole pixels: no seams.
    ground = _panorama(printable(seed), pattern, 1200, 630, 0.6, 2.5)
    return ground + f'<path fill="{RICE}" d="M0 612h1200v18H0z"/></svg>'


def share_svg(title: str, subtitle: str = "") -> str:
    """A picture for links shared elsewhere, 1200 × 630."""
    title, subtitle = printable(title), printable(subtitle)
    start = _panorama(title, "", 1200, 630, 0.5)
    lines = [line.scaled(3.6) for line in fitted(title, subtitle, width=190, height=140)]
    return start + _text(lines, 72, 70, PAPER, "start") + f'<path fill="{RICE}" d="M0 612h1200v18H0z"/></svg>'
