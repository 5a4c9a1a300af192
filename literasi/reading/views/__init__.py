"""Pages of pupils, teachers and schools."""

from .boards import board, boards
from .certificates import issue_certificates, programme_certificates
from .checking import return_entry, verify_class, verify_queue
from .classes import class_page, class_reader, classes
from .journal import choose_book, delete_entry, edit_entry, entry_saved, log_reading
from .kinds import describe_book
from .mine import move_shelf_book, my_class, my_reading, my_shelf
from .parents import close_parent_links, note_retelling, parent_link, sign_reading
from .programme_desk import programme_class, programme_desk
from .programme_pages import my_programme, programme, programmes, reading_card
from .programme_planning import (
    copy_programme,
    delete_programme,
    edit_programme,
    end_programme,
    manage_programmes,
    new_programme,
    programme_sentence,
    start_programme,
    start_template,
)
from .queue import log_queue, offline_log
from .reports import city_report, city_report_pdf, school_report, school_report_pdf
from .schools import city_reading, reading_policy, school_reading
from .sessions import class_session, name_session_book, school_sessions
from .sheets import class_journal, enter_sheet, find_sheet
from .trust import pause_journal, resume_journal, trust_reader

__all__ = [
    "board",
    "boards",
    "choose_book",
    "city_reading",
    "city_report",
    "city_report_pdf",
    "class_journal",
    "class_page",
    "class_reader",
    "class_session",
    "classes",
    "close_parent_links",
    "copy_programme",
    "delete_entry",
    "delete_programme",
    "describe_book",
    "edit_entry",
    "edit_programme",
    "end_programme",
    "enter_sheet",
    "entry_saved",
    "find_sheet",
    "issue_certificates",
    "log_queue",
    "log_reading",
    "manage_programmes",
    "move_shelf_book",
    "my_class",
    "my_programme",
    "my_reading",
    "my_shelf",
    "name_session_book",
    "new_programme",
    "note_retelling",
    "offline_log",
    "parent_link",
    "pause_journal",
    "programme",
    "programme_certificates",
    "programme_class",
    "programme_desk",
    "programme_sentence",
    "programmes",
    "reading_card",
    "reading_policy",
    "resume_journal",
    "return_entry",
    "school_reading",
    "school_report",
    "school_report_pdf",
    "school_sessions",
    "sign_reading",
    "start_programme",
    "start_template",
    "trust_reader",
    "verify_class",
    "verify_queue",
]
