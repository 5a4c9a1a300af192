"""Files may come in any order, overlap and come again: the catalogue is the same."""

from __future__ import annotations

import itertools

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from literasi.catalogue.models import Copy, Title
from literasi.catalogue.slims.verbs import load
from tests.catalogue.slims.files import biblio, dump, item
from tests.factories.accounts import SchoolFactory

pytestmark = pytest.mark.django_db

KANCIL = {
    "title": 'Kisah "Si Kancil": dongeng', "isbn_issn": "9786020332956", "authors": "<Ma'ruf, Siti>",
    "publish_year": "2019", "item_code": "<B1><B2>", "topics": "<Dongeng>",
}  # fmt: skip
KANCIL_ITEM = {
    "item_code": "B1", "title": 'Kisah "Si Kancil": dongeng', "location_name": "Rak Anak", "price": "45000",
    "last_update": "2024-01-01 10:00:00", "received_date": "2020-02-03", "source": "1",
}  # fmt: skip
TWIN_ONE = {"title": "Judul Kembar", "isbn_issn": "9780596001087", "publish_year": "2020"}
TWIN_TWO = {"title": "Judul Kembar", "isbn_issn": "9780132272674", "item_code": "<B5>"}
PLAIN_TWIN = {"title": "Judul Kembar", "notes": "Tanpa ISBN", "item_code": "<B7>"}


class Undo(Exception):  # noqa: N818
    pass


def after(files) -> dict:
    """The catalogue after loading (school number, data) in this order; nothing stays."""
    found = {}
    try:
        with transaction.atomic():
            schools = [None, SchoolFactory(npsn="20200001", code="satu")]
            for owner, data in files:
                load(data, schools[owner])
            found = dump()
            raise Undo
    except Undo:
        return found


def test_four_overlapping_files_in_any_order_give_one_catalogue():
    files = [
        (0, biblio(KANCIL, TWIN_ONE, PLAIN_TWIN)),
        (
            0,
            item(
                KANCIL_ITEM,
                {"item_code": "B9", "title": "Judul Kembar"},
                {"item_code": "B5", "title": "Lain"},
            ),
        ),
        (1, biblio({**KANCIL, "publish_year": "", "notes": "Ringkasan", "item_code": "<B1>"}, TWIN_TWO)),
        (
            0,
            item({**KANCIL_ITEM, "price": "", "location_name": "", "last_update": "2025-01-01"}),
        ),
    ]
    orders = list(itertools.permutations(files))
    first = after(orders[0])
    assert len(first["titles"]) == 4
    for order in orders[1:]:
        assert after(order) == first


def test_the_item_file_may_come_first_and_its_titles_are_completed():
    load(item(KANCIL_ITEM), None)
    bare = Title.objects.get()
    report = load(biblio(KANCIL), None)
    assert (report.titles_created, report.titles_updated, report.copies_created) == (0, 1, 1)
    whole = Title.objects.get()
    assert (whole.pk, whole.isbn, whole.year) == (bare.pk, "9786020332956", 2019)
    assert set(Copy.objects.values_list("barcode", "title")) == {("B1", whole.pk), ("B2", whole.pk)}


def test_an_isbn_that_is_mended_later_completes_the_same_title():
    load(biblio({**KANCIL, "isbn_issn": "9.78602033296e+12"}), None)
    before = Title.objects.get()
    report = load(biblio(KANCIL), None)
    assert (report.titles_updated, report.titles_created, report.copies_unchanged) == (1, 0, 2)
    assert Title.objects.get().pk == before.pk
    assert Title.objects.get().isbn == "9786020332956"


texts = st.sampled_from(["Judul Kembar", "Matematika", "JUDUL KEMBAR", "Lain"])
barcodes = st.sampled_from(["B1", "B2", "B3"])
rows = st.fixed_dictionaries(
    {
        "title": texts,
        "isbn_issn": st.sampled_from(["", "", "9780596001087", "9780132272674", "salah"]),
        "authors": st.sampled_from(
            ["", "<Hirata, Andrea>", "<HIRATA, ANDREA>", "<Andrea Hirata><Pidi Baiq>"]
        ),
        "edition": st.sampled_from(["", "Ed. 2"]),
        "publisher_name": st.sampled_from(["", "Bentang", "Mizan"]),
        "publish_year": st.sampled_from(["", "2005", "2008"]),
        "topics": st.sampled_from(["", "<Novel>", "<NOVEL><Pulau>"]),
        "notes": st.sampled_from(["", "Pendek", "Lebih panjang"]),
        "item_code": st.lists(barcodes, max_size=2).map(lambda found: "".join(f"<{b}>" for b in found)),
    }
)
items = st.fixed_dictionaries(
    {
        "item_code": barcodes,
        "title": texts,
        "location_name": st.sampled_from(["", "Rak A", "Rak B"]),
        "item_status_name": st.sampled_from(["", "Repair", "Hilang"]),
        "price": st.sampled_from(["", "1000", "2000"]),
        "last_update": st.sampled_from(["", "2024-01-01 10:00:00", "2025-01-01 10:00:00"]),
    }
)
some_file = st.one_of(
    st.lists(rows, min_size=1, max_size=3).map(lambda found: biblio(*found)),
    st.lists(items, min_size=1, max_size=3).map(lambda found: item(*found)),
)
owned = st.tuples(st.integers(0, 1), some_file)


@settings(
    max_examples=60,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data(), files=st.lists(owned, min_size=2, max_size=4))
def test_any_files_in_any_order_and_again_give_one_catalogue(data, files):
    other = data.draw(st.permutations(files)) + data.draw(st.lists(st.sampled_from(files), max_size=2))
    assert after(other) == after(files)


def test_a_copy_listed_with_and_without_isbn_in_one_file_is_certain_of_its_title():
    """Both rows are one book once another file gives the description its ISBN."""
    plain = {"title": "Lain", "edition": "Ed. 2", "authors": "<Hirata, Andrea>"}
    files = [
        (0, biblio({**plain, "item_code": "<B2>"},
                   {"title": "Judul", "isbn_issn": "9780596001087", "item_code": "<B2>"})),
        (1, biblio({**plain, "isbn_issn": "9780596001087"})),
    ]  # fmt: skip
    assert after(files) == after(files[::-1])
