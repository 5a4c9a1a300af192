"""Whose site this is, as the frame of every page says it: name, logo, colours, contact, hours, a notice.

Without a source it is the name in the settings and the colours of static/css/app.css. `pages` registers what
editors keep, in `apps.ready()`:

    from ui import branding
    branding.sources.append(branding_of_the_editors)
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.urls import reverse

from .colours import DEFAULT_ACCENT, DEFAULT_INK, Palette, palette

VERSION = 1  # of the way stylesheets derive from colours: part of their address

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Logo:
    url: str
    width: int
    height: int


@dataclass(frozen=True)
class Link:
    """What stands there, and where it leads."""

    text: str
    url: str


@dataclass(frozen=True)
class Contact:
    address: str = ""
    email: str = ""
    phone: Link | None = None
    whatsapp: Link | None = None

    def __bool__(self) -> bool:
        return bool(self.address or self.email or self.phone or self.whatsapp)


@dataclass(frozen=True)
class Banner:
    """A notice on every page. `level` is info, warning or emergency; `key` changes with what it says."""

    level: str
    text: str
    link: Link | None
    key: str


@dataclass(frozen=True)
class Opening:
    """Whether somebody finds the door open now, in words."""

    text: str
    is_open: bool
    url: str


@dataclass(frozen=True)
class Branding:
    name: str = field(default_factory=lambda: str(settings.WAGTAIL_SITE_NAME))
    tagline: str = ""
    logo: Logo | None = None
    ink: str = DEFAULT_INK
    accent: str = DEFAULT_ACCENT
    contact: Contact = Contact()
    social: tuple[Link, ...] = ()
    opening: Opening | None = None
    banner: Banner | None = None

    @property
    def has_own_colours(self) -> bool:
        return (self.ink, self.accent) != (DEFAULT_INK, DEFAULT_ACCENT)

    @property
    def colours(self) -> Palette:
        return palette(self.ink, self.accent)

    @property
    def stylesheet(self) -> str:
        """Where its colours are; another pair of colours has another address."""
        return reverse("brand_colours", args=[VERSION, self.ink[1:], self.accent[1:]])


sources: list[Callable[[], Branding]] = []


def branding() -> Branding:
    return sources[-1]() if sources else Branding()


def site_name() -> str:
    return branding().name


def name_in_an_emergency() -> str:
    """For the page shown when something broke: it may be the database, or this."""
    try:
        return site_name()
    except Exception:
        logger.exception("the site's name cannot be read")
        return Branding().name
