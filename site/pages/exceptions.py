"""Rules of pages that can be broken; each says its own sentence."""

from django.utils.translation import gettext_lazy as _

from accounts.exceptions import AccountError


class PageError(AccountError):
    """Base of all."""


class NotAPicture(PageError):
    message = _("This file is not a picture the site can read. Use JPEG, PNG, WebP or AVIF.")
    too_large = _("This picture has more than 50 million pixels. Make it smaller and try again.")


class PictureWithoutConsent(PageError):
    message = _("A picture shows children without recorded consent. Choose another picture.")


class UnknownBlock(PageError):
    message = _("This text has a kind of block that pages do not know.")
