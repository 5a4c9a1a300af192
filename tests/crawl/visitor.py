"""One visitor with a browser, who follows the links of one site until there are no new ones."""

from __future__ import annotations

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from playwright.sync_api import BrowserContext, Error, Response
from playwright.sync_api import Page as Tab

from .markup import Page
from .messages import untranslated

NO_PAGE = re.compile(r"\.(pdf|xml|csv|xlsx|json|ics|svg|txt|css|js|png|jpe?g|webp|avif|webmanifest|woff2?)$")
STAY_OUT = re.compile(r"^/(keluar|cms|django-admin|_util)/")
FIGURES = re.compile(r"\d+")


@dataclass
class Report:
    pages: int = 0
    files: int = 0
    links: int = 0
    shapes: Counter[str] = field(default_factory=Counter)
    problems: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Visitor:
    """`most` bounds the pages; `alike` those of one shape (/katalog/12-…/), questions (?page=2) included."""

    context: BrowserContext
    base: str
    most: int = 100_000
    alike: int = 100_000
    questions: int = 4
    report: Report = field(default_factory=Report)

    def __post_init__(self) -> None:
        self.waiting: deque[tuple[str, str]] = deque()
        self.seen: set[str] = set()
        self.asked: Counter[str] = Counter()
        self.ids: dict[str, set[str]] = {}
        self.anchors: list[tuple[str, str, str]] = []
        self.noise: list[str] = []

    def walk(self, *starts: str) -> Report:
        tab = self.context.new_page()
        tab.on("console", lambda m: self.noise.append(m.text) if m.type == "error" else None)
        tab.on("pageerror", lambda error: self.noise.append(str(error)))
        tab.on("response", self._overhear)
        for start in starts:
            self._meet(start, "/")
        while self.waiting and self.report.pages < self.most:
            address, found_on = self.waiting.popleft()
            self._visit(tab, address, found_on)
        self._check_anchors()
        tab.close()
        return self.report

    # --- Links -------------------------------------------------------------------------------------
    def _meet(self, link: str, on: str) -> None:
        """A link found on a page: kept for a visit where it is ours and new."""
        whole = urljoin(f"{self.base}{on}", link)
        address, fragment = urldefrag(whole)
        if not address.startswith(f"{self.base}/"):
            return
        place = address.removeprefix(self.base)
        path = urlsplit(place).path
        if STAY_OUT.match(path):
            return
        self.report.links += 1
        if fragment and not NO_PAGE.search(path):
            self.anchors.append((place, unquote(fragment), on))
        if place in self.seen or not self._has_room(place, path):
            return
        self.seen.add(place)
        self.waiting.append((place, on))

    def _has_room(self, place: str, path: str) -> bool:
        shape = FIGURES.sub("N", path)
        if "-" in shape:
            shape = re.sub(r"[^/]*-[^/]*", "*", shape)
        keys = [(shape, self.alike)]
        if "?" in place:
            keys.append((f"{path}?", self.questions))
        if any(self.asked[key] >= most for key, most in keys):
            return False
        self.asked.update(key for key, _ in keys)
        return True

    def _check_anchors(self) -> None:
        for place, fragment, on in sorted(set(self.anchors)):
            if place in self.ids and fragment not in self.ids[place]:
                self._blame(on, f"#{fragment} is not on {place}")

    # --- Visits ------------------------------------------------------------------------------------
    def _visit(self, tab: Tab, place: str, found_on: str) -> None:
        if NO_PAGE.search(urlsplit(place).path):
            return self._fetch(place, found_on)
        self.noise.clear()
        try:
            answer = tab.goto(f"{self.base}{place}", wait_until="load")
        except Error as error:
            if "Download is starting" in str(error) or "ERR_ABORTED" in str(error):
                return self._fetch(place, found_on)
            return self._blame(place, f"cannot be opened, linked from {found_on}: {error.message[:80]}")
        if answer is None or answer.status != 200:
            return self._blame(place, f"answers {answer and answer.status}, linked from {found_on}")
        arrived = tab.url.removeprefix(self.base)
        if arrived != place:
            arrived = urldefrag(arrived)[0]
            if arrived in self.seen:
                return None
            self.seen.add(arrived)
        return self._read(arrived, answer)

    def _fetch(self, place: str, found_on: str) -> None:
        answer = self.context.request.get(f"{self.base}{place}")
        self.report.files += 1
        if answer.status != 200:
            self._blame(place, f"answers {answer.status}, linked from {found_on}")
        elif re.search(r"sitemap[^/]*\.xml$", place):
            for address in re.findall(r"<loc>([^<]+)</loc>", answer.text()):
                self._meet(address, place)

    def _overhear(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.noise.append(f"{response.status} for {response.url.removeprefix(self.base)}")

    def _read(self, place: str, answer: Response) -> None:
        if "html" not in answer.headers.get("content-type", ""):
            self.report.files += 1
            return
        self.report.pages += 1
        self.report.shapes[FIGURES.sub("N", urlsplit(place).path)] += 1
        page = Page(answer.text())
        self.ids[place] = page.ids | {"", "top"}
        for fault in [*page.faults, *self.noise]:
            self._blame(place, fault)
        if page.language == "id":
            for piece in untranslated(page.text):
                self._blame(place, f"not translated: “{piece}”")
        for link in page.links:
            self._meet(link, place)

    def _blame(self, place: str, text: str) -> None:
        self.report.problems.append((place, text))
