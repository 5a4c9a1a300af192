"""What a checker should look at. A flag never refuses anything and is no verdict: people look and decide."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz import fuzz

from ..counting import Plan
from ..models import Flag, Metric, ReadingLog
from .legible import is_gibberish

# Two pupils may well write the same few words; beyond this they hardly do.
FEWEST_WORDS = 6
# A text is a near copy when this much of it (of 100) agrees, letter by letter, in order.
NEAR_COPY = 90
LOOKED_THROUGH = 50

_WORD = re.compile(r"\w+")


def write_response(log: ReadingLog, text: str) -> None:
    """Put a response into an entry. Every writer of entries calls this: length and key follow the text."""
    log.response = text
    log.response_length = len(" ".join(text.split()))
    log.response_key = key_of(text)


def folded(text: str) -> str:
    """The words alone: capitals, accents, signs and spaces make no difference."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(_WORD.findall("".join(char for char in plain if not unicodedata.combining(char))))


def key_of(text: str) -> str:
    """The same for the same words; empty for a text too short to be anybody's own."""
    words = folded(text)
    if words.count(" ") < FEWEST_WORDS - 1:
        return ""
    return hashlib.blake2b(words.encode(), digest_size=16).hexdigest()


def flags_of(log: ReadingLog, plans: Iterable[Plan], *, near_limit: bool) -> list[str]:
    """The flags of an entry about to be saved; its response is written, its book loaded.

    A text long enough to be copied costs two queries (three with a summary), whatever else there is.
    """
    signs = {
        Flag.COPIED: bool(log.response_key) and is_copied(log),
        Flag.BLURB: bool(log.response_key) and is_blurb(log),
        Flag.GIBBERISH: is_gibberish(log.response),
        Flag.SHORT: any(asks_for_more(plan, log) for plan in plans),
        Flag.NEAR_LIMIT: near_limit,
    }
    return [flag.value for flag, raised in signs.items() if raised]


def is_copied(log: ReadingLog) -> bool:
    """The same words as another response of the school, or nearly those of one on the same title.

    What the reader wrote themselves about this very book is theirs to say again.
    """
    others = ReadingLog.objects.filter(school_id=log.school_id).exclude(
        reader_id=log.reader_id, book_id=log.book_id
    )
    if others.filter(response_key=log.response_key).exists():
        return True
    if log.book is None or log.book.title_id is None:
        return False
    same_title = others.filter(book__title_id=log.book.title_id).exclude(response_key="")
    latest = same_title.order_by("-pk").values_list("response", flat=True)[:LOOKED_THROUGH]
    own = folded(log.response)
    return any(fuzz.ratio(own, folded(other), score_cutoff=NEAR_COPY) for other in latest)


def is_blurb(log: ReadingLog) -> bool:
    """A piece of the catalogue's summary, or all of it and little else."""
    summary = folded(log.book.title.summary) if log.book and log.book.title else ""
    if summary.count(" ") < FEWEST_WORDS - 1:
        return False
    return fuzz.partial_ratio(folded(log.response), summary, score_cutoff=NEAR_COPY) > 0


def asks_for_more(plan: Plan, log: ReadingLog) -> bool:
    """A running programme would count the entry if its response were longer."""
    programme = plan.programme
    if log.response_length >= programme.response_least:
        return False
    if programme.metric == Metric.REVIEWS or (programme.metric == Metric.BOOKS and not log.finished):
        return False
    if log.book is None:
        return False
    listed = not programme.list_only or log.book.title_id in plan.listed
    return listed and not (programme.non_textbooks_only and log.book.textbook)
