"""Rules of the catalogue that can be broken; each says its own sentence."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.exceptions import AccountError


class CatalogueError(AccountError):
    """Base of all. `field` is where a form shows it."""

    field: str | None = None


class TitleExists(CatalogueError):
    message = _("A title with the same ISBN, or without one the same title, author and edition, exists.")


class BarcodeTaken(CatalogueError):
    field = "barcode"
    message = _("This barcode belongs to another copy of the same owner. Check the label, or use another.")


class PlaceExists(CatalogueError):
    field = "name"
    message = _("There is already a place of this name.")


class NotYours(CatalogueError):
    field = "place"
    message = _("This place is not among those you look after.")


class CoverRefused(CatalogueError):
    field = "cover"


class CoverTooLarge(CoverRefused):
    message = _("The picture is larger than 5 MB. Save it smaller and choose it again.")


class NotAPicture(CoverRefused):
    message = _("This is not a JPEG, PNG or WebP picture. Photograph the cover, or save it as JPEG.")


class TooManyPixels(CoverRefused):
    message = _("The picture has more than 40 million pixels. Save it smaller and choose it again.")


class TooFewPixels(CoverRefused):
    message = _("The picture is smaller than 100 × 150 pixels: too coarse for a cover.")


class SuggestionDecided(CatalogueError):
    message = _("The library has decided about this book already.")


class SuggestedAlready(CatalogueError):
    field = "title"
    message = _("Another suggestion names this book already. Decide that one instead.")


class ReasonMissing(CatalogueError):
    field = "reason"
    message = _("Say why: the reason is read by those who asked.")
