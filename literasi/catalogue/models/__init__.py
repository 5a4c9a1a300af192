"""What the libraries hold, and where."""

from .copies import Condition, Copy, CopySource, CopyStatus, Place, PlaceKind
from .titles import Author, Contribution, Level, Subject, Title

__all__ = [
    "Author",
    "Condition",
    "Contribution",
    "Copy",
    "CopySource",
    "CopyStatus",
    "Level",
    "Place",
    "PlaceKind",
    "Subject",
    "Title",
]
