"""What the libraries hold, and where."""

from .copies import GONE, KEEPERS, Condition, Copy, CopySource, CopyStatus, Place, PlaceKind
from .imports import CatalogueImport
from .search import SearchWord, TitleIndex
from .suggestions import BookSuggestion, Decision, SuggestionVote
from .titles import Author, Contribution, Level, Subject, Title
from .variants import PlainDescription, TitleVariant

__all__ = [
    "GONE",
    "KEEPERS",
    "Author",
    "BookSuggestion",
    "CatalogueImport",
    "Condition",
    "Contribution",
    "Copy",
    "CopySource",
    "CopyStatus",
    "Decision",
    "Level",
    "Place",
    "PlaceKind",
    "PlainDescription",
    "SearchWord",
    "Subject",
    "SuggestionVote",
    "Title",
    "TitleIndex",
    "TitleVariant",
]
