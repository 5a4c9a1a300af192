"""The verbs: tell, deliver, choose, try again, forget."""

from .cleaning import forget_addresses, forget_old
from .delivering import deliver_due
from .phones import ask_for_code, confirm_phone, remove_phone
from .repeating import try_again, try_all_again
from .telling import tell
from .wishes import choose

__all__ = [
    "ask_for_code",
    "choose",
    "confirm_phone",
    "deliver_due",
    "forget_addresses",
    "forget_old",
    "remove_phone",
    "tell",
    "try_again",
    "try_all_again",
]
