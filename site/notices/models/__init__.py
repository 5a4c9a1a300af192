"""What was told, how it goes out, and what people chose."""

from .contacts import Contact, Preference, PreferenceQuerySet
from .deliveries import Channel, Delivery, DeliveryQuerySet, DeliveryState, Reason
from .notices import Notice, NoticeQuerySet

__all__ = [
    "Channel",
    "Contact",
    "Delivery",
    "DeliveryQuerySet",
    "DeliveryState",
    "Notice",
    "NoticeQuerySet",
    "Preference",
    "PreferenceQuerySet",
    "Reason",
]
