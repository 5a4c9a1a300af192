"""SLiMS files written for the tests, and the catalogue written down so that two can be compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from literasi.catalogue.models import Author, Copy, Place, Subject, Title
from literasi.catalogue.slims.words import BIBLIO, ITEM


def biblio(*rows: Mapping[str, str], header: bool = True, sep: str = ",", end: str = "\n") -> bytes:
    """SLiMS's bibliography dialect: all quoted, inner quotes doubled."""
    table = ([BIBLIO] if header else []) + [[row.get(name, "") for name in BIBLIO] for row in rows]
    return "".join(_doubled(cells, sep) + end for cells in table).encode()


def item(*rows: Mapping[str, str], header: bool = True, sep: str = ",", end: str = "\n") -> bytes:
    """SLiMS's item dialect: inner quotes raw, the header with a separator too many."""
    lines = [_raw(ITEM, sep) + sep] if header else []
    lines += [_raw([row.get(name, "") for name in ITEM], sep) for row in rows]
    return "".join(line + end for line in lines).encode()


def _doubled(cells: Sequence[str], sep: str) -> str:
    return sep.join('"' + cell.replace('"', '""') + '"' for cell in cells)


def _raw(cells: Sequence[str], sep: str) -> str:
    return sep.join(f'"{cell}"' for cell in cells)


def dump() -> dict[str, list[object]]:
    """The whole catalogue in natural keys, without ids and time stamps."""
    plain = [
        f.name for f in Title._meta.concrete_fields
        if f.name not in ("id", "created_at", "updated_at", "text_key", "description_key")
    ]  # fmt: skip
    titles = [
        (
            *(str(getattr(title, name)) for name in plain),
            tuple(c.author.key for c in title.contributions.select_related("author")),
            tuple(sorted(title.subjects.values_list("key", flat=True))),
            tuple(
                sorted(
                    {(title.text_key, title.description_key)}
                    | set(title.variants.values_list("text_key", "description_key"))
                )
            ),
        )
        for title in Title.objects.all()
    ]
    copies = Copy.objects.values_list(
        "school__npsn", "barcode", "title__match_key", "place__name", "call_number", "inventory_number",
        "collection", "condition", "status", "source", "received_on", "price", "title_link", "import_mark",
    )  # fmt: skip
    return {
        "titles": sorted(titles),
        "copies": sorted(copies, key=str),
        "authors": sorted(Author.objects.values_list("key", "name")),
        "subjects": sorted(Subject.objects.values_list("key", "name")),
        "places": sorted(Place.objects.values_list("school__npsn", "name", "kind"), key=str),
    }
