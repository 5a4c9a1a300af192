"""The verbs of the journal. Each is one transaction that holds the lock of every journal it changes."""

from .badges import prepare_badges, weigh
from .certificates import issue_certificates
from .checking import CheckOutcome, return_entry, verify_entries
from .draft import BookChoice, Draft
from .entries import delete_entry, edit_entry, log_reading
from .flags import write_response
from .parents import (
    link_by_token,
    make_parent_link,
    open_link,
    revoke_parent_links,
    sheet_link,
    sign_entries,
    unsigned_entries,
)
from .policy import policy_of, set_policy
from .programmes import (
    Blueprint,
    change_programme,
    copy_programme,
    create_programme,
    delete_programme,
    end_programme,
    start_programme,
    start_template,
)
from .rebuilding import Difference, rebuild_totals
from .retelling import note_retelling
from .sessions import Attendance, SessionOutcome, cancel_session, hold_session, name_session_book
from .shelf import as_shelf_book, set_aside, take_up
from .trust import end_trust, pause_journal, resume_journal, trust_reader

__all__ = [
    "Attendance",
    "Blueprint",
    "BookChoice",
    "CheckOutcome",
    "Difference",
    "Draft",
    "SessionOutcome",
    "as_shelf_book",
    "cancel_session",
    "change_programme",
    "copy_programme",
    "create_programme",
    "delete_entry",
    "delete_programme",
    "edit_entry",
    "end_programme",
    "end_trust",
    "hold_session",
    "issue_certificates",
    "link_by_token",
    "log_reading",
    "make_parent_link",
    "name_session_book",
    "note_retelling",
    "open_link",
    "pause_journal",
    "policy_of",
    "prepare_badges",
    "rebuild_totals",
    "resume_journal",
    "return_entry",
    "revoke_parent_links",
    "set_aside",
    "set_policy",
    "sheet_link",
    "sign_entries",
    "start_programme",
    "start_template",
    "take_up",
    "trust_reader",
    "unsigned_entries",
    "verify_entries",
    "weigh",
    "write_response",
]
