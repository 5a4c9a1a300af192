"""The pictures that stand beside a link shared elsewhere: drawn, because chat apps show no SVG.

An app that has public pages adds a kind in its `apps.ready()`; the address of a picture then says all that
is on it, so that a new title makes a new address and no page needs to know whether the picture is there:

    from ui import sharing
    sharing.add_kind("halaman", cards_of_pages, eager=live_pages)
    sharing.share_image_url("halaman", page.pk, card)

The worker draws (ui.tasks): those of `eager` as soon as they are missing, others when they are first asked
for. Whoever asks before that gets the picture of the whole site.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass

from django.conf import settings
from django.core.files.storage import default_storage
from django.templatetags.static import static
from django.urls import reverse

from .branding import site_name

FOLDER = "bagikan"
VERSION = 1  # grows with the drawing
MOST_LETTERS = 160
MOST_ON_DEMAND = 2_000  # pictures of one kind that nobody asked for beforehand: some 200 MB
NAME = re.compile(r"(?P<kind>[a-z]+)-(?P<pk>[0-9]{1,12})-(?P<digest>[0-9a-f]{12})\.png")


@dataclass(frozen=True)
class Card:
    """What stands on the picture. `book` is the author: then the drawn cover stands beside the title."""

    title: str
    eyebrow: str = ""
    pattern: str = ""
    book: str | None = None
    level: str = ""

    @property
    def digest(self) -> str:
        said = json.dumps([VERSION, site_name(), *asdict(self).values()], ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()[:12]


Cards = Callable[[Iterable[int]], dict[int, Card]]


@dataclass(frozen=True)
class Kind:
    """`cards` gives those of the ids that the public may see; `eager` the ids to be drawn beforehand."""

    cards: Cards
    eager: Callable[[], Iterable[int]]


kinds: dict[str, Kind] = {}


def add_kind(name: str, cards: Cards, *, eager: Callable[[], Iterable[int]] = tuple) -> None:
    kinds[name] = Kind(cards, eager)


def share_image_url(kind: str, pk: int, card: Card) -> str:
    """Absolute, as Open Graph wants it."""
    return settings.SITE_BASE_URL + reverse("share_image", args=[kind, pk, card.digest])


def site_image_url() -> str:
    """The picture of the whole site; absolute."""
    return settings.SITE_BASE_URL + static("img/share.png")


def path_of(kind: str, pk: int, digest: str) -> str:
    return f"{FOLDER}/{kind}-{pk}-{digest}.png"


def stored() -> dict[tuple[str, int], set[str]]:
    """(kind, id) → digests of the pictures in the store."""
    found: dict[tuple[str, int], set[str]] = {}
    try:
        names = default_storage.listdir(FOLDER)[1]
    except FileNotFoundError:
        return found
    for name in names:
        if match := NAME.fullmatch(name):
            found.setdefault((match["kind"], int(match["pk"])), set()).add(match["digest"])
    return found
