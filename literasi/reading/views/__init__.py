"""Pages of pupils, teachers and schools."""

from .checking import return_entry, verify_class, verify_queue
from .classes import class_page, class_reader, classes
from .journal import choose_book, delete_entry, edit_entry, entry_saved, log_reading
from .mine import move_shelf_book, my_class, my_reading, my_shelf
from .schools import reading_policy, school_reading

__all__ = [
    "choose_book",
    "class_page",
    "class_reader",
    "classes",
    "delete_entry",
    "edit_entry",
    "entry_saved",
    "log_reading",
    "move_shelf_book",
    "my_class",
    "my_reading",
    "my_shelf",
    "reading_policy",
    "return_entry",
    "school_reading",
    "verify_class",
    "verify_queue",
]
