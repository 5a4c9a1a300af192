"""Kinds of letters. A later app registers its kinds in `apps.ready()`; see `LetterKind`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User

from .exceptions import KindUnknown

if TYPE_CHECKING:
    from .models import Letter

CODE = re.compile(r"[A-Z0-9][A-Z0-9.-]{0,19}")


@dataclass(frozen=True, kw_only=True)
class LetterKind:
    """One kind of letter.

    slug         stands in the database for ever, e.g. "reading-certificate"
    code         stands in the number: 007/SRT-BACA/XI/2026
    name         what people call it
    template     typst template, "<app>/<name>.typ"; "letters/certificate.typ" and "letters/letter.typ" set
                 heading, paragraphs and signers from the letter's data (see there)
    public_line  one line more on the public verify page; must hold nothing personal
    may_see      who else may open the PDF, besides the person it is about and the school's managers
    """

    slug: str
    code: str
    name: str | Promise
    template: str
    public_line: Callable[[Letter], str] | None = None
    may_see: Callable[[User, Letter], bool] | None = None


_kinds: dict[str, LetterKind] = {}


def register(kind: LetterKind) -> None:
    """Registering a slug again replaces the kind: `ready()` may run twice. A code belongs to one kind."""
    if not CODE.fullmatch(kind.code):
        raise ValueError(f"{kind.code!r}: capitals, digits, dots and hyphens only")
    if any(other.code == kind.code and other.slug != kind.slug for other in _kinds.values()):
        raise ValueError(f"The code {kind.code} belongs to another kind of letter")
    _kinds[kind.slug] = kind


def forget(slug: str) -> None:
    """Its letters can still be verified, but not set in type again."""
    _kinds.pop(slug, None)


def kind_of(slug: str) -> LetterKind:
    try:
        return _kinds[slug]
    except KeyError as error:
        raise KindUnknown from error


def known(slug: str) -> LetterKind | None:
    return _kinds.get(slug)


def all_kinds() -> list[LetterKind]:
    return sorted(_kinds.values(), key=lambda kind: kind.code)


def name_of(slug: str) -> str:
    """What people call this kind; a kind nobody registers any more is just a letter."""
    kind = known(slug)
    return str(kind.name if kind else _("Letter"))
