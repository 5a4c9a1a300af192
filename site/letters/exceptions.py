"""Rules of letters that can be broken; each says its own sentence."""

from django.utils.translation import gettext_lazy as _


class LetterError(Exception):
    """Base of all; `str()` is the sentence for the person in front of the screen."""

    message = _("This cannot be done with this letter.")

    def __str__(self) -> str:
        return str(self.args[0] if self.args else self.message)


class KindUnknown(LetterError):
    message = _("This kind of letter is not in use here any more, so it cannot be printed.")


class ReferenceTaken(LetterError):
    """The issuing app used one reference for two schools or two people."""

    message = _("This letter has already been issued to somebody else.")


class NameMissing(LetterError):
    message = _("A letter needs the name of the person or group it is for.")


class NotIssued(LetterError):
    message = _("This letter is still a draft. Only an issued letter can be revoked.")


class AlreadyIssued(LetterError):
    message = _("This letter has a number already. It can be revoked, but not thrown away.")


class AlreadyRevoked(LetterError):
    message = _("This letter has been revoked before.")


class ReasonMissing(LetterError):
    message = _("Write why the letter is revoked. The reason stays on record.")


class NothingToPrint(LetterError):
    message = _("There is no letter to print.")


class MixedKinds(LetterError):
    message = _("Letters of different kinds are printed one kind at a time.")
