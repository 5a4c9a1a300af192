"""Pages of pupils, teachers and schools."""

from .checking import return_entry, verify_class, verify_queue
from .classes import class_page, class_reader, classes
from .journal import choose_book, delete_entry, edit_entry, entry_saved, log_reading
from .kinds import describe_book
from .mine import move_shelf_book, my_class, my_reading, my_shelf
from .reports import city_report, city_report_pdf, school_report, school_report_pdf
from .schools import city_reading, reading_policy, school_reading
from .sessions import class_session, name_session_book, school_sessions
from .trust import pause_journal, resume_journal, trust_reader

__all__ = [
    "choose_book",
    "city_reading",
    "city_report",
    "city_report_pdf",
    "class_page",
    "class_reader",
    "class_session",
    "classes",
    "delete_entry",
    "describe_book",
    "edit_entry",
    "entry_saved",
    "log_reading",
    "move_shelf_book",
    "my_class",
    "my_reading",
    "my_shelf",
    "name_session_book",
    "pause_journal",
    "reading_policy",
    "resume_journal",
    "return_entry",
    "school_reading",
    "school_report",
    "school_report_pdf",
    "school_sessions",
    "trust_reader",
    "verify_class",
    "verify_queue",
]
