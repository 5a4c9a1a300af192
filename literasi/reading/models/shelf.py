"""The books a reader has in hand or has finished."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from literasi.catalogue.kinds import Genre
from literasi.catalogue.models import Level, Title

# Two authors at most are kept with a shelf book.
AUTHORS_BETWEEN = "; "


class ShelfStatus(models.TextChoices):
    READING = "reading", _("being read")
    FINISHED = "finished", _("finished")
    SET_ASIDE = "set_aside", _("set aside")
    WANTED = "wanted", _("to be read")


class ShelfBookQuerySet(models.QuerySet["ShelfBook"]):
    def of(self, reader: User) -> ShelfBookQuerySet:
        return self.filter(reader=reader)

    def reading(self) -> ShelfBookQuerySet:
        return self.filter(status=ShelfStatus.READING)

    def finished(self) -> ShelfBookQuerySet:
        return self.filter(status=ShelfStatus.FINISHED)

    def set_aside(self) -> ShelfBookQuerySet:
        return self.filter(status=ShelfStatus.SET_ASIDE)

    def wanted(self) -> ShelfBookQuerySet:
        """Put on the shelf before the first entry."""
        return self.filter(status=ShelfStatus.WANTED)

    def with_title(self) -> ShelfBookQuerySet:
        """Ready for `cover_image`."""
        return self.select_related("title")

    def latest_first(self) -> ShelfBookQuerySet:
        return self.order_by(F("last_read_on").desc(nulls_last=True), "-pk")


class ShelfBook(models.Model):
    """One book on one reader's shelf, from the catalogue (`title`) or written by hand.

    `name` and `author` are what the reader saw when they took it up, so that a journal reads the same
    after the catalogue is tidied. `level`, `language`, `genre` and `textbook` decide where its entries
    count; they change only through services.shelf.describe, which counts again. `key` is the book's
    identity on this shelf. `last_page`, `last_read_on` and `finished_on` follow from the entries
    (services.shelf.refresh).
    """

    reader = models.ForeignKey(User, models.CASCADE, related_name="shelf", verbose_name=_("reader"))
    title = models.ForeignKey(
        Title,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("book", "title"),
    )
    name = models.CharField(pgettext_lazy("book", "title"), max_length=500)
    author = models.CharField(_("author"), max_length=200, blank=True)
    key = models.CharField(max_length=80, editable=False)
    level = models.CharField(_("reading level"), max_length=2, choices=Level, blank=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    genre = models.CharField(_("genre"), max_length=10, choices=Genre, blank=True)
    textbook = models.BooleanField(_("textbook or workbook"), default=False)
    pages_total = models.PositiveSmallIntegerField(_("pages"), null=True, blank=True)
    last_page = models.PositiveSmallIntegerField(_("last page read"), null=True, blank=True)
    last_read_on = models.DateField(_("last read on"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=9, choices=ShelfStatus, default=ShelfStatus.READING)
    finished_on = models.DateField(_("finished on"), null=True, blank=True)
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = ShelfBookQuerySet.as_manager()

    class Meta:
        verbose_name = _("book on a shelf")
        verbose_name_plural = _("books on a shelf")
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "key"],
                name="shelf_book_once",
                violation_error_message=_("This book is already on the shelf."),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="shelf_book_has_name",
                violation_error_message=_("A book needs a title."),
            ),
            models.CheckConstraint(
                condition=Q(status=ShelfStatus.FINISHED, finished_on__isnull=False)
                | (~Q(status=ShelfStatus.FINISHED) & Q(finished_on__isnull=True)),
                name="shelf_book_finished_has_date",
                violation_error_message=_("A finished book has the date it was finished."),
            ),
        ]
        indexes = [models.Index(fields=["reader", "status", "-last_read_on"], name="shelf_reader_status")]

    def __str__(self) -> str:
        return self.name

    @property
    def first_author(self) -> str:
        return self.author.split(AUTHORS_BETWEEN)[0]

    @property
    def cover_image(self) -> str:
        """The address of the catalogue's uploaded cover, or nothing: then one is drawn."""
        return self.title.cover_url if self.title else ""

    @property
    def next_page(self) -> int:
        """Where reading goes on."""
        return (self.last_page or 0) + 1

    @property
    def percent(self) -> int | None:
        """How far the reader is, 0 to 100; None where the length or the place is not known."""
        if not self.pages_total or self.last_page is None:
            return None
        return min(100, round(100 * self.last_page / self.pages_total))

    @property
    def percent_text(self) -> str:
        return "" if self.percent is None else f"{self.percent}%"
