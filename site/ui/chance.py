"""Choices that depend on a text alone, so that a drawing is the same every time."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

Thing = TypeVar("Thing")


class Chance:
    """Up to 32 choices from one text."""

    def __init__(self, text: str) -> None:
        self._bytes = iter(blake2b(text.strip().casefold().encode(), digest_size=32).digest())

    def below(self, limit: int) -> int:
        return next(self._bytes) % limit

    def of(self, things: Sequence[Thing]) -> Thing:
        return things[self.below(len(things))]


def printable(text: str) -> str:
    """Without control characters, which no XML may hold."""
    return "".join(c if c.isprintable() else " " for c in text)
