"""The columns of the journal's own tables."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..models import Evidence, ReadingLog, Source, Status
from ..models.logs import MAX_MINUTES, MAX_PAGES
from .columns import Column, TableResource
from .values import Choice, Day, Isbn, Number, Text, YesNo

RESPONSE = 2000


class EntryResource(TableResource):
    """What an entry says about the reading itself."""

    read_on = Column(
        _("Date"), Day(), attribute="read_on", needed=True,
        also=("tanggal baca", "tgl", "tanggal membaca", "hari tanggal", "hari/tanggal"),
    )  # fmt: skip
    title = Column(
        pgettext_lazy("book", "Title"), Text(500), attribute="book__name", needed=True,
        also=("judul buku", "buku", "judul bacaan"),
    )  # fmt: skip
    author = Column(
        _("Author"), Text(200), attribute="book__author", also=("penulis", "pengarang", "nama pengarang")
    )
    isbn = Column("ISBN", Isbn(), attribute="book__title__isbn")
    minutes = Column(
        _("Minutes"), Number(MAX_MINUTES), attribute="minutes",
        also=("lama membaca", "durasi", "waktu", "lama baca menit", "lama membaca menit", "durasi menit"),
    )  # fmt: skip
    pages = Column(
        _("Pages"), Number(MAX_PAGES), attribute="pages", also=("jumlah halaman", "jml halaman", "hal", "hlm")
    )
    page_from = Column(
        _("From page"),
        Number(30_000, 1),
        attribute="page_from",
        also=("hal awal", "halaman awal", "dari hal"),
    )
    page_to = Column(
        _("To page"), Number(30_000, 1), attribute="page_to",
        also=("hal akhir", "halaman akhir", "sampai hal"),
    )  # fmt: skip
    finished = Column(_("Finished"), YesNo(), attribute="finished", also=("selesai", "selesai dibaca"))
    response = Column(
        _("Response"), Text(RESPONSE, lines=True), attribute="response",
        also=("ringkasan", "kesan", "isi ringkas", "rangkuman", "catatan"),
    )  # fmt: skip
    rating = Column(_("Rating"), Number(5, 1), attribute="rating", also=("bintang",))
    evidence = Column(_("Evidence"), Choice(Evidence), attribute="evidence", read=False)
    status = Column(_("State"), Choice(Status), attribute="status", read=False)
    source = Column(_("Source"), Choice(Source), attribute="source", read=False)

    def dehydrate_title(self, log: ReadingLog) -> str:
        return log.book_name


class LogResource(EntryResource):
    """Entries as a teacher keeps them: one row a sitting. What we write can be read again."""

    first = ("nis", "name", "classroom")
    nis = Column(
        "NIS", Text(20), attribute="reader__pupil__nis", needed=True,
        also=("nipd", "nomor induk", "no induk", "nis/nipd", "nis nipd", "nomor induk siswa"),
    )  # fmt: skip
    name = Column(_("Name"), Text(200), attribute="reader__name", also=("nama siswa", "nama murid", "siswa"))
    classroom = Column(
        _("Class"), Text(60), attribute="classroom__name", also=("rombel", "rombongan belajar")
    )
    number = Column(_("Number of the entry"), Text(40), attribute="client_id")

    def dehydrate_name(self, log: ReadingLog) -> str:
        return log.reader.name

    def dehydrate_nis(self, log: ReadingLog) -> str:
        pupil = getattr(log.reader, "pupil", None)
        return pupil.nis if pupil else ""


class OwnLogResource(EntryResource):
    """A reader's own history."""

    note = Column(_("Teacher's note"), Text(300), attribute="note", read=False)


class GoodreadsResource(TableResource):
    """The library export of Goodreads; only what a journal can hold is read."""

    book_id = Column("Book Id", Text(40))
    title = Column("Title", Text(500), needed=True)
    author = Column("Author", Text(200), needed=True)
    isbn13 = Column("ISBN13", Isbn())
    isbn = Column("ISBN", Isbn())
    rating = Column("My Rating", Number(5))
    pages = Column("Number of Pages", Number(99_999))
    read_on = Column("Date Read", Day())
    added_on = Column("Date Added", Day())
    shelf = Column("Exclusive Shelf", Text(60), needed=True)


def with_everything(logs: Any) -> Any:
    """Ready for LogResource: no query per row."""
    return logs.select_related("reader__pupil", "classroom", "book__title")
