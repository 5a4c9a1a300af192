"""What the libraries hold, and where."""

from .copies import Condition, Copy, CopySource, CopyStatus, Place, PlaceKind
from .search import SearchWord, TitleIndex
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
    "SearchWord",
    "Subject",
    "Title",
    "TitleIndex",
]
