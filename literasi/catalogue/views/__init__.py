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

__all__ = [
    "add_copy",
    "add_place",
    "add_title",
    "catalogue",
    "edit_copy",
    "edit_place",
    "edit_title",
    "manage_catalogue",
    "places",
    "title",
    "title_lookup",
]
