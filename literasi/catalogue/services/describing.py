"""Describing titles: what a librarian writes down about a book, for all libraries at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.registry import witness

from ..exceptions import TitleExists
from ..models import Author, Contribution, Subject, Title
from ..search import index_titles
from .keys import identify, key_of


@transaction.atomic
def describe_title(
    title: Title,
    *,
    authors: Sequence[str],
    subjects: Sequence[str],
    actor: User,
    cover: ContentFile | None = None,
    without_cover: bool = False,
) -> Title:
    """Save a new or changed title with its people, subjects and cover; bring the index up to date."""
    verb = "title_changed" if title.pk else "title_added"
    known = Title.objects.select_for_update().filter(pk=title.pk).first() if title.pk else None
    old_cover = known.cover.name if known else ""
    identify(title, list(authors))
    if Title.objects.exclude(pk=title.pk).filter(match_key=title.match_key).exists():
        raise TitleExists
    title.cover = "" if without_cover and not cover else old_cover
    _save(title)
    if cover:
        title.cover.save(cover.name, cover)
    _credit(title, authors)
    title.subjects.set([_named(Subject, name) for name in subjects])
    index_titles([title.pk])
    witness(verb, title, actor=actor, school=None)
    if old_cover and old_cover != title.cover.name:
        storage = title.cover.storage
        transaction.on_commit(lambda: storage.delete(old_cover))
    return title


def _save(title: Title) -> None:
    try:
        with transaction.atomic():
            title.save()
    except IntegrityError as error:  # somebody else was quicker
        raise TitleExists from error


def _credit(title: Title, authors: Sequence[str]) -> None:
    """These authors, in this order, each once."""
    people = {author.pk: author for author in (_named(Author, name) for name in authors)}
    title.contributions.all().delete()
    Contribution.objects.bulk_create(
        Contribution(title=title, author=author, position=position)
        for position, author in enumerate(people.values())
    )


Named = TypeVar("Named", Author, Subject)


def _named(kind: type[Named], name: str) -> Named:
    length = kind._meta.get_field("key").max_length or 0
    return kind.objects.get_or_create(key=key_of(name, length), defaults={"name": name})[0]
