"""Plain parts with headings, as the form on the site asks for them, and the blocks an article is made of."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Any

from literasi.catalogue.models import Title
from pages.models import ArticlePage, Picture

from .beginnings import Template

BREAK = re.compile(r"<br\s*/?>|</(?:p|li|h\d)>", re.I)


@dataclass(frozen=True)
class Section:
    """One part: paragraphs are parted by an empty line."""

    heading: str
    text: str


@dataclass(frozen=True)
class Draft:
    """What a writer sends."""

    template: Template
    title: str
    intro: str
    sections: list[Section]
    book: Title | None = None
    picture: Picture | None = None
    without_picture: bool = False


@dataclass(frozen=True)
class Written:
    """An article taken apart again. `kept`: blocks an editor added, which the plain form does not know."""

    sections: list[Section] = field(default_factory=list)
    book: Title | None = None
    kept: list[tuple[str, Any]] = field(default_factory=list)


def blocks_of(draft: Draft, kept: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """The body of an article: the book first, so that readers know what is meant."""
    blocks: list[tuple[str, Any]] = [("book", {"book": draft.book, "note": ""})] if draft.book else []
    for section in draft.sections:
        if section.heading:
            blocks.append(("heading", section.heading))
        if section.text:
            blocks.append(("paragraph", as_html(section.text)))
    return blocks + kept


def taken_apart(article: ArticlePage) -> Written:
    sections: list[Section] = []
    book, kept = None, []
    for block in article.body:
        if block.block_type == "heading":
            sections.append(Section(str(block.value), ""))
        elif block.block_type == "paragraph":
            before = sections.pop() if sections else Section("", "")
            text = "\n\n".join(filter(None, [before.text, as_text(block.value.source)]))
            sections.append(Section(before.heading, text))
        elif block.block_type == "book" and book is None:
            book = block.value.get("book")
        else:
            kept.append((block.block_type, block.value))
    return Written(sections, book, kept)


def as_html(text: str) -> str:
    """Paragraphs and line breaks; nothing that was typed is markup."""
    paragraphs = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    lines = [html.escape(paragraph.strip(), quote=False).replace("\n", "<br/>") for paragraph in paragraphs]
    return "".join(f"<p>{line}</p>" for line in lines if line)


def as_text(source: str) -> str:
    """The way back, for what this form wrote and for the simple markup of an editor."""
    broken = re.sub(r"</p>\s*", "\n\n", source)
    broken = re.sub(r"<li[^>]*>", "- ", broken)
    broken = BREAK.sub("\n", broken)
    return html.unescape(re.sub(r"<[^>]+>", "", broken)).strip()
