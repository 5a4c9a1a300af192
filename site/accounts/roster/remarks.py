"""The sentences that stand beside a row. A code is stable and tested; its sentence is for people.

No sentence quotes a cell: names, NISN and birth dates must not travel into logs or exit messages.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    # Errors: the row is refused
    "formula": _("The cell holds a formula. Write the value itself."),
    "excel_error": _("The cell shows an Excel error."),
    "control_character": _("The cell holds characters that cannot be stored."),
    "line_break": _("The cell runs over several lines; a quotation mark may be missing."),
    "too_long": _("The text is longer than %(limit)s characters."),
    "name_blank": _("The name is empty."),
    "name_without_letters": _("The name holds no letters."),
    "nisn_not_10_digits": _("An NISN has 10 digits."),
    "nisn_rounded": _("Excel has rounded this number and its last digits are lost. Type the NISN again."),
    "nis_rounded": _("Excel has rounded this number and its last digits are lost. Type the NIPD again."),
    "gender_unknown": _("Write L or P."),
    "date_unreadable": _("This is not a date. Write it as 2010-08-12."),
    "date_unlikely": _("This date of birth cannot be right."),
    "nobody": _("The row names nobody who can be found again: NIPD, NISN and date of birth are empty."),
    "nisn_twice": _("This NISN already stands in row %(row)s."),
    "nis_twice": _("This NIPD already stands in row %(row)s."),
    "pupil_twice": _("This pupil already stands in row %(row)s."),
    # Flags: held back until a person decides
    "nisn_corrected": _(
        "Same pupil (name and date of birth), but the NISN differs from the one we know. "
        "Apply it only if the new NISN is right."
    ),
    "nisn_of_other": _("This NISN belongs to a pupil with another name and date of birth."),
    "nis_of_other": _("This NIPD already belongs to another pupil of the school."),
    "twin_record": _("A pupil with this name and date of birth is known under another NIPD."),
    # Remarks: applied, but worth a look
    "nisn_zero_filled": _("Zeros that Excel had dropped were put back before the NISN."),
    "nisn_missing": _("Has no NISN yet."),
    "nis_generated": _("Has no NIPD yet; a temporary number was made for signing in."),
    "nis_is_nisn": _("The NIPD repeats the NISN and was left out."),
    "nis_changed": _("The NIPD changed; the sign-in name stays the old one."),
    "no_class": _("Has no class in the file."),
    "returned": _("Had left and is back."),
    "name_changed": _("Name changed."),
    "nisn_changed": _("NISN filled in or corrected."),
    "gender_changed": _("Gender changed."),
    "birth_date_changed": _("Date of birth changed."),
}


@dataclass(frozen=True)
class Remark:
    """A code, the column it is about ("" for the whole row) and the values its sentence needs."""

    code: str
    column: str = ""
    values: dict[str, Any] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return str(SENTENCES[self.code]) % self.values
