"""The menus, as lists that later apps fill in `apps.ready()`.

    from ui.menus import Item, main_menu
    main_menu.add(Item(_("Catalogue"), "catalogue", icon="book-open", order=10))

An item whose URL does not exist, or that is not for this visitor, is not shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext

MAIN_MENU_LENGTH = 5


def everyone(request: HttpRequest) -> bool:
    return True


def signed_in(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated)


@dataclass(frozen=True)
class Item:
    """One entry. `url_name` is a URL's name, or a path that begins with "/"."""

    label: str | Promise
    url_name: str
    icon: str = ""
    order: int = 50
    visible: Callable[[HttpRequest], bool] = everyone

    @property
    def url(self) -> str:
        """Its address; empty where no such URL exists."""
        if self.url_name.startswith("/"):
            return self.url_name
        try:
            return reverse(self.url_name)
        except NoReverseMatch:
            return ""


@dataclass(frozen=True)
class Link:
    """An item as one visitor sees it."""

    label: str | Promise
    url: str
    icon: str
    current: bool
    for_all: bool = True


class Menu:
    def __init__(self) -> None:
        self._items: list[Item] = []
        self._sources: list[Callable[[HttpRequest], Iterable[Item]]] = []

    def add_source(self, source: Callable[[HttpRequest], Iterable[Item]]) -> None:
        """Entries that are not known before a request: pages an editor put into the menu."""
        if source not in self._sources:
            self._sources.append(source)

    def add(self, *items: Item) -> None:
        """Adding the same URL again replaces the entry: `ready()` may run twice."""
        for item in items:
            self._items = [known for known in self._items if known.url_name != item.url_name]
            self._items.append(item)
        self._items.sort(key=lambda item: item.order)

    def remove(self, url_name: str) -> None:
        self._items = [item for item in self._items if item.url_name != url_name]

    def links(self, request: HttpRequest) -> list[Link]:
        """What this visitor sees; the deepest entry that holds the page is the current one."""
        found = [*self._items, *(item for source in self._sources for item in source(request))]
        shown = [(item, item.url) for item in found if item.visible(request)]
        shown = [(item, url) for item, url in shown if url]
        path = request.path
        holding = [url for _, url in shown if path == url or (url != "/" and path.startswith(url))]
        current = max(holding, key=len, default=None)
        return [
            Link(item.label, url, item.icon, url == current, item.visible is everyone) for item, url in shown
        ]


main_menu = Menu()
account_menu = Menu()
pupil_bar = Menu()
footer_menu = Menu()
explore_menu = Menu()
shortcuts = Menu()  # of the app on a phone


@dataclass(frozen=True)
class Group:
    """Entries of the phone's menu under one heading."""

    key: str
    label: str
    links: list[Link]


def grouped(main: list[Link]) -> list[Group]:
    """A person's own work before what everybody sees; a heading without entries is not shown."""
    groups = [
        Group("work", gettext("Your work"), [link for link in main if not link.for_all]),
        Group("all", gettext("For everyone"), [link for link in main if link.for_all]),
    ]
    return [group for group in groups if group.links]


def menus_for(request: HttpRequest) -> dict[str, list[Any]]:
    """The menus. What does not fit the wide screen's row stands in the account menu; phones list all."""
    main, standing = main_menu.links(request), footer_menu.links(request)
    in_footer = {link.url for link in standing}
    rest = main[MAIN_MENU_LENGTH:] if signed_in(request) else []
    return {
        "main_menu": main[:MAIN_MENU_LENGTH],
        "more_menu": rest,
        "phone_menu": grouped(main),
        "account_menu": account_menu.links(request),
        "pupil_bar": pupil_bar.links(request),
        "explore_menu": [*(link for link in main if link.url not in in_footer), *explore_menu.links(request)],
        "footer_menu": standing,
    }
