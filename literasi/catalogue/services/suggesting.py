"""Readers suggest books, others add their voice, librarians decide."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import School, User
from accounts.registry import witness
from notices.ways import address_hash

from .. import exceptions as broken
from .. import telling
from ..models import BookSuggestion, Decision, SuggestionVote, Title
from .keys import fold, text_key

# Addresses that were left are not kept for ever where nobody decides.
ADDRESS_DAYS = 365


@dataclass(frozen=True)
class Wish:
    """What a reader wrote down."""

    title: str
    author: str = ""
    isbn: str = ""
    level: str = ""
    why: str = ""
    school: School | None = None

    @property
    def title_key(self) -> str:
        return text_key(self.title)

    @property
    def author_key(self) -> str:
        """ "Hirata, Andrea" and "Andrea Hirata" are one person here."""
        return text_key(" ".join(sorted(fold(self.author).split()))) if self.author else ""


@dataclass(frozen=True)
class Outcome:
    """`new`: written down; else the suggestion was known. `counted`: this voice is one more."""

    suggestion: BookSuggestion
    new: bool
    counted: bool


def in_catalogue(wish: Wish) -> list[Title]:
    """Books of ours that this may be: by ISBN, else by title and, if one is given, author."""
    if wish.isbn and (found := list(Title.objects.filter(isbn=wish.isbn).with_authors())):
        return found
    same = Title.objects.filter(text_key=wish.title_key).with_authors()[:10]
    wanted = set(fold(wish.author).split())
    return [book for book in same if not wanted or not book.author_names or wanted & _names(book)][:5]


def _names(book: Title) -> set[str]:
    return {word for name in book.author_names for word in fold(name).split()}


@transaction.atomic
def suggest_book(wish: Wish, *, user: User | AnonymousUser, address: str = "") -> Outcome:
    """Write the book down, or add a voice to the suggestion that names it already."""
    known = _known(wish)
    new = known is None
    if known is None:
        known, new = _written_down(wish)
    return Outcome(known, new, known.is_open and add_voice(known, user=user, address=address))


def _known(wish: Wish) -> BookSuggestion | None:
    """The same library's suggestion of the same book; whoever gives no author means any."""
    same = Q(title_key=wish.title_key)
    if wish.author_key:
        same &= Q(author_key__in=("", wish.author_key))
    if wish.isbn:
        same |= Q(isbn=wish.isbn)
    return BookSuggestion.objects.to(wish.school).filter(same).order_by("pk").first()


def _written_down(wish: Wish) -> tuple[BookSuggestion, bool]:
    suggestion = BookSuggestion(
        school=wish.school,
        title=wish.title,
        author=wish.author,
        isbn=wish.isbn,
        title_key=wish.title_key,
        author_key=wish.author_key,
        level=wish.level,
        why=wish.why,
    )
    try:
        with transaction.atomic():
            suggestion.save()
    except IntegrityError:  # somebody else suggested it at the same moment
        known = _known(wish)
        if known is None:
            raise
        return known, False
    return suggestion, True


@transaction.atomic
def add_voice(suggestion: BookSuggestion, *, user: User | AnonymousUser, address: str = "") -> bool:
    """One more who wants it; False where this person is counted already. Raises SuggestionDecided.

    Without an account and an address there is one voice for all such visitors together.
    """
    if not BookSuggestion.objects.waiting().filter(pk=suggestion.pk).exists():
        raise broken.SuggestionDecided
    account = user if isinstance(user, User) else None
    address = "" if account else address.strip()
    vote = SuggestionVote(
        suggestion=suggestion,
        user=account,
        address=address,
        address_hash=address_hash(address) if address else "",
    )
    try:
        with transaction.atomic():
            vote.save()
    except IntegrityError:
        return False
    return True


@transaction.atomic
def decide(
    suggestion: BookSuggestion, *, by: User, state: str, reason: str = "", **words: Any
) -> BookSuggestion:
    """Decide, and put it into the words that the public reads (title, author, isbn, level, shown, found).

    Who left an address is told and the address deleted. Raises ReasonMissing, SuggestedAlready.
    """
    locked = BookSuggestion.objects.select_for_update().get(pk=suggestion.pk)
    changed = locked.state != state
    if state == Decision.DECLINED and not reason.strip():
        raise broken.ReasonMissing
    for name, value in words.items():
        setattr(locked, name, value)
    wish = Wish(locked.title, locked.author)
    locked.title_key, locked.author_key = wish.title_key, wish.author_key
    locked.state, locked.reason = state, reason.strip()
    is_open = state == Decision.OPEN
    locked.decided_by = None if is_open else by
    locked.decided_at = None if is_open else timezone.now() if changed else locked.decided_at
    _saved(locked)
    witness("suggestion_decided", locked, actor=by, school=locked.school, state=state)
    if changed and not is_open:
        telling.tell_decided(locked)
        locked.votes.exclude(address="").update(address="")
    return locked


def _saved(suggestion: BookSuggestion) -> None:
    try:
        with transaction.atomic():
            suggestion.save()
    except IntegrityError as error:
        raise broken.SuggestedAlready from error


def forget_addresses() -> int:
    """Addresses left with suggestions that nobody decided in a year."""
    limit = timezone.now() - dt.timedelta(days=ADDRESS_DAYS)
    return SuggestionVote.objects.filter(created_at__lt=limit).exclude(address="").update(address="")
