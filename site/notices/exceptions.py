"""Rules of notices that can be broken; each says its own sentence."""

from django.utils.translation import gettext_lazy as _


class NoticeError(Exception):
    """Base of all; `str()` is the sentence for the person in front of the screen."""

    message = _("This cannot be done with this notice.")

    def __str__(self) -> str:
        return str(self.args[0] if self.args else self.message)


class KindUnknown(NoticeError):
    message = _("This kind of notice is not in use here any more.")


class ReferenceMissing(NoticeError):
    """Without a reference nobody can know whether it has been told before."""

    message = _("A notice needs a reference.")


class NobodyToTell(NoticeError):
    """A recipient is a person or an address: exactly one of them."""

    message = _("A notice needs a person or an address.")


class ForeignLink(NoticeError):
    message = _("A notice leads to a page of this site only.")


class TooPersonal(NoticeError):
    """The data of a notice may leave the site: no school numbers, no birth dates."""

    message = _("This does not belong into a notice.")


class NotAPhoneNumber(NoticeError):
    message = _("This is no telephone number that we can read. Write it as 0812 3456 7890.")


class PupilsHaveNoPhone(NoticeError):
    message = _("Pupils are told here and on paper; their telephone numbers are not kept.")


class NoGateway(NoticeError):
    message = _("This site cannot send messages to telephones.")


class WrongCode(NoticeError):
    message = _("This is not the code that we sent. Look again, or ask for a new one.")


class CodeExpired(NoticeError):
    message = _("This code does not work any more. Ask for a new one.")


class TooSoon(NoticeError):
    message = _("A code has just been sent. Wait a minute before you ask for another.")


class NotFailed(NoticeError):
    message = _("Only a message that failed can be tried again.")
