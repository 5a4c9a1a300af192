"""What a level's letter means, in words for a pupil (domain: Perjenjangan Buku, BSKAP 030/P/2022)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .models import Level

# Ability is the yardstick; no ages are printed, because the decree gives them only as an equivalence.
EXPLAINED = {
    Level.A: _("Mostly pictures, to be read aloud together. For those who are getting to know letters."),
    Level.B1: _("One short sentence a page beside a picture. For those who have begun to read words."),
    Level.B2: _("A few simple sentences a page. For those who read sentences with some help."),
    Level.B3: _("Short paragraphs and a simple plot. For those who read simple texts on their own."),
    Level.C: _("Chapters, longer sentences and new words. For those who read fluently and understand."),
    Level.D: _("Varied texts with several points of view. For those who compare and conclude."),
    Level.E: _("Complex texts of every kind. For those who read critically and judge what they read."),
}


def explained(level: str) -> str:
    return str(EXPLAINED.get(Level(level), "")) if level in Level.values else ""
