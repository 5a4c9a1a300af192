"""Fits words into a box without knowing the visitor's fonts: widths are those of a wide serif."""

from __future__ import annotations

import re
from typing import NamedTuple

NARROW, WIDE = set("iljtfrI.,:;'’!|()[] -"), set("mwMW@%—")
SIZES = (27.0, 24.0, 21.5, 19.0, 17.0, 15.0, 13.5, 12.0, 10.5)
SPLIT_FROM = 17.0
LEADING = 1.18


class Line(NamedTuple):
    text: str
    size: float
    bold: bool = True
    space_before: float = 0

    @property
    def leading(self) -> float:
        return self.size * LEADING + self.space_before

    def scaled(self, factor: float) -> Line:
        return Line(self.text, self.size * factor, self.bold, self.space_before * factor)


def width_of(text: str, size: float) -> float:
    """An upper estimate of how wide a text runs."""
    ems = sum(0.37 if c in NARROW else 0.96 if c in WIDE else 0.74 if c.isupper() else 0.57 for c in text)
    return ems * size


def wrapped(text: str, size: float, width: float, *, split: bool = False) -> list[str] | None:
    """Lines that fit the width; None where a word is too long, unless words may be `split`."""
    lines: list[str] = []
    for word in text.split():
        if lines and width_of(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
            continue
        while width_of(word, size) > width:
            if not split:
                return None
            cut = max(n for n in range(1, len(word)) if n == 1 or width_of(word[:n] + "-", size) <= width)
            lines.append(word[:cut] + "-")
            word = word[cut:]
        lines.append(word)
    return lines


def fitted(title: str, author: str, *, width: float, height: float) -> list[Line]:
    """The title as large as the box allows, its subtitle and the author smaller below."""
    main, _, rest = (
        part.strip() for part in re.sub(r"\s*[:/]\s+", "\n", " ".join(title.split())).partition("\n")
    )
    tail = _author(author, width)
    for size in SIZES:
        small = max(10.0, size * 0.62)
        # A very long word is rather broken than set in letters nobody can read.
        lines = wrapped(main, size, width, split=size <= SPLIT_FROM)
        more = wrapped(rest, small, width, split=True)
        if lines is None or more is None:
            continue
        block = [Line(text, size) for text in lines]
        block += [Line(text, small, False, 4 if n == 0 else 0) for n, text in enumerate(more)]
        if sum(line.leading for line in block + tail) <= height:
            return block + tail
    return _cut(main, width, height - sum(line.leading for line in tail)) + tail


def _author(author: str, width: float) -> list[Line]:
    lines = wrapped(author, 11.5, width, split=True) or []
    if len(lines) > 2:
        lines = [lines[0], lines[1].rstrip("-") + " …"]
    return [Line(text, 11.5, False, 7 if n == 0 else 0) for n, text in enumerate(lines)]


def _cut(text: str, width: float, height: float) -> list[Line]:
    size = SIZES[-1]
    room = max(1, int(height // (size * LEADING)))
    lines = wrapped(text, size, width, split=True) or [""]
    if len(lines) > room:
        lines = [*lines[: room - 1], lines[room - 1].rstrip("-") + " …"]
    return [Line(line, size) for line in lines]
