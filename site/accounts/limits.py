"""When a person who tried too often may try again."""

from __future__ import annotations

import math
import time

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest

APP = "allauth.account"


def minutes_to_wait(request: HttpRequest, *, action: str, key: str) -> int:
    """Minutes, at least 1, until every exhausted rate of `action` has room for one more try."""
    waits = [0.0]
    for rate in ratelimit.get_rates(app=APP, action=action):
        cache_key = ratelimit.get_cache_key(request, app=APP, action=action, rate=rate, key=key)
        tries: list[float] = cache.get(cache_key, [])  # newest first
        if len(tries) >= rate.amount:
            waits.append(tries[rate.amount - 1] + rate.duration - time.time())
    return max(1, math.ceil(max(waits) / 60))
