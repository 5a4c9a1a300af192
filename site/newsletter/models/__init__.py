"""Who subscribed, and what was sent."""

from .issues import Issue, IssueQuerySet
from .subscribers import CONFIRM_WITHIN, Pace, Subscriber, SubscriberQuerySet

__all__ = ["CONFIRM_WITHIN", "Issue", "IssueQuerySet", "Pace", "Subscriber", "SubscriberQuerySet"]
