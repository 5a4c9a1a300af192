"""Who may look at an outbox. The QuerySet twin is `Delivery.objects.managed_by`."""

from __future__ import annotations

import rules

from accounts.models import User
from accounts.permissions import MANAGERS, scope_of

from .models import Delivery


@rules.predicate
def manages_outbox(user: User, delivery: Delivery) -> bool:
    """Runs the school that told it; what no school told is the city's."""
    scope, school_id = scope_of(user), delivery.notice.school_id
    return scope.city or (school_id is not None and scope.has(*MANAGERS, school_id=school_id))


rules.add_perm("notices.manage_delivery", manages_outbox)
