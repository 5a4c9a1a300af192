"""Drawings made from batik geometry, the same every time for the same words."""

from __future__ import annotations

from html import escape

PATTERNS = ("kawung", "parang", "mega_mendung", "truntum", "ceplok")


def cover_svg(title: str, author: str = "", level: str = "") -> str:
    """A book cover, 200 × 300."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 300" width="200" height="300">'
        '<path fill="#16392b" d="M0 0h200v300H0z"/>'
        f'<text x="16" y="60" fill="#f4eedd" font-size="18">{escape(title[:20])}</text>'
        "</svg>"
    )


def hero_svg(seed: str, pattern: str = "", width: int = 1280, height: int = 480) -> str:
    """A wide picture to stand behind a heading."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<path fill="#16392b" d="M0 0h{width}v{height}H0z"/></svg>'
    )
