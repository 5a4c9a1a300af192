"""Reading lists: made and kept by teachers and librarians. What uses a list follows it."""

from __future__ import annotations

from functools import partial

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import School, User
from audit.services import record
from literasi.catalogue.models import Title

from .. import exceptions as broken
from ..counting import compile_plan
from ..models import ListedTitle, Programme, ReadingList

MOST_TITLES = 100
# Whoever fills a list clicks many times: standings are counted again once, this much later.
SETTLE_SECONDS = 20
NAME_LENGTH = 120


@transaction.atomic
def make_list(
    *, by: User, school: School | None, name: str, purpose: str = "", is_public: bool = False
) -> ReadingList:
    made = ReadingList.objects.create(
        school=school, name=name, purpose=purpose, is_public=is_public, made_by=by
    )
    record("make_list", made, actor=by, school=school)
    return made


@transaction.atomic
def change_list(kept: ReadingList, *, by: User, name: str, purpose: str, is_public: bool) -> ReadingList:
    held = _held(kept)
    held.name, held.purpose, held.is_public = name, purpose, is_public
    held.save()
    record("change_list", held, actor=by, school=held.school, public=is_public)
    return held


@transaction.atomic
def copy_list(kept: ReadingList, *, by: User, school: School | None) -> ReadingList:
    """The same titles as a list of one's own, not public yet."""
    name = _("%(name)s (copy)") % {"name": kept.name[: NAME_LENGTH - 20]}
    made = make_list(by=by, school=school, name=name, purpose=kept.purpose)
    ListedTitle.objects.bulk_create(
        ListedTitle(
            reading_list=made, title_id=item.title_id, place=place, compulsory=item.compulsory, note=item.note
        )
        for place, item in enumerate(kept.items.all())
    )
    return made


@transaction.atomic
def retire_list(kept: ReadingList, *, by: User, back: bool = False) -> ReadingList:
    """Offer the list no longer; programmes that use it keep it. `back` offers it again."""
    held = _held(kept)
    held.retired_at = None if back else held.retired_at or timezone.now()
    held.save(update_fields=["retired_at", "changed_at"])
    record("restore_list" if back else "retire_list", held, actor=by, school=held.school)
    return held


@transaction.atomic
def add_title(kept: ReadingList, title: Title, *, by: User) -> ListedTitle:
    """At the end; adding it again changes nothing."""
    held = _held(kept)
    known = held.items.filter(title=title).first()
    if known:
        return known
    count = held.items.count()
    if count >= MOST_TITLES:
        raise broken.ListFull(limit=MOST_TITLES)
    item = ListedTitle.objects.create(reading_list=held, title=title, place=count)
    _changed(held, by, "add_listed_title", title=title.pk)
    return item


@transaction.atomic
def remove_title(item: ListedTitle, *, by: User) -> None:
    held = _held(item.reading_list)
    held.items.filter(pk=item.pk).delete()
    _number(held, list(held.items.all()))
    _changed(held, by, "remove_listed_title", title=item.title_id)


@transaction.atomic
def move_title(item: ListedTitle, *, by: User, steps: int) -> None:
    """Up (-1) or down (1); at the end of the list it stays where it is."""
    held = _held(item.reading_list)
    items = list(held.items.all())
    at = next((n for n, known in enumerate(items) if known.pk == item.pk), None)
    if at is None or not 0 <= at + steps < len(items):
        return
    items.insert(at + steps, items.pop(at))
    _number(held, items)
    record("move_listed_title", held, actor=by, school=held.school, title=item.title_id)


@transaction.atomic
def mark_title(item: ListedTitle, *, by: User, compulsory: bool, note: str) -> None:
    held = _held(item.reading_list)
    if held.items.filter(pk=item.pk).update(compulsory=compulsory, note=note):
        _changed(held, by, "mark_listed_title", title=item.title_id, compulsory=compulsory)


def merge_listed(weaker: Title, stronger: Title) -> None:
    """Two titles become one: it stands on each list once, compulsory if either was."""
    lists = ReadingList.objects.filter(items__title=weaker).distinct()
    for held in ReadingList.objects.select_for_update().filter(pk__in=lists.values("pk")).order_by("pk"):
        gone = held.items.get(title=weaker)
        known = held.items.filter(title=stronger).first()
        if known:
            known.compulsory = known.compulsory or gone.compulsory
            known.save(update_fields=["compulsory"])
            gone.delete()
            _number(held, list(held.items.all()))
        else:
            gone.title = stronger
            gone.save(update_fields=["title"])
        follow(held)


def follow(held: ReadingList) -> None:
    """Have the programmes of this list read it anew, and the started ones counted again."""
    for programme in Programme.objects.select_for_update().filter(reading_list=held).order_by("pk"):
        compile_plan(programme)
        if Programme.objects.counting().filter(pk=programme.pk).update(count_due_at=timezone.now()):
            transaction.on_commit(partial(_ask_for_recount, programme.pk), robust=True)


def _ask_for_recount(programme_id: int) -> None:
    from ..tasks import count_programme

    if cache.add(f"reading:recount-asked:{programme_id}", 1, SETTLE_SECONDS):
        count_programme.schedule((programme_id,), delay=SETTLE_SECONDS)


def _held(kept: ReadingList) -> ReadingList:
    return ReadingList.objects.select_for_update().get(pk=kept.pk)


def _changed(held: ReadingList, by: User, verb: str, **details: object) -> None:
    held.save(update_fields=["changed_at"])
    record(verb, held, actor=by, school=held.school, **details)
    follow(held)


def _number(held: ReadingList, items: list[ListedTitle]) -> None:
    """Places are 0, 1, 2, … without gaps."""
    for place, item in enumerate(items):
        item.place = place
    ListedTitle.objects.bulk_update(items, ["place"])
