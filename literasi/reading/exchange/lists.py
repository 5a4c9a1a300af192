"""Reading lists as a table: one row a title, in the order of the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import User
from literasi.catalogue.models import Title
from literasi.catalogue.services.keys import fold
from ui.imports.importer import Progress
from ui.sheets.labelled import Line

from ..models import ListedTitle, ReadingImport, ReadingList
from ..services.lists import MOST_TITLES, add_title, make_list, mark_title
from .books import Catalogue, Wanted
from .columns import Column, TableResource
from .plan import Outcome, Plan
from .values import Isbn, Text, YesNo


class ListResource(TableResource):
    name = Column(gettext_lazy("Reading list"), Text(120), attribute="reading_list__name", needed=True,
                  also=("daftar", "nama daftar"))  # fmt: skip
    purpose = Column(gettext_lazy("What it is for"), Text(300), attribute="reading_list__purpose",
                     also=("keterangan daftar", "tujuan"))  # fmt: skip
    title = Column(pgettext_lazy("book", "Title"), Text(500), attribute="title__title", needed=True,
                   also=("judul buku", "buku"))  # fmt: skip
    author = Column(gettext_lazy("Author"), Text(200), also=("penulis", "pengarang"))
    isbn = Column("ISBN", Isbn(), attribute="title__isbn")
    compulsory = Column(gettext_lazy("Compulsory"), YesNo(), attribute="compulsory")
    note = Column(gettext_lazy("Note"), Text(200), attribute="note", also=("keterangan",))

    def dehydrate_author(self, item: ListedTitle) -> str:
        return "; ".join(item.title.author_names)


@dataclass
class Listing:
    """A title to put on a list, or to mark there anew."""

    name: str
    purpose: str
    title: Title
    compulsory: bool
    note: str


class ListTable:
    """New lists are not public; what stands on a list already is never taken off by a file."""

    resource_class = ListResource

    def readers(self, upload: ReadingImport, lines: list[Line]) -> list[int]:
        return []

    def plan(self, upload: ReadingImport, lines: list[Line]) -> Plan:
        resource, plan = ListResource(), Plan()
        rows = [(line, *resource.cleaned(line.cells)) for line in lines]
        catalogue = Catalogue(_wanted(values) for _line, values, problem in rows if not problem)
        lists = _lists(upload)
        known = {
            (fold(kept.name), item.title_id): (item.compulsory, item.note)
            for kept in lists.values()
            for item in kept.items.all()
        }
        sizes = {name: sum(1 for place in known if place[0] == name) for name in lists}
        for line, values, problem in rows:
            heading = str(values.get("title") or line.cells.get("title", ""))
            detail = str(values.get("name") or "")
            title = None if problem else catalogue.title_of(_wanted(values))
            if not problem and title is None:
                problem = resource.problem("title", _("This book is not in the catalogue."))
            if title is None or problem:
                plan.add(line.row, Outcome.ERROR, heading, detail, problem)
                continue
            key, mark = (fold(values["name"]), title.pk), (values["compulsory"], values["note"])
            if known.get(key) == mark:
                plan.add(line.row, Outcome.UNCHANGED, heading, detail)
                continue
            if key not in known and sizes.get(key[0], 0) >= MOST_TITLES:
                full = _("A list holds %(limit)d titles at most.") % {"limit": MOST_TITLES}
                plan.add(line.row, Outcome.ERROR, heading, detail, full)
                continue
            outcome = Outcome.UPDATED if key in known else Outcome.CREATED
            sizes[key[0]] = sizes.get(key[0], 0) + (key not in known)
            known[key] = mark
            plan.things.append(Listing(values["name"], values["purpose"], title, *mark))
            plan.add(line.row, outcome, heading, detail)
        return plan

    def write(self, plan: Plan, upload: ReadingImport, progress: Progress) -> None:
        by = upload.uploaded_by
        if by is None:
            return
        lists = _lists(upload)
        for number, listing in enumerate(plan.things):
            kept = lists.get(fold(listing.name)) or self._new(listing, upload, by)
            lists[fold(listing.name)] = kept
            item = add_title(kept, listing.title, by=by)
            if (item.compulsory, item.note) != (listing.compulsory, listing.note):
                mark_title(item, by=by, compulsory=listing.compulsory, note=listing.note)
            progress(40 + 55 * number // len(plan.things))

    def _new(self, listing: Listing, upload: ReadingImport, by: User) -> ReadingList:
        return make_list(by=by, school=upload.school, name=listing.name, purpose=listing.purpose)


def _wanted(values: dict[str, Any]) -> Wanted:
    return Wanted(values["title"], values["author"], values["isbn"])


def _lists(upload: ReadingImport) -> dict[str, ReadingList]:
    """The school's lists that who loads the file may change, by folded name."""
    if upload.uploaded_by is None:
        return {}
    mine = ReadingList.objects.changeable_by(upload.uploaded_by).kept_up().filter(school=upload.school)
    return {fold(kept.name): kept for kept in mine.prefetch_related("items").order_by("-pk")}


def listed_at(school: Any) -> Any:
    """The rows of an export: the titles of the school's lists, in order."""
    lists = ReadingList.objects.kept_up().filter(school=school)
    items = ListedTitle.objects.filter(reading_list__in=lists).select_related("reading_list", "title")
    items = items.prefetch_related("title__contributions__author")
    return items.order_by("reading_list__name", "reading_list_id", "place", "pk")
