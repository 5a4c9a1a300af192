"""The physical side: places and the copies that live in them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Role, User
from accounts.permissions import scope_of

from .titles import Title

# Who looks after books: at their school, or everywhere (city administrators).
KEEPERS = (Role.LIBRARIAN, Role.SCHOOL_ADMIN)


class PlaceKind(models.TextChoices):
    LIBRARY = "library", _("library")
    CORNER = "corner", _("class reading corner")
    PARK = "park", _("community reading park")
    MOBILE = "mobile", _("mobile library")


class PlaceQuerySet(models.QuerySet["Place"]):
    def kept_by(self, user: User) -> PlaceQuerySet:
        """The places whose copies this person may change (twin of permissions.keeps_place)."""
        scope = scope_of(user)
        if scope.city:
            return self
        return self.filter(school__in=scope.school_ids(*KEEPERS))


class Place(models.Model):
    """Where copies live. Without a school it belongs to the city."""

    school = models.ForeignKey(
        "accounts.School",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="places",
        verbose_name=_("school"),
    )
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=PlaceKind, default=PlaceKind.LIBRARY)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "name"],
                condition=Q(school__isnull=False),
                name="place_name_once_a_school",
                violation_error_message=_("This school already has a place of this name."),
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(school__isnull=True),
                name="place_name_once_in_city",
                violation_error_message=_("The city already has a place of this name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Condition(models.TextChoices):
    GOOD = "good", _("good")
    WORN = "worn", _("worn")
    DAMAGED = "damaged", _("damaged")


class CopyStatus(models.TextChoices):
    AVAILABLE = "available", pgettext_lazy("copy", "available")
    REPAIR = "repair", _("under repair")
    MISSING = "missing", _("missing")
    NO_LOAN = "no_loan", _("reading room only")
    WITHDRAWN = "withdrawn", _("withdrawn")


# What the public does not see: pieces that nobody could be shown.
GONE = (CopyStatus.MISSING, CopyStatus.WITHDRAWN)


class CopySource(models.TextChoices):
    UNKNOWN = "", _("not recorded")
    BOUGHT = "bought", _("bought")
    GIFT = "gift", _("gift")


class CopyQuerySet(models.QuerySet["Copy"]):
    def shown(self) -> CopyQuerySet:
        """What a library would show a visitor."""
        return self.exclude(status__in=GONE)

    def available(self) -> CopyQuerySet:
        """What one could take home now."""
        return self.filter(status=CopyStatus.AVAILABLE)

    def kept_by(self, user: User) -> CopyQuerySet:
        return self.filter(place__in=Place.objects.kept_by(user))


class Copy(models.Model):
    """One physical piece. Known by its barcode within its owner (a school, or the city)."""

    title = models.ForeignKey(
        Title, models.PROTECT, related_name="copies", verbose_name=pgettext_lazy("book", "title")
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="copies", verbose_name=_("place"))
    # Who owns the barcode series; always the place's own school, written by services.
    school = models.ForeignKey(
        "accounts.School",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="copies",
        verbose_name=_("owner"),
    )
    barcode = models.CharField(_("barcode"), max_length=40)
    call_number = models.CharField(_("call number"), max_length=80, blank=True)
    inventory_number = models.CharField(_("inventory number"), max_length=80, blank=True)
    collection = models.CharField(_("collection type"), max_length=60, blank=True)
    condition = models.CharField(_("condition"), max_length=8, choices=Condition, default=Condition.GOOD)
    status = models.CharField(_("status"), max_length=10, choices=CopyStatus, default=CopyStatus.AVAILABLE)
    source = models.CharField(
        _("source"), max_length=8, choices=CopySource, default=CopySource.UNKNOWN, blank=True
    )
    received_on = models.DateField(_("received on"), null=True, blank=True)
    price = models.DecimalField(_("price"), max_digits=12, decimal_places=2, null=True, blank=True)
    # What an imported copy knows of its title while nothing better than a key has named it: "t:…" a
    # description without ISBN, "x:…" only the title's text. Empty: the title is certain.
    title_link = models.CharField(max_length=34, blank=True, editable=False)
    # Date and digest of the newest SLiMS item row that was read into this copy.
    import_mark = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    objects = CopyQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("book", "copy")
        verbose_name_plural = pgettext_lazy("book", "copies")
        ordering = ["barcode"]
        indexes = [models.Index(fields=["title_link"], condition=~Q(title_link=""), name="copy_open_link")]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "barcode"],
                condition=Q(school__isnull=False),
                name="copy_barcode_once_a_school",
                violation_error_message=_("This school already has a copy with this barcode."),
            ),
            models.UniqueConstraint(
                fields=["barcode"],
                condition=Q(school__isnull=True),
                name="copy_barcode_once_in_city",
                violation_error_message=_("The city already has a copy with this barcode."),
            ),
            models.CheckConstraint(
                condition=~Q(barcode=""),
                name="copy_barcode_not_blank",
                violation_error_message=_("A copy needs a barcode."),
            ),
        ]

    def __str__(self) -> str:
        return self.barcode
