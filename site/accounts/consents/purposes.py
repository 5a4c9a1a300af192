"""What guardians are asked, and in which words.

A consent keeps the version of the words that were agreed to. Words are never changed under a version:
a new wording gets a new version and stands last, and what was agreed to before stays agreed to.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Wording:
    version: str
    text: str | Promise


@dataclass(frozen=True)
class Purpose:
    """`title` names it in lists; `wordings` are what guardians read, the current one last."""

    code: str
    title: str | Promise
    wordings: tuple[Wording, ...]

    @property
    def current(self) -> Wording:
        return self.wordings[-1]

    def worded(self, version: str) -> str | Promise:
        return next((wording.text for wording in self.wordings if wording.version == version), "")


_purposes: dict[str, Purpose] = {}


def add(purpose: Purpose) -> None:
    """Adding the same code again replaces it: `ready()` may run twice."""
    _purposes[purpose.code] = purpose


def every() -> list[Purpose]:
    return list(_purposes.values())


def find(code: str) -> Purpose | None:
    return _purposes.get(code)


PUBLIC_NAME, PHOTO, INDIVIDUAL_BOARD = "public_name", "photo", "individual_board"

add(
    Purpose(
        INDIVIDUAL_BOARD,
        _("Named by initials on boards"),
        (
            Wording(
                "2026-11",
                _(
                    "My child's initials and class may stand on the boards of readers. Without this, "
                    "my child counts only in the sum of the class."
                ),
            ),
        ),
    )
)
add(
    Purpose(
        PUBLIC_NAME,
        _("Full name on public pages"),
        (
            Wording(
                "2026-11",
                _(
                    "My child's full name may stand where everyone can read it: in news about prizes, "
                    "on boards, and on the page that confirms a certificate."
                ),
            ),
        ),
    )
)
add(
    Purpose(
        PHOTO,
        _("Photographs"),
        (
            Wording(
                "2026-11",
                _(
                    "Pictures in which my child can be recognised may be shown in the news and galleries of "
                    "this site."
                ),
            ),
        ),
    )
)
