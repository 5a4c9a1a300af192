"""Import speed: a bibliography file with authors, subjects, notes and copies, the same file again, then
its item file. The search index is written by the import and counted in.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator

from stdnum import ean

from literasi.catalogue.models import Copy, Title, TitleIndex
from literasi.catalogue.slims.report import Report
from literasi.catalogue.slims.verbs import load
from tests.catalogue.slims.files import biblio, item

WORDS = """
membaca menulis perjalanan petualangan pelajaran kehidupan kebudayaan pendidikan penghijauan
persahabatan laut gunung sungai hutan kampung sekolah rumah kota desa pasar bintang hujan angin
matahari bulan anak ibu bapak guru murid raja pangeran kancil harimau gajah burung ikan bunga pohon
padi kopi batik wayang gamelan sejarah ilmu bumi alam fisika kimia biologi matematika bahasa sastra
puisi dongeng legenda cerita kisah pahlawan kemerdekaan perjuangan pembangunan pertanian perikanan
kesehatan keluarga kemasyarakatan hukum agama doa damai cinta rindu harapan mimpi waktu senja pagi
malam cahaya bayangan suara diam jalan jembatan
""".split()  # noqa: SIM905
FIRST = """Andi Siti Budi Dewi Rizal Putri Agus Wahyu Ratna Bayu Indah Hadi Lestari Yoga Maya Fajar""".split()  # noqa: SIM905
LAST = """Santoso Wijaya Pratama Nugroho Kusuma Lubis Siregar Hidayat Saputra Utami Permana Halim""".split()  # noqa: SIM905


def biblio_rows(count: int) -> Iterator[dict[str, str]]:
    """Like a town's catalogue: 3–7 words a title, 1–3 authors, 1–4 subjects, 1–2 copies, short notes."""
    dice = random.Random(7)
    for number in range(count):
        stem = f"978602{number:06d}"
        isbn = stem + ean.calc_check_digit(stem) if dice.random() < 0.7 else ""
        names = [f"{dice.choice(LAST)}, {dice.choice(FIRST)} {dice.choice(FIRST)}" for _ in range(3)]
        yield {
            "title": " ".join(dice.choices(WORDS, k=dice.randint(3, 7))).capitalize() + f" {number % 97}",
            "gmd_name": "Text",
            "edition": f"Cet. {number}" if not isbn else "Cet. 1",
            "isbn_issn": isbn,
            "publisher_name": f"Penerbit {dice.choice(LAST)}",
            "publish_year": str(dice.randint(1970, 2026)),
            "collation": f"xii, {dice.randint(40, 600)} hlm. : ilus. ; 21 cm",
            "call_number": f"{dice.randint(0, 999):03d} {dice.choice(LAST)[:3]}",
            "language_name": "Indonesia",
            "place_name": "Bandung",
            "classification": f"{dice.randint(0, 999):03d}.{dice.randint(0, 99)}",
            "notes": " ".join(dice.choices(WORDS, k=25)).capitalize() + ".",
            "authors": "".join(f"<{name}>" for name in names[: dice.randint(1, 3)]),
            "topics": "".join(
                f"<{dice.choice(WORDS)} {dice.choice(WORDS)}>" for _ in range(dice.randint(1, 4))
            ),
            "item_code": "".join(f"<B{number:06d}{letter}>" for letter in "AB"[: dice.randint(1, 2)]),
        }


def item_rows(count: int) -> Iterator[dict[str, str]]:
    for number, row in enumerate(biblio_rows(count)):
        yield {
            "item_code": f"B{number:06d}A", "coll_type_name": "Fiction", "inventory_code": f"INV/{number}",
            "received_date": "2020-02-03", "location_name": f"Rak {number % 9}", "source": "1",
            "price": "45000", "last_update": "2024-05-06 07:08:09", "title": row["title"],
        }  # fmt: skip


def measured(what: str, count: int, run: Callable[[], Report]) -> tuple[str, float, str]:
    start = time.perf_counter()
    run()
    took = time.perf_counter() - start
    return f"{what} ({took:.2f} s)", count / took, "rows/s"


def run(rows: int = 10_000) -> Iterator[tuple[str, float, str]]:
    books, copies = biblio(*biblio_rows(rows)), item(*item_rows(rows))
    yield measured("biblio, first time", rows, lambda: load(books, None))
    yield measured("biblio, again", rows, lambda: load(books, None))
    yield measured("items, first time", rows, lambda: load(copies, None))
    yield measured("items, again", rows, lambda: load(copies, None))
    assert TitleIndex.objects.count() == Title.objects.count() <= Copy.objects.count()
