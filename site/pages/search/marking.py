"""The words that were looked for, marked in what is shown."""

from __future__ import annotations

import re
from collections.abc import Collection

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from literasi.catalogue.search.words import stem, words

LENGTH = 220  # letters of a quotation
BEFORE = 60  # of them before the first word found
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def marked(text: str, roots: Collection[str]) -> SafeString:
    """The text, escaped, every form of a word that was found within `<mark>`."""
    parts, done = [], 0
    for match in _WORD.finditer(text):
        if _meant(match[0], roots):
            parts += [
                conditional_escape(text[done : match.start()]),
                format_html("<mark>{}</mark>", match[0]),
            ]
            done = match.end()
    parts.append(conditional_escape(text[done:]))
    return mark_safe("".join(parts))  # noqa: S308 (every part is escaped above)


def quoted(text: str, roots: Collection[str]) -> str:
    """The part of the text around the first word found; its beginning where there is none."""
    text = " ".join(text.split())
    first = next((m.start() for m in _WORD.finditer(text) if _meant(m[0], roots)), 0)
    start = max(0, first - BEFORE)
    if start:
        start = text.find(" ", start) + 1
    end = len(text) if len(text) <= start + LENGTH else max(start + 1, text.rfind(" ", start, start + LENGTH))
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"


def _meant(written: str, roots: Collection[str]) -> bool:
    """A word that is longer than what was typed counts, too: the last one may be unfinished."""
    folded = words(written)
    return any(form in roots for word in folded for form in (word, stem(word)))
