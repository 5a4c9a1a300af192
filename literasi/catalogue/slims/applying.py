"""Writing a plan: a fixed number of statements for every thousand rows, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from accounts.models import School
from literasi.catalogue.models import (
    Author,
    Contribution,
    Copy,
    Place,
    PlainDescription,
    Subject,
    Title,
    TitleVariant,
)
from literasi.catalogue.search import index_titles
from literasi.catalogue.services import bulk
from literasi.catalogue.services.keys import slug_of
from literasi.catalogue.services.titles import merge_titles

from .copies import DEFAULT_PLACE
from .library import Book, better, chunks
from .plan import CopyDraft, Plan
from .records import COLLATION_AT, COPY_FIELDS, FIELDS, TITLE_AT
from .values import is_schoolbook, read_pages

TITLE_COLUMNS = (*FIELDS, "pages", "slug", "match_key", "text_key", "description_key")
Subjects = Title.subjects.through


def carry_out(plan: Plan, owner: School | None, place: str) -> None:
    """Write everything, the search index included."""
    authors = _keep_names(Author, plan.author_names)
    subjects = _keep_names(Subject, plan.subject_names)
    new, known = list(plan.new_books.values()), list(plan.library.by_match.values())
    changed = [book for book in known if book.pk and (book.changed or book.renamed)]
    _update_titles(changed)
    _insert_titles(new)
    touched = [book for book in known if book.differs]
    _write_authors(touched, authors, plan)
    _write_subjects(touched, subjects)
    _write_variants(known)
    _write_plain(plan.plain)
    for weaker, stronger in plan.merges:
        merge_titles(Title.objects.get(pk=weaker.pk or 0), Title.objects.get(pk=stronger.pk or 0))
    _write_copies(plan, owner, place)
    _mark_textbooks(plan, owner)
    _drop_left_bare(plan)
    index_titles({book.pk for book in touched if book.pk})


def _keep_names(model: type[Author] | type[Subject], names: Mapping[str, str]) -> dict[str, int]:
    """key → id, after adding the unknown and giving the known their better spelling."""
    stored: dict[str, tuple[int, str]] = {}
    for part in chunks(names):
        for pk, key, name in model.objects.filter(key__among=part).values_list("pk", "key", "name"):
            stored[key] = (pk, name)
    better_names = [
        (best, pk) for key, (pk, name) in stored.items() if (best := better(name, names[key])) != name
    ]
    bulk.update(model, ("name",), better_names)
    missing = [key for key in names if key not in stored]
    bulk.insert(model, ("key", "name"), [(key, names[key]) for key in missing])
    found = {key: pk for key, (pk, _name) in stored.items()}
    for part in chunks(missing):
        found.update(model.objects.filter(key__among=part).values_list("key", "pk"))
    return found


def _title_row(book: Book) -> list[Any]:
    values = book.values
    text, description = min(book.variants)
    keys = (slug_of(values[TITLE_AT]), book.match_key, text, description)
    return [*values, read_pages(values[COLLATION_AT]), *keys]


def _insert_titles(books: list[Book]) -> None:
    bulk.insert(Title, TITLE_COLUMNS, (_title_row(book) for book in books))
    by_key = {book.match_key: book for book in books}
    for part in chunks(by_key):
        for key, pk in Title.objects.filter(match_key__among=part).values_list("match_key", "pk"):
            by_key[key].pk = pk


def _update_titles(books: list[Book]) -> None:
    columns = TITLE_COLUMNS[:-3]
    bulk.update(
        Title, columns, ([*_title_row(book)[: len(columns)], book.pk] for book in books if not book.renamed)
    )
    bulk.update(Title, TITLE_COLUMNS, ([*_title_row(book), book.pk] for book in books if book.renamed))


def _write_authors(books: Iterable[Book], ids: dict[str, int], plan: Plan) -> None:
    """A title's list of authors is replaced as a whole."""
    changed = [book for book in books if book.new_authors]
    _complete(Author, (key for book in changed for key in book.authors), ids)
    old = [book.pk for book in changed if id(book) not in plan.new_books]
    for part in chunks(old):
        Contribution.objects.filter(title__among=part).delete()
    bulk.insert(
        Contribution,
        ("title_id", "author_id", "position"),
        ((book.pk, ids[key], at) for book in changed for at, key in enumerate(book.authors)),
    )


