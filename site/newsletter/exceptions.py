"""Rules of the newsletter that can be broken; each says its own sentence."""

from django.utils.translation import gettext_lazy as _

from pages.exceptions import PageError


class NewsletterError(PageError):
    """Base of all."""


class LinkOver(NewsletterError):
    """An unknown token, or one that waited too long for its confirmation."""

    message = _("This link does not work any more. Subscribe again to get a new one.")


class AlreadySent(NewsletterError):
    message = _("This issue has been sent in the meantime. What you see now is the next one.")
