"""Pages, one module per audience: own, staff, public."""

from .own import (
    confirm_phone,
    give_phone,
    my_notices,
    notice_settings,
    open_notice,
    read_notices,
    remove_phone,
)
from .public import unsubscribe
from .staff import city_outbox, class_notices, notice_slips, retry_all, retry_delivery, school_outbox

__all__ = [
    "city_outbox",
    "class_notices",
    "confirm_phone",
    "give_phone",
    "my_notices",
    "notice_settings",
    "notice_slips",
    "open_notice",
    "read_notices",
    "remove_phone",
    "retry_all",
    "retry_delivery",
    "school_outbox",
    "unsubscribe",
]
