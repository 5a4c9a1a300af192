from .imports import (
    catalogue_import_notes,
    catalogue_import_result,
    confirm_catalogue_import,
    discard_catalogue_import,
    import_catalogue,
    review_catalogue_import,
)
from .public import catalogue, title, title_lookup
from .staff import (
    add_copy,
    add_place,
    add_title,
    edit_copy,
    edit_place,
    edit_title,
    manage_catalogue,
    places,
)
from .suggestions import (
    back_suggestion,
    book_suggestions,
    decide_suggestion,
    suggest_a_book,
    suggestion_desk,
)

__all__ = [
    "add_copy",
    "add_place",
    "add_title",
    "back_suggestion",
    "book_suggestions",
    "catalogue",
    "catalogue_import_notes",
    "catalogue_import_result",
    "confirm_catalogue_import",
    "decide_suggestion",
    "discard_catalogue_import",
    "edit_copy",
    "edit_place",
    "edit_title",
    "import_catalogue",
    "manage_catalogue",
    "places",
    "review_catalogue_import",
    "suggest_a_book",
    "suggestion_desk",
    "title",
    "title_lookup",
]
