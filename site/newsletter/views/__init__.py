"""Pages, one module per audience: public, staff."""

from .public import confirm_newsletter, newsletter_data, subscribe, subscription, unsubscribe_newsletter
from .staff import hold_issue, introduce_issue, newsletter_desk, preview_issue

__all__ = [
    "confirm_newsletter",
    "hold_issue",
    "introduce_issue",
    "newsletter_data",
    "newsletter_desk",
    "preview_issue",
    "subscribe",
    "subscription",
    "unsubscribe_newsletter",
]
