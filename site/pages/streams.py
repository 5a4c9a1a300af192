"""Walking through blocks, however deeply they are nested."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from wagtail.blocks import Block
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamValue
from wagtail.blocks.struct_block import StructValue
from wagtail.rich_text import RichText


def values_in(stream: StreamValue | None) -> Iterator[tuple[Block, Any]]:
    """Every block with its value: outer ones before what is in them, in reading order."""
    for child in stream or []:
        yield from _below(child.block, child.value)


def _below(block: Block, value: Any) -> Iterator[tuple[Block, Any]]:
    yield block, value
    if isinstance(value, StreamValue):
        yield from values_in(value)
    elif isinstance(value, StructValue):
        for bound in value.bound_blocks.values():
            yield from _below(bound.block, bound.value)
    elif isinstance(value, ListValue):
        for bound in value.bound_blocks:
            yield from _below(bound.block, bound.value)


def texts_in(stream: StreamValue | None) -> Iterator[str]:
    """What was typed, block by block; rich text with its markup."""
    for _, value in values_in(stream):
        if isinstance(value, RichText):
            yield value.source
        elif isinstance(value, str):
            yield value


class RichLinks(HTMLParser):
    """The links of one rich text as (attributes, text), and its paragraphs that are bold throughout."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.links: list[tuple[dict[str, str | None], str]] = []
        self.bold_paragraphs: list[str] = []
        self._link: dict[str, str | None] | None = None
        self._link_text = self._paragraph = self._bold = ""
        self._depth = 0
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._link, self._link_text = dict(attrs), ""
        elif tag == "p":
            self._paragraph = self._bold = ""
        elif tag in ("b", "strong"):
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._link is not None:
            self.links.append((self._link, " ".join(self._link_text.split())))
            self._link = None
        elif tag == "p" and self._bold.strip() and self._bold.strip() == self._paragraph.strip():
            self.bold_paragraphs.append(" ".join(self._bold.split()))
        elif tag in ("b", "strong"):
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        self._link_text += data
        self._paragraph += data
        if self._depth:
            self._bold += data
