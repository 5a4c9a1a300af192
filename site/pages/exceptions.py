"""Rules of pages that can be broken; each says its own sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.exceptions import AccountError


class PageError(AccountError):
    """Base of all."""


class NotAPicture(PageError):
    message = _("This file is not a picture the site can read. Use JPEG, PNG, WebP or AVIF.")
    too_large = _("This picture has more than 50 million pixels. Make it smaller and try again.")


class UnknownBlock(PageError):
    message = _("This text has a kind of block that pages do not know.")


class UnfitToPublish(PageError):
    """`faults`: what is wrong with the page (see pages.proofs); it stays as it was."""

    def __init__(self, page: Any, faults: Sequence[Any]) -> None:
        super().__init__()
        self.page, self.faults = page, faults

    def __str__(self) -> str:
        sentences = " ".join(dict.fromkeys(str(fault) for fault in self.faults))
        return gettext("“%(title)s” is not published: %(why)s") % {"title": self.page.title, "why": sentences}


class TooManyArticles(PageError):
    message = _("You have begun several articles today. Finish those first, or go on tomorrow.")


class ArticleWaits(PageError):
    message = _("This article is with the editor. You can change it once it comes back.")


class ArticleIsPublic(PageError):
    message = _("This article is published. Ask the editor where something must be mended.")


class NotAWriter(PageError):
    message = _("Only pupils, teachers and librarians write for the news.")


class FormNotOpen(PageError):
    message = _("This form is not open yet.")


class FormClosed(PageError):
    message = _("This form is closed. Thank you to everybody who answered.")


class NotAsked(PageError):
    message = _("This form is for others. You can read it, but not answer it.")


class AnsweredAlready(PageError):
    message = _("You have answered already. One answer counts for each account.")


class AnswerIsFinal(PageError):
    message = _("What was sent here cannot be changed.")


class HoursUnreadable(PageError):
    message = _("Write hours like 07.00–12.00, 13.00–16.00. Leave the field empty where it is closed.")


class HoursReversed(PageError):
    message = _("Closing time must come after opening time, on the same day.")


class HoursOverlap(PageError):
    message = _("Two of these times overlap.")


class ColourTooPale(PageError):
    """Says what was measured and what would do."""

    message = _(
        "On our paper this colour has a contrast of %(ratio)s to 1; text needs at least 4.5 to 1. The nearest"
        " colour that can be read is %(nearest)s."
    )


class NotADocument(PageError):
    message = _(
        "This file is not of a kind the site can hand out, whatever its name says. "
        "Use PDF, EPUB, Word, Excel, OpenDocument, MP3, Ogg, CSV or plain text."
    )
    too_large = _("This document is larger than 20 MB. Make it smaller and try again.")
    with_macros = _("This document carries a program (macros). Save it without and try again.")


class QuestionTaken(PageError):
    message = _("A colleague has this question in hand.")


class QuestionDone(PageError):
    message = _("This question has been answered or closed already.")


class NotInPublicWords(PageError):
    message = _("Put the question into public words before you publish it.")
