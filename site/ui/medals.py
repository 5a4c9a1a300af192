"""A medal cut from batik, small enough to be read at 48 pixels."""

from __future__ import annotations

from html import escape

from .batik import PAPER, PATTERNS, RICE, SERIF, Palette
from .chance import Chance, printable
from .motifs import MOTIFS, Inks

PALETTES = (
    Palette("#1f6470", "#7fb9b8", "#f0cf82", "#0e3b44"),
    Palette("#5a2f22", "#b98055", "#efcd8b", "#31170f"),
    Palette("#1f4d3a", "#7fae8c", "#ecc46c", "#12301f"),
    Palette("#26386b", "#7f93c9", "#ecc46c", "#151f42"),
    Palette("#6b2a20", "#c07f63", "#f2cf8b", "#3c130d"),
    Palette("#3c3168", "#998bcb", "#efc878", "#211a42"),
)
PETALS = 16
# Size of the figure by its number of signs.
SIZES = {1: 34, 2: 31, 3: 23, 4: 18}


def medal_svg(seed: str, motif: str = "", figure: str = "") -> str:
    """96 × 112: two ribbons, a scalloped rim of rice gold, cloth inside it, and a plate with a figure."""
    chance = Chance(printable(seed))
    palette = chance.of(PALETTES)
    name = motif if motif in PATTERNS else chance.of(PATTERNS)
    cloth = MOTIFS[name](Inks(palette.cloth, palette.motif, palette.fine), 0, 0.6)
    petals = "".join(
        f'<use href="#r" transform="rotate({360 / PETALS * n:g} 48 46)"/>' for n in range(PETALS)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 112" width="96" height="112">'
        f'<defs>{cloth}<circle id="r" cx="48" cy="8.5" r="8" fill="{RICE}"/></defs>'
        f'<path fill="{palette.deep}" d="M28 72 18 110l14-7 8 9 8-36z"/>'
        f'<path fill="{palette.cloth}" d="M68 72l10 38-14-7-8 9-8-36z"/>'
        f'{petals}<circle cx="48" cy="46" r="39" fill="{RICE}"/>'
        f'<circle cx="48" cy="46" r="35" fill="url(#p)" stroke="{palette.deep}" stroke-width="2.5"/>'
        f'<circle cx="48" cy="46" r="24" fill="{palette.deep}" stroke="{RICE}" stroke-width="2"/>'
        f"{_figure(printable(figure)[:4])}</svg>"
    )


def _figure(text: str) -> str:
    if not text:
        star = "M48 33l3.9 8.6 9.4 1-7 6.3 2 9.2-8.3-4.7-8.3 4.7 2-9.2-7-6.3 9.4-1z"
        return f'<path fill="{PAPER}" d="{star}"/>'
    size = SIZES[len(text)]
    return (
        f'<text x="48" y="{46 + size * 0.35:.1f}" fill="{PAPER}" font-family="{SERIF}" font-size="{size}" '
        f'font-weight="700" text-anchor="middle">{escape(text)}</text>'
    )
