"""Publishing a mobile library's schedule from prepared data."""

from __future__ import annotations

import datetime as dt
from typing import Any

from accounts.models import User
from pages.blocks import StopBlock
from pages.models import MobileLibraryPage

from .kinds import publish_kind

OPTIONAL = {"last": None, "more": (), "who": "", "note": "", "cancelled": ()}


def publish_mobile_library(
    data: dict[str, Any], when: dt.datetime | None = None, *, by: User | None = None
) -> MobileLibraryPage:
    """`stops`: a list of a StopBlock's fields; dates and times as such or in ISO form.

    Raises ValidationError where a stop cannot be.
    """
    block = StopBlock()
    stops = [block.clean(block.normalize(_typed({**OPTIONAL, **stop}))) for stop in data["stops"]]
    return publish_kind(MobileLibraryPage, data, when, by=by, stops=[("stop", stop) for stop in stops])


def _typed(stop: dict[str, Any]) -> dict[str, Any]:
    times = {name: dt.time.fromisoformat(str(stop[name])) for name in ("starts", "ends")}
    return {**stop, **times, "more": list(stop["more"]), "cancelled": list(stop["cancelled"])}
