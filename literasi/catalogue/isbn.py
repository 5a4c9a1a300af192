"""ISBNs as people type them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from stdnum import isbn as isbn_number
from stdnum.exceptions import ValidationError as BadNumber


def typed_isbn(typed: str) -> str:
    """13 digits, or nothing for nothing; hyphens, spaces and old ISBN-10s are understood."""
    typed = typed.strip()
    if not typed:
        return ""
    try:
        return isbn_number.to_isbn13(isbn_number.validate(typed))
    except BadNumber as error:
        raise ValidationError(
            _("This is not a valid ISBN: compare it with the back of the book, or leave it empty.")
        ) from error