def _write_subjects(books: Iterable[Book], ids: dict[str, int]) -> None:
    changed = [book for book in books if book.new_subjects]
    _complete(Subject, (key for book in changed for key in book.new_subjects), ids)
    bulk.insert(
        Subjects,
        ("title_id", "subject_id"),
        ((book.pk, ids[key]) for book in changed for key in sorted(book.new_subjects)),
    )


def _complete(model: type[Author] | type[Subject], keys: Iterable[str], ids: dict[str, int]) -> None:
    """Ids of names that came from the catalogue, not from this file."""
    for part in chunks(key for key in keys if key not in ids):
        ids.update(model.objects.filter(key__among=part).values_list("key", "pk"))


def _write_variants(books: Iterable[Book]) -> None:
    """Wordings beside the one kept in the title's own row."""
    rows = []
    for book in books:
        if book.new_variants:
            kept = {min(book.variants)} if book.renamed or book.new_variants == book.variants else set()
            rows += [(book.pk, *variant) for variant in sorted(book.new_variants - kept)]
    bulk.insert(TitleVariant, ("title_id", "text_key", "description_key"), rows)


def _write_plain(plain: Mapping[str, dict[str, Any]]) -> None:
    PlainDescription.objects.bulk_create(
        [PlainDescription(description_key=key, values=values) for key, values in plain.items()],
        update_conflicts=True,
        unique_fields=["description_key"],
        update_fields=["values"],
        batch_size=400,
    )


def _place_ids(plan: Plan, owner: School | None, place: str) -> dict[str, int]:
    """name → id of the owner's places, made where they do not exist yet."""
    drafts = (*plan.new_copies, *plan.changed_copies)
    names = {place or DEFAULT_PLACE, *plan.places, *(draft.place for draft in drafts if draft.place)}
    found = dict(Place.objects.filter(school=owner, name__in=names).values_list("name", "pk"))
    for name in sorted(names - set(found)):
        found[name] = Place.objects.create(school=owner, name=name).pk
    return found


def _write_copies(plan: Plan, owner: School | None, place: str) -> None:
    places = _place_ids(plan, owner, place)
    owner_id = owner.pk if owner else None
    blank = ("", "", "", "available", "", None, None)
    bulk.insert(
        Copy,
        ("title_id", "place_id", "school_id", "barcode", "title_link", "import_mark", *COPY_FIELDS),
        (
            (_pk(d), places[d.place or DEFAULT_PLACE], owner_id, d.barcode, d.link, d.mark or "",
             *(d.values or blank))
            for d in plan.new_copies
        ),
    )  # fmt: skip
    changed = plan.changed_copies
    bulk.update(Copy, ("title_link",), ((d.link, d.pk) for d in changed))
    bulk.update(Copy, ("title_id",), ((_pk(d), d.pk) for d in changed if d.book))
    bulk.update(Copy, ("place_id",), ((places[d.place], d.pk) for d in changed if d.place))
    bulk.update(Copy, ("import_mark",), ((d.mark, d.pk) for d in changed if d.mark is not None))
    bulk.update(Copy, COPY_FIELDS, ((*d.values, d.pk) for d in changed if d.values is not None))


def _mark_textbooks(plan: Plan, owner: School | None) -> None:
    """A title is a textbook once any library keeps a copy of it as one; nothing here takes that back."""
    drafts = (*plan.new_copies, *plan.changed_copies)
    for part in chunks(draft.barcode for draft in drafts if draft.book or draft.values is not None):
        copies = Copy.objects.filter(school=owner, barcode__among=part, title__textbook=False)
        kinds = copies.exclude(collection="").order_by().values_list("title_id", "collection").distinct()
        found = {title for title, collection in kinds if is_schoolbook(collection)}
        if found:
            Title.objects.filter(pk__in=found).update(textbook=True)


def _pk(draft: CopyDraft) -> int:
    assert draft.book is not None
    assert draft.book.pk is not None, draft.book.match_key
    return draft.book.pk


def _drop_left_bare(plan: Plan) -> None:
    """A bare title that lost its last copy was never more than a name for another book."""
    for part in chunks(plan.left_bare):
        for bare in Title.objects.filter(pk__among=part, match_key__startswith="x:", copies__isnull=True):
            book = plan.left_bare[bare.pk]
            merge_titles(bare, Title.objects.get(pk=book.pk or 0))
