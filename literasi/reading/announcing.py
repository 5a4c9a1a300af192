"""What public pages of reading tell machines: pictures beside shared links, schema.org."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from ui import sharing, structured
from ui.sharing import Card
from ui.structured import Data

from .models import Programme, ReadingList
from .queries.lists import ListRow

PROGRAMMES, LISTS = "program", "daftar"


def programme_image(programme: Programme) -> str:
    return sharing.share_image_url(PROGRAMMES, programme.pk, _card(programme))


def list_image(kept: ReadingList) -> str:
    return sharing.share_image_url(LISTS, kept.pk, _card(kept))


def _card(shown: Programme | ReadingList) -> Card:
    return Card(title=shown.name, eyebrow=shown.school.name if shown.school else "")


def programme_cards(pks: Iterable[int]) -> dict[int, Card]:
    public = Programme.objects.public().filter(pk__in=set(pks))
    return {each.pk: _card(each) for each in public.select_related("school")}


def list_cards(pks: Iterable[int]) -> dict[int, Card]:
    public = ReadingList.objects.public().filter(pk__in=set(pks))
    return {each.pk: _card(each) for each in public.select_related("school")}


def add_pictures() -> None:
    sharing.add_kind(PROGRAMMES, programme_cards, eager=lambda: _pks(Programme.objects.public()))
    sharing.add_kind(LISTS, list_cards, eager=lambda: _pks(ReadingList.objects.public()))


def programme_in_words_of_machines(programme: Programme) -> list[Data]:
    """An Event that lasts from its first to its last day, and the way to it."""
    url = reverse("programme", args=[programme.slug])
    held = structured.event(
        name=programme.name,
        url=url,
        starts=programme.starts_on.isoformat(),
        ends=programme.ends_on.isoformat(),
        place=str(programme.school or _("The whole city")),
        summary=programme.purpose,
    )
    way = structured.breadcrumbs(
        (_("Reading programmes"), reverse("programmes")),
        (programme.name, url),
    )
    return [structured.document(held), way]


def list_in_words_of_machines(kept: ReadingList, rows: Iterable[ListRow]) -> list[Data]:
    """The books in their order, and the way to them."""
    url = reverse("reading_list", args=[kept.pk])
    books = structured.item_list(
        [(row.title.title, row.title.get_absolute_url()) for row in rows], name=kept.name
    )
    return [books, structured.breadcrumbs((_("Reading lists"), reverse("reading_lists")), (kept.name, url))]


def _pks(rows: object) -> list[int]:
    return list(rows.values_list("pk", flat=True))  # type: ignore[attr-defined]
