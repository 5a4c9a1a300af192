"""What an editor must not overlook, whichever way a page becomes public.

The form shows faults beside its fields; `SitePage.publish` reads the page again at the moment of publication
(approval, schedule, several pages at once), when a consent may have been withdrawn or a linked page be gone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.text import capfirst, normalize_newlines
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks.stream_block import StreamValue
from wagtail.blocks.struct_block import StructValue
from wagtail.models import Page
from wagtail.rich_text import RichText

from .beginnings import is_guide
from .blocks import HeadingBlock, LinkBlock, PictureBlock, is_safe_address
from .streams import RichLinks, texts_in, values_in

if TYPE_CHECKING:
    from .models import Picture

SAYS_NOTHING = {
    "baca selengkapnya",
    "click here",
    "di sini",
    "disini",
    "here",
    "klik",
    "klik di sini",
    "klik disini",
    "klik tautan ini",
    "link",
    "read more",
    "selengkapnya",
    "tautan",
    "tautan ini",
}
FILE_NAME = re.compile(r"\.(jpe?g|png|webp|avif|heic)$|^(img|dsc|foto|gambar|image|photo|wa)[-_ ]?\d+$", re.I)
SAFE_SCHEMES = ("mailto:", "tel:", "#")
LONGEST_HEADING = 90

WITHOUT_CONSENT = gettext_lazy(
    "A picture here shows children without recorded consent. Choose another picture."
)


@dataclass(frozen=True)
class Fault:
    """What is wrong, and in which field."""

    field: str
    message: str | Promise

    def __str__(self) -> str:
        return str(self.message)


Proof = Callable[[StreamValue], Iterable[str | Promise]]


def faults_of(page: Page) -> list[Fault]:
    """Everything that keeps this page, as it stands, from the public."""
    own = [field for field in page._meta.local_fields if not field.primary_key]
    known = [*_gaps(page), *getattr(page, "own_faults", list)()]
    return known + faults_in({name: getattr(page, name) for name in ["title", *(f.name for f in own)]})


def _gaps(page: Page) -> list[Fault]:
    """A draft may leave out what the public cannot do without."""
    required = [field for field in page._meta.local_fields if not field.blank and field.null]
    return [
        Fault(field.name, _("“%(field)s” is not filled in.") % {"field": capfirst(field.verbose_name)})
        for field in required
        if getattr(page, field.attname) is None
    ]


def faults_in(values: Mapping[str, Any]) -> list[Fault]:
    """The same of a form's fields; an inner value that is not set is no fault here."""
    return [Fault(name, message) for name, value in values.items() for message in _faults(name, value)]


def _faults(name: str, value: Any) -> Iterator[str | Promise]:
    from .models import Picture

    if isinstance(value, StreamValue):
        for proof in PROOFS:
            yield from proof(value)
    elif isinstance(value, Picture):
        yield from _about(value, "")
    elif name in ("title", "intro", "headline") and is_guide(value or ""):
        yield _guide(value)


def pictures_in(stream: StreamValue | None) -> list[Picture]:
    """Every picture that a stream shows, whatever block it is in."""
    from .models import Picture

    return [value for _, value in values_in(stream) if isinstance(value, Picture)]


# --- Pictures ----------------------------------------------------------------------------------------
def of_pictures(stream: StreamValue) -> Iterator[str | Promise]:
    alternatives = {
        id(value["image"]): value.get("alt") or ""
        for block, value in values_in(stream)
        if isinstance(block, PictureBlock) and value.get("image")
    }
    for picture in pictures_in(stream):
        yield from _about(picture, alternatives.get(id(picture), ""))


def _about(picture: Picture, alternative: str) -> Iterator[str | Promise]:
    if not picture.may_be_shown:
        yield WITHOUT_CONSENT
    words = (alternative or picture.description).strip()
    if not words:
        yield _("Say what the picture “%(title)s” shows.") % {"title": picture.title}
    elif FILE_NAME.search(words):
        yield _("“%(words)s” is the name of a file. Say what the picture shows.") % {"words": words}


# --- Links -------------------------------------------------------------------------------------------
def of_links(stream: StreamValue) -> Iterator[str | Promise]:
    pages: dict[int, str] = {}
    for block, value in values_in(stream):
        if isinstance(block, LinkBlock) and isinstance(value, StructValue):
            text = value.get("label") or ""
            yield from _link_text(text)
            if value.get("page"):
                pages[value["page"].pk] = text
        elif isinstance(value, RichText):
            for attributes, text in RichLinks(value.source).links:
                yield from _link_text(text)
                yield from _address(attributes, text, pages)
    live = set(Page.objects.live().filter(pk__in=pages).values_list("pk", flat=True)) if pages else set()
    for pk, text in pages.items():
        if pk not in live:
            yield _("The link “%(text)s” leads to a page that is not public.") % {"text": text}


def _address(
    attributes: Mapping[str, str | None], text: str, pages: dict[int, str]
) -> Iterator[str | Promise]:
    """Notes a page of the site, judges any other address."""
    kind, number = attributes.get("linktype"), attributes.get("id") or ""
    if kind == "page" and number.isdigit():
        pages[int(number)] = text
    elif kind is None:
        address = (attributes.get("href") or "").strip()
        lower = address.lower()
        if address in ("", "#") or not (is_safe_address(lower) or lower.startswith(SAFE_SCHEMES)):
            yield _("The link “%(text)s” leads nowhere. Give it an address.") % {"text": text}


def _link_text(text: str) -> Iterator[str]:
    plain = " ".join(text.split()).strip(" .…:!»→>").casefold()
    if not plain:
        yield _("A link has no text.")
    elif plain in SAYS_NOTHING:
        yield _("“%(text)s” does not say where the link leads. Name what is there.") % {"text": text}


# --- Headings ----------------------------------------------------------------------------------------
def of_headings(stream: StreamValue) -> Iterator[str]:
    seen: set[str] = set()
    open_heading = ""
    for child in stream:
        if open_heading and isinstance(child.block, HeadingBlock):
            yield _no_text(open_heading)
        open_heading = ""
        if isinstance(child.block, HeadingBlock):
            text = " ".join(str(child.value or "").split())
            if not text:
                yield _("A heading is empty.")
            elif text.casefold() in seen:
                yield _("The heading “%(text)s” is there twice.") % {"text": text}
            seen.add(text.casefold())
            open_heading = text
    if open_heading:
        yield _no_text(open_heading)


def _no_text(heading: str) -> str:
    return _("Below the heading “%(text)s” there is no text.") % {"text": heading}


def of_bold_paragraphs(stream: StreamValue) -> Iterator[str]:
    for _block, value in values_in(stream):
        if isinstance(value, RichText):
            for text in RichLinks(value.source).bold_paragraphs:
                if len(text) <= LONGEST_HEADING:
                    yield _("“%(text)s” is a line in bold. Use a heading for it.") % {"text": text}


# --- Templates ---------------------------------------------------------------------------------------
def of_guides(stream: StreamValue) -> Iterator[str]:
    for text in texts_in(stream):
        if is_guide(text):
            yield _guide(text)


def _guide(text: str) -> str:
    words = " ".join(re.sub(r"<[^>]+>", " ", normalize_newlines(text)).split())
    return _("“%(text)s” is still the template's hint. Replace it or delete it.") % {"text": words[:60]}


PROOFS: list[Proof] = [of_pictures, of_links, of_headings, of_bold_paragraphs, of_guides]
