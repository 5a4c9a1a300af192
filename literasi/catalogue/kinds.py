"""What kind of book a title is, read off its DDC class and language: for quotas, lists and figures."""

from __future__ import annotations

import re

from django.db import models
from django.utils.translation import gettext_lazy as _


class Genre(models.TextChoices):
    """Coarse enough for a pupil to choose from, fine enough for a quota."""

    FICTION = "fiction", _("stories and novels")
    POETRY = "poetry", _("poetry and pantun")
    DRAMA = "drama", _("plays")
    FOLKTALE = "folktale", _("folk tales")
    COMIC = "comic", _("comics")
    BIOGRAPHY = "biography", _("lives of people")
    HISTORY = "history", _("history and places")
    SCIENCE = "science", _("science and nature")
    SKILLS = "skills", _("skills and technology")
    ARTS = "arts", _("arts and sport")
    RELIGION = "religion", _("religion")
    SOCIETY = "society", _("society and customs")
    LANGUAGE = "language", _("language")
    GENERAL = "general", _("general knowledge")


# The longest prefix wins. Literature (8xx) is told apart by its third figure: 1 poetry, 2 drama.
_BY_CLASS = {
    "398": Genre.FOLKTALE,
    "741.5": Genre.COMIC,
    "92": Genre.BIOGRAPHY,
    "0": Genre.GENERAL,
    "1": Genre.GENERAL,
    "2": Genre.RELIGION,
    "2X": Genre.RELIGION,
    "3": Genre.SOCIETY,
    "4": Genre.LANGUAGE,
    "5": Genre.SCIENCE,
    "6": Genre.SKILLS,
    "7": Genre.ARTS,
    "8": Genre.FICTION,
    "9": Genre.HISTORY,
}
_PREFIXES = sorted(_BY_CLASS, key=len, reverse=True)

# ISO 639 codes of the archipelago's own languages that have books in print; Indonesian is not one of them.
# fmt: off
REGIONAL_LANGUAGES = frozenset({
    "jv", "jav", "su", "sun", "mad", "min", "bug", "mak", "ban", "ace", "bjn", "sas", "bbc", "btx", "bts",
    "btd", "bew", "nij", "ljp", "abl", "nia", "day", "gor", "tet", "tdn", "mnk", "osi", "rej", "bhw", "pse",
    "mui", "xdy", "iba",
})
# fmt: on


def genre_of(ddc: str) -> str:
    """A Genre's value for a DDC class such as `899.221 3`, or "" where the class is not known."""
    digits = ddc.strip().upper()
    if re.match(r"8\d[12]|8\d\d\.\d+ ?[12]$", digits):
        return str(Genre.POETRY if re.match(r"8\d1|.*1$", digits) else Genre.DRAMA)
    return str(next((_BY_CLASS[prefix] for prefix in _PREFIXES if digits.startswith(prefix)), ""))


def is_regional(language: str) -> bool:
    return language in REGIONAL_LANGUAGES
