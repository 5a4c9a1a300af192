"""A real Chromium against a live server. Errors in the console or of the security policy fail a test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

# As long as a page may take: two suites on two cores are slow, and none of it is a check of speed.
expect.set_options(timeout=15_000)
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str | None:
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        reason = "no Chromium on this machine (apt-get install chromium)"
        if os.environ.get("LUMBUNG_BROWSER_REQUIRED"):
            pytest.fail(reason)
        pytest.skip(reason)
    # Playwright's own loop runs in this thread, where the tests use the ORM on purpose.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def counts(message: ConsoleMessage, may_fail: bool) -> bool:
    """Is it an error? A request that found no network is none, where that is the point."""
    return message.type == "error" and not (may_fail and "net::ERR_" in message.text)


@pytest.fixture
def visit(browser: Browser, live_server) -> Iterator[Callable[..., Page]]:
    """`visit(PHONE)` opens a fresh visitor's page; at the end nobody's console may hold an error.

    The service worker stays out unless asked for: `visit(PHONE, worker=True)`, where the network may fail.
    """
    contexts: list[BrowserContext] = []
    noise: list[str] = []

    def open_page(viewport: dict[str, int], *, javascript: bool = True, worker: bool = False) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport=viewport,
            locale="id-ID",
            java_script_enabled=javascript,
            service_workers="allow" if worker else "block",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda m: noise.append(f"{page.url}: {m.text}") if counts(m, worker) else None)
        page.on("pageerror", lambda e: noise.append(f"{page.url}: {e}"))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert noise == []


@pytest.fixture
def sign_in() -> Callable[[Page, str, str], None]:
    def enter(page: Page, login: str, secret: str) -> None:
        page.goto("/masuk/")
        page.locator("input[name=login]").fill(login)
        page.locator("input[name=password]").fill(secret)
        page.locator("input[name=password]").press("Enter")
        page.wait_for_load_state("load")

    return enter
