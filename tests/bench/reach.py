"""What a phone downloads and how long it waits, in a real Chromium on the demo city.

Weights are bytes over the wire at 360 px, nothing scrolled, the worker left out: the first view with an empty
cache, the next with what the first has left. Waits are the largest contentful paint at 400 kbit/s, 400 ms
away, on a processor four times slower; medians of three.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, StorageState, sync_playwright

from tests.e2e.conftest import FLAGS, PHONE, chromium

from .serving import BASE, free_port

OWN_DATABASES = True
PUPIL = ("smpn2-1058", "246813")
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
TIMES = 3
PAINTED = """() => new Promise((done) => {
  let last = 0;
  new PerformanceObserver((list) => { last = list.getEntries().at(-1).startTime; })
    .observe({ type: "largest-contentful-paint", buffered: true });
  setTimeout(() => done(last), 300);
})"""


@dataclass(frozen=True)
class Row:
    """Limits in kB and seconds; None where none is set. `own`: seen by a pupil who has signed in."""

    name: str
    path: str
    first: float | None = None
    after: float | None = None
    lcp: float | None = None
    own: bool = False


ROWS = [
    Row("home", "/", first=100, lcp=2.5),
    Row("article", "", lcp=2.5),
    Row("sign-in", "/masuk/", first=60, lcp=2.5),
    Row("pupil: log", "/catat/", first=60, after=15, lcp=2.5, own=True),
    Row("pupil: own reading", "/saya/", first=60, after=15, own=True),
    Row("pupil: shelf", "/rak/", first=60, after=15, own=True),
    Row("pupil: class", "/kelas-saya/", first=60, after=15, own=True),
    Row("log without a network", "/catat/luring/", first=60, after=15),
]


def run() -> Iterator[str]:
    with _demo() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        signed_in = _sign_in(browser, address)
        yield f"{'phone, 360 px':<24} {'first kB':>9} {'next kB':>9} {'requests':>9} {'LCP s':>7}"
        for row in _rows(address):
            yield _line(row, *_seen(browser, address, row, signed_in if row.own else None))
        browser.close()


@contextmanager
def _demo() -> Iterator[str]:
    """The demo city on a port of its own; BENCH_ADDRESS names one that runs already."""
    if address := os.environ.get("BENCH_ADDRESS", ""):
        yield address.rstrip("/")
        return
    port = free_port()
    with tempfile.TemporaryDirectory() as var:
        settings = {"VAR_DIR": var, "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
        command = [sys.executable, "manage.py", "demo", "--port", str(port)]
        started = subprocess.Popen(
            command, cwd=BASE, env=os.environ | settings, stdout=subprocess.PIPE, text=True
        )
        try:
            assert started.stdout
            next(line for line in started.stdout if "Ctrl-C" in line)
            yield f"http://127.0.0.1:{port}"
        finally:
            started.terminate()
            started.wait(30)


def _rows(address: str) -> list[Row]:
    with urllib.request.urlopen(f"{address}/berita/") as answer:
        news = answer.read().decode().partition("news-grid")[2]
    article = re.search(r'href="(/berita/[\w-]+/)"', news)
    assert article, "the demo city has no news"
    return [replace(row, path=row.path or article[1]) for row in ROWS]


def _phone(browser: Browser, state: StorageState | None) -> BrowserContext:
    return browser.new_context(viewport=PHONE, locale="id-ID", service_workers="block", storage_state=state)


def _sign_in(browser: Browser, address: str) -> StorageState:
    context = _phone(browser, None)
    page = context.new_page()
    page.goto(f"{address}/masuk/")
    page.locator("input[name=login]").fill(PUPIL[0])
    page.locator("input[name=password]").fill(PUPIL[1])
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url("**/saya/")
    state = context.storage_state()
    context.close()
    return state


def _seen(
    browser: Browser, address: str, row: Row, state: StorageState | None
) -> tuple[float, float, int, float]:
    """(kB at first, kB the next time, requests at first, seconds until the largest paint)."""
    context = _phone(browser, state)
    page = context.new_page()
    first, requests = _weight(page, address + row.path)
    after, _ = _weight(page, address + row.path)
    context.close()
    waits = [_paint(browser, address + row.path, state) for _ in range(TIMES)]
    return first, after, requests, statistics.median(waits)


def _weight(page: Page, url: str) -> tuple[float, int]:
    sizes: list[float] = []
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(url, wait_until="networkidle")
    wire.detach()
    came = [size for size in sizes if size]
    return sum(came) / 1000, len(came)


def _paint(browser: Browser, url: str, state: StorageState | None) -> float:
    context = _phone(browser, state)
    page = context.new_page()
    wire: Any = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(url, wait_until="load", timeout=60_000)
    painted = page.evaluate(PAINTED) / 1000
    context.close()
    return painted


def _line(row: Row, first: float, after: float, requests: int, painted: float) -> str:
    over = [
        name
        for name, found, limit in (
            ("first", first, row.first),
            ("next", after, row.after),
            ("LCP", painted, row.lcp),
        )
        if limit is not None and found > limit
    ]
    figures = f"{first:>9.1f} {after:>9.1f} {requests:>9} {painted:>7.2f}"
    return f"{row.name:<24} {figures}{'  MISSED: ' + ', '.join(over) if over else ''}"
