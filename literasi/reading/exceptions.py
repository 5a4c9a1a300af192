"""Rules of the journal that can be broken. `field` names the form field the sentence belongs to."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.exceptions import AccountError


class ReadingError(AccountError):
    """Base of all. Keyword arguments fill the sentence's placeholders."""

    message = _("This entry cannot be saved.")
    field: str | None = None

    def __init__(self, **values: Any) -> None:
        super().__init__(str(self.message) % values if values else self.message)


class NotAReader(ReadingError):
    message = _("Only pupils of a school keep a journal here.")


class NothingRead(ReadingError):
    message = _("Fill in how many minutes you read, or up to which page.")
    field = "minutes"


class InTheFuture(ReadingError):
    message = _("%(day)s has not come yet. At your school today is %(today)s.")
    field = "read_on"


class TooLongAgo(ReadingError):
    message = _("An entry may be dated back %(limit)d days at most, so not before %(first)s.")
    field = "read_on"


class PagesBackwards(ReadingError):
    message = _("You cannot read from page %(first)d to page %(last)d: the last page comes before the first.")
    field = "page_to"


class TooManyMinutes(ReadingError):
    message = _("%(asked)d minutes is too much: %(whose)s accepts %(limit)d minutes in one entry at most.")
    field = "minutes"


class TooManyPages(ReadingError):
    message = _("%(asked)d pages is too much: %(whose)s accepts %(limit)d pages in one entry at most.")
    field = "page_to"


class DayFullOfMinutes(ReadingError):
    message = _(
        "%(whose)s accepts %(limit)d minutes a day at most; %(used)d minutes are already logged that day."
    )
    field = "minutes"


class DayFullOfPages(ReadingError):
    message = _(
        "%(whose)s accepts %(limit)d pages a day at most; %(used)d pages are already logged that day."
    )
    field = "page_to"


class DayFullOfEntries(ReadingError):
    message = _("One day holds %(limit)d entries at most.")


class ConfirmFirst(ReadingError):
    """Nothing is wrong yet: the reader is asked whether such an amount is meant."""

    field = "confirmed"

    def __init__(self, *, question: str) -> None:
        super().__init__()
        self.args = (question,)


class JournalPaused(ReadingError):
    message = _("Your journal is paused for now. Talk to your teacher; then you can go on.")


class NoBook(ReadingError):
    message = _("Choose a book first, or write its title.")
    field = "free_title"


class FormUsed(ReadingError):
    message = _("This form has already saved an entry. If this is another one, press Save once more.")


class BatchUnreadable(ReadingError):
    message = _("What your phone sent could not be read. It stays on your phone.")


class BatchTooLarge(ReadingError):
    message = _("At most %(limit)d entries are sent at once.")


class OtherAccount(ReadingError):
    message = _("These entries belong to another account. They wait until that person signs in again.")


class NotRead(ReadingError):
    message = _("You can review a book once you have logged reading it.")


class ShelfFull(ReadingError):
    message = _("%(limit)d books already wait on your shelf. Begin one of them first.")


class ListFull(ReadingError):
    message = _("A list holds %(limit)d titles at most.")


class ReviewTooShort(ReadingError):
    message = _("Write a little more: a review has at least %(least)d characters.")
    field = "text"


class ReviewChanged(ReadingError):
    message = _("The reader has changed this review meanwhile. Read it again before you return it.")


class EntryClosed(ReadingError):
    message = _("A verified entry is not deleted. You may edit it; your teacher then checks it again.")


class SessionEntryFixed(ReadingError):
    message = _("This entry comes from a class session: only your teacher changes it. You may name the book.")


class BookSettled(ReadingError):
    message = _("The book of this entry is already known.")


class NobodyPresent(ReadingError):
    message = _("Tick at least one reader of this class.")


class SessionMinutes(ReadingError):
    message = _("A session takes 5 to 120 minutes.")
    field = "minutes"


class SessionInUse(ReadingError):
    message = _("Pupils have already named their books, so this session stays. You may untick readers.")


class LinkClosed(ReadingError):
    message = _("This link is no longer open.")


class SignatureNeedsName(ReadingError):
    message = _("Write your name.")
    field = "name"


class NothingToSign(ReadingError):
    message = _("Nothing was signed: tick at least one entry that is still unsigned and unchanged.")


class NoDays(ReadingError):
    message = _("Tick at least one day of this sheet.")


class TooLittleForDays(ReadingError):
    message = _("Every ticked day needs at least one minute or one page.")
    field = "minutes"


class SheetDays(ReadingError):
    message = _("A sheet holds 1 to 14 days, with at least one school day.")


class NoteNeeded(ReadingError):
    message = _("Write a short note, so that the pupil knows what to mend.")
    field = "note"


class EntryChanged(ReadingError):
    message = _("The pupil has changed this entry meanwhile. Read it again before you return it.")


class ReasonNeeded(ReadingError):
    message = _("Write in one sentence why the journal is paused: the pupil reads it.")
    field = "reason"


class TrustNotYours(ReadingError):
    message = _("Only a teacher of the class marks its trusted readers, and nobody marks themselves.")


class NotInClass(ReadingError):
    message = _("This pupil does not sit in the class now.")


class StillPaused(ReadingError):
    message = _("The journal is paused. Resume it first.")


class BookOfCatalogue(ReadingError):
    message = _("This book comes from the catalogue; the library describes it there.")


class BookAlreadyChecked(ReadingError):
    message = _("Your teacher has verified an entry on this book. Ask them to change its kind.")


class ProgrammeError(ReadingError):
    """Base of what can go wrong in planning a programme."""

    message = _("This programme cannot be saved.")


class WiderThanYours(ProgrammeError):
    message = _("Choose classes of your own: a teacher's programme is for the classes they teach.")
    field = "classrooms"


class NotOfThisSchool(ProgrammeError):
    message = _("Choose only classes and lists of the school the programme belongs to.")
    field = "classrooms"


class QuotasNeedWholeProgramme(ProgrammeError):
    message = _("Quotas are for a goal over the whole programme: choose that, or leave the quotas out.")
    field = "interval"


class TitlesNeedWholeProgramme(ProgrammeError):
    message = _(
        "This list has compulsory titles, and nobody reads them again every time: choose a goal over the"
        " whole programme, or another list."
    )
    field = "reading_list"


class ReviewsHaveNoQuotas(ProgrammeError):
    message = _("Reviews are counted without quotas and compulsory titles: leave them out.")
    field = "metric"


class ProgrammeTooLong(ProgrammeError):
    message = _("A programme runs for seven years at most.")
    field = "ends_on"


class YearsMistyped(ProgrammeError):
    message = _("A programme runs in this century. Look at the years of its days.")
    field = "starts_on"


class NotADraft(ProgrammeError):
    message = _("This programme has already been started.")


class NotRunning(ProgrammeError):
    message = _("Only a running programme can be ended.")


class AlreadyOver(ProgrammeError):
    message = _("The last day of this programme has passed: choose later days first.")
    field = "ends_on"


class StillCounting(ProgrammeError):
    message = _("The standings of this programme are still being counted. Try again in a minute.")
