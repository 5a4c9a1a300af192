"""What stands in a scene, between its terraces and the nearest hill: drawn once, placed by the scene.

Each takes the light, the place along the picture and the ground there, in units of the picture: 800 × 450.
"""

from __future__ import annotations

from .lights import Light

BARN = (
    '<path d="M0-84c-20 7-34 21-44 40 14-6 28-8 44-8s30 2 44 8C34-63 20-77 0-84z"/>'
    '<path d="M-27-47l6 25h42l6-25c-9-2-18-3-27-3s-18 1-27 3z'
    'M-32-22h64v5h-64zM-21-17h5V0h-5zM16-17h5V0h-5z"/>'
)
PALM = (
    '<path d="M-5 0C-3-44 4-86 20-116l7 3C14-84 7-44 9 0z"/>'
    '<path d="M24-114c-20-20-48-20-66 4 22-10 42-8 62 2zM24-114c-6-30-28-46-54-40 22 6 38 20 46 42z'
    "M24-114c4-30 28-46 54-40-22 8-38 20-46 42zM24-114c20-20 48-18 64 8-20-14-40-14-60-4z"
    'M24-114c20 0 38 14 40 40-10-18-24-30-42-34zM24-114c-20 2-34 14-38 40 10-20 22-30 40-34z"/>'
)
OPEN_BOOK = "M0-46c-16-14-46-16-68-8v-46c22-8 52-6 68 8 16-14 46-16 68-8v46c-22-8-52-6-68 8z"


def barn(light: Light, at: int, ground: int) -> str:
    return (
        f'<g transform="translate({at} {ground}) scale(1.25)" fill="{light.near}">{BARN}'
        f'<path fill="{light.gold}" d="M-7-42H7v15H-7z"/></g>'
    )


def palms(light: Light, at: int, ground: int) -> str:
    return (
        f'<g fill="{light.near}"><g transform="translate({at} {ground + 6}) scale(1.35)">{PALM}</g>'
        f'<g transform="translate({at + 96} {ground + 12}) scale(-.95 .95)">{PALM}</g></g>'
    )


def books(light: Light, at: int, ground: int) -> str:
    """Two books lying, one open upon them."""
    return (
        f'<g transform="translate({at} {ground - 6}) scale(1.25)">'
        f'<path fill="{light.near}" d="M-66-22H62v22H-66zM-52-44H70v22H-52z"/>'
        f'<path fill="{light.gold}" d="M-50-22h8v22h-8zM46-44h8v22h-8z"/>'
        f'<g stroke="{light.near}" stroke-width="5" stroke-linejoin="round">'
        f'<path fill="{light.sky}" d="{OPEN_BOOK}"/><path fill="none" '
        'd="M0-92v46M-52-84q20-4 38 4M-52-70q20-4 38 4M52-84q-20-4-38 4M52-70q-20-4-38 4"/></g></g>'
    )


def kite(light: Light, at: int, ground: int) -> str:
    """A kite high up; its string goes down behind the hill."""
    return (
        f'<path fill="none" stroke="{light.outline}" stroke-width="2.5" '
        f'd="M{at - 20} 212Q{at + 70} 270 {at + 40} {ground + 20}"/>'
        f'<g transform="translate({at} 130) rotate(14)"><path fill="{light.near}" d="M0-74L56 0 0 84-56 0z"/>'
        f'<path fill="{light.gold}" d="M0-74V0h-56zM0 84V0h56z"/>'
        f'<path fill="{light.near}" d="M0 84l-20 26 18-4 2 22 10-20 16 8z"/></g>'
    )


def boat(light: Light, at: int, ground: int) -> str:
    return (
        f'<g transform="translate({at} {ground - 26}) scale(1.15)"><path fill="{light.near}" '
        'd="M-96-14q96 30 192 0l-26 26q-70 14-140 0zM-4-150h7V0h-7z"/>'
        f'<path fill="{light.gold}" d="M8-146q64 58 72 126H8z"/>'
        f'<path fill="{light.sky}" d="M-9-124q-46 50-54 104h54z"/></g>'
    )


LANDMARKS = (barn, palms, books, kite, boat)
