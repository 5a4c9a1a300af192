"""What waits for a person to look at it: a bell beside their name, with a number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True)
class Bell:
    """How many things wait, where they are, and the same in words."""

    count: int
    url: str
    label: str


# A later app registers: name → callable(request) answering its bell, or None for visitors.
bells: dict[str, Callable[[HttpRequest], Bell | None]] = {}


def bells_for(request: HttpRequest) -> list[Bell]:
    return [bell for ring in bells.values() if (bell := ring(request))]
