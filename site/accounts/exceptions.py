"""Rules of accounts that can be broken; each says its own sentence."""

from django.utils.translation import gettext_lazy as _


class AccountError(Exception):
    """Base of all; `str()` is the sentence for the person in front of the screen."""

    message = _("This cannot be done.")

    def __str__(self) -> str:
        return str(self.args[0] if self.args else self.message)


class OutOfScope(AccountError):
    """Shown where a form asks for more than the person may give; foreign objects are 404 before that."""

    message = _("Your own role does not allow this.")


class LastAdministrator(AccountError):
    message = _("This is the last operator here. Give somebody else the role first.")


class PinWasReset(AccountError):
    message = _("Your PIN has just been reset again. Sign in with the newest card.")


class UsernameTaken(AccountError):
    message = _("This username is taken. Choose another one.")


class NoSchoolDays(AccountError):
    message = _("Choose at least one school day.")


class HolidayBackwards(AccountError):
    message = _("A holiday cannot end before it starts.")


class HolidayTooLong(AccountError):
    message = _("A holiday lasts %(days)d days at most. Enter a longer one in parts.")

    def __init__(self, *, days: int) -> None:
        super().__init__(self.message % {"days": days})


class HolidayUnlikely(AccountError):
    message = _("Check the year of the first day.")


class GuardianUnnamed(AccountError):
    message = _("Write the name of the parent or guardian.")


class UnknownPurpose(AccountError):
    message = _("Nobody is asked for this consent.")


class LinkClosed(AccountError):
    message = _("This link is no longer valid. Ask the school for a new one.")
