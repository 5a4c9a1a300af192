"""The verbs of the journal. Each is one transaction that holds the lock of every journal it changes."""

from .checking import CheckOutcome, return_entry, verify_entries
from .draft import BookChoice, Draft
from .entries import delete_entry, edit_entry, log_reading
from .policy import policy_of, set_policy
from .rebuilding import Difference, rebuild_totals
from .shelf import as_shelf_book, set_aside, take_up

__all__ = [
    "BookChoice",
    "CheckOutcome",
    "Difference",
    "Draft",
    "as_shelf_book",
    "delete_entry",
    "edit_entry",
    "log_reading",
    "policy_of",
    "rebuild_totals",
    "return_entry",
    "set_aside",
    "set_policy",
    "take_up",
    "verify_entries",
]
