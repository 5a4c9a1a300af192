"""The bibliographic side: one union catalogue for all libraries of the installation."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(models.TextChoices):
    """Perjenjangan buku, BSKAP 030/P/2022: five levels in seven codes. Ability, not age, is the yardstick."""

    A = "A", _("A · early listener (Pembaca Dini)")
    B1 = "B1", _("B1 · beginning reader (Pembaca Awal 1)")
    B2 = "B2", _("B2 · beginning reader (Pembaca Awal 2)")
    B3 = "B3", _("B3 · beginning reader (Pembaca Awal 3)")
    C = "C", _("C · developing reader (Pembaca Semenjana)")
    D = "D", _("D · capable reader (Pembaca Madya)")
    E = "E", _("E · proficient reader (Pembaca Mahir)")


class Author(models.Model):
    """A person or body. `name` is as the library writes it, inverted or not; `key` is its folded form."""

    name = models.CharField(_("name"), max_length=200)
    key = models.CharField(max_length=200, unique=True, editable=False)

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Subject(models.Model):
    name = models.CharField(_("name"), max_length=120)
    key = models.CharField(max_length=120, unique=True, editable=False)

    class Meta:
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class TitleQuerySet(models.QuerySet["Title"]):
    def with_authors(self) -> TitleQuerySet:
        """Ready for `author_names`: one more query for any number of titles."""
        contributions = Contribution.objects.select_related("author")
        return self.prefetch_related(models.Prefetch("contributions", contributions))


class Title(models.Model):
    """A work in one edition. `match_key` is its identity where there is no ISBN."""

    title = models.CharField(pgettext_lazy("book", "title"), max_length=500)
    slug = models.SlugField(_("slug"), max_length=80, editable=False)
    match_key = models.CharField(max_length=64, unique=True, editable=False)
    # Folded text, and text + first author + edition: how files find this title (services.keys).
    text_key = models.CharField(max_length=32, blank=True, editable=False)
    description_key = models.CharField(max_length=32, blank=True, editable=False)
    isbn = models.CharField("ISBN", max_length=13, blank=True, db_index=True)
    authors = models.ManyToManyField(
        Author, through="Contribution", related_name="titles", verbose_name=_("authors"), blank=True
    )
    subjects = models.ManyToManyField(Subject, related_name="titles", verbose_name=_("subjects"), blank=True)
    responsibility = models.CharField(_("statement of responsibility"), max_length=300, blank=True)
    edition = models.CharField(_("edition"), max_length=100, blank=True)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    published_in = models.CharField(_("place of publication"), max_length=120, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    language = models.CharField(
        _("language"), max_length=8, blank=True, help_text=_("ISO code, for example id.")
    )
    ddc = models.CharField(_("DDC class"), max_length=60, blank=True)
    call_number = models.CharField(_("call number"), max_length=80, blank=True)
    collation = models.CharField(_("physical description"), max_length=200, blank=True)
    pages = models.PositiveSmallIntegerField(_("pages"), null=True, blank=True)
    series = models.CharField(_("series"), max_length=200, blank=True)
    material = models.CharField(_("kind of material"), max_length=60, blank=True)
    level = models.CharField(_("reading level"), max_length=2, choices=Level, blank=True)
    textbook = models.BooleanField(
        _("textbook or workbook"),
        default=False,
        help_text=_("Does not count where a programme wants other books."),
    )
    summary = models.TextField(_("summary"), blank=True)
    cover = models.ImageField(_("cover"), upload_to="covers/", blank=True)
    digital_url = models.URLField(_("digital edition"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    objects = TitleQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("book", "title")
        verbose_name_plural = pgettext_lazy("book", "titles")
        ordering = ["title", "pk"]
        indexes = [models.Index(fields=["text_key"], name="title_text_key")]
        constraints = [
            models.UniqueConstraint(
                fields=["isbn"],
                condition=~Q(isbn=""),
                name="title_isbn_unique",
                violation_error_message=_("A title with this ISBN already exists."),
            ),
            models.CheckConstraint(
                condition=Q(isbn="") | Q(isbn__regex=r"^[0-9]{13}$"),
                name="title_isbn_13_digits",
                violation_error_message=_("An ISBN is stored as 13 digits."),
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="title_not_blank",
                violation_error_message=_("A title cannot be blank."),
            ),
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__range=(1000, 2100)),
                name="title_year_sane",
                violation_error_message=_("A year of publication has four digits."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("title", args=[self.pk, self.slug])

    @property
    def author_names(self) -> list[str]:
        """In the order of the title page. Read `with_authors()` first where there are many titles."""
        return [contribution.author.name for contribution in self.contributions.all()]

    @property
    def cover_url(self) -> str:
        """The uploaded cover's address, or nothing: then one is drawn."""
        return self.cover.url if self.cover else ""

    @property
    def first_author(self) -> str:
        return next(iter(self.author_names), "")


class Contribution(models.Model):
    """An author's place in a title's list of authors."""

    title = models.ForeignKey(Title, models.CASCADE, related_name="contributions")
    author = models.ForeignKey(Author, models.PROTECT, related_name="contributions")
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["title", "author"], name="contribution_author_once_a_title")
        ]

    def __str__(self) -> str:
        return f"{self.author_id} in {self.title_id}"
