"""The lights in which scenes are drawn: morning, noon, dusk, rain, night."""

from __future__ import annotations

from typing import NamedTuple


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
    Light("#f4d3c4", "#f7f0dc", "#d29a86", "#5d7f86", "#23424b", "#4b717a", "#f0c987", "#23424b"),
    Light("#e6e2f0", "#e8a13c", "#a9a0c8", "#6b6398", "#2b2550", "#4d4680", "#eac77c", "#2b2550"),
)
