"""What machines read about a page: schema.org as JSON-LD, for any app.

A template states it with `{% json_ld data=… %}`. Nothing is said that the page does not say: what is empty
is left out, and addresses are absolute.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings

from .branding import site_name

CONTEXT = "https://schema.org"
Data = dict[str, Any]


def thing(kind: str, **properties: Any) -> Data:
    """A thing with those of its properties that are known."""
    known = {name: value for name, value in properties.items() if value not in ("", None, [], {})}
    return {"@type": kind, **known}


def document(data: Mapping[str, Any]) -> Data:
    """A thing that stands alone in its block."""
    return {"@context": CONTEXT, **data}


def absolute(address: str) -> str:
    return settings.SITE_BASE_URL + address if address.startswith("/") else address


def breadcrumbs(*steps: tuple[str, str]) -> Data:
    """BreadcrumbList from the first step to this page: (name, address) each."""
    return document(_listed("BreadcrumbList", steps))


def item_list(items: Iterable[tuple[str, str]], *, name: str = "") -> Data:
    """ItemList in the order of the page: (name, address) each."""
    return document(_listed("ItemList", items) | ({"name": name} if name else {}))


def _listed(kind: str, steps: Iterable[tuple[str, str]]) -> Data:
    address = "item" if kind == "BreadcrumbList" else "url"
    elements = [
        thing("ListItem", position=place, name=str(name), **{address: absolute(url)})
        for place, (name, url) in enumerate(steps, 1)
    ]
    return {"@type": kind, "itemListElement": elements}


def event(
    *, name: str, url: str, starts: str, ends: str, place: str, summary: str = "", cancelled: bool = False
) -> Data:
    """`starts` and `ends` as ISO 8601: a date, or a moment with its offset."""
    status = "EventCancelled" if cancelled else "EventScheduled"
    return thing(
        "Event",
        name=name,
        url=absolute(url),
        startDate=starts,
        endDate=ends,
        description=summary,
        eventStatus=f"{CONTEXT}/{status}",
        eventAttendanceMode=f"{CONTEXT}/OfflineEventAttendanceMode",
        location=thing("Place", name=place, address=place),
        organizer=organisation(),
    )


def website(search: str) -> Data:
    """The site as a whole. `search` is the path of its search with {search_term_string} in it."""
    entry = thing("EntryPoint", urlTemplate=absolute(search))
    action = thing("SearchAction", target=entry, **{"query-input": "required name=search_term_string"})
    return document(
        thing(
            "WebSite",
            name=site_name(),
            url=f"{settings.SITE_BASE_URL}/",
            potentialAction=action,
        )
    )


def organisation() -> Data:
    return thing("Organization", name=site_name(), url=f"{settings.SITE_BASE_URL}/")
