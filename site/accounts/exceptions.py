"""Rules of accounts that can be broken; each says its own sentence."""

from django.utils.translation import gettext_lazy as _


class AccountError(Exception):
    """Base of all; `str()` is the sentence for the person in front of the screen."""

    message = _("This cannot be done.")

    def __str__(self) -> str:
        return str(self.args[0] if self.args else self.message)
