"""The verbs: ask for a subscription, confirm, change and end it; introduce, hold back and send issues."""

from .cleaning import forget_unconfirmed, pause_unreachable
from .editing import hold, introduce, release
from .issuing import open_issue, send_due, send_issue
from .subscribing import ask, change, confirm, leave

__all__ = [
    "ask",
    "change",
    "confirm",
    "forget_unconfirmed",
    "hold",
    "introduce",
    "leave",
    "open_issue",
    "pause_unreachable",
    "release",
    "send_due",
    "send_issue",
]
