"""Pages, one module per audience: public, own, staff."""

from .own import letter_pdf, my_letters
from .public import check_letter, verify_letter
from .staff import city_letters, letter, revoke_letter, school_letters

__all__ = [
    "check_letter",
    "city_letters",
    "letter",
    "letter_pdf",
    "my_letters",
    "revoke_letter",
    "school_letters",
    "verify_letter",
]
