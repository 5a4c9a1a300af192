"""Follows every link of a running site:  .venv/bin/python -m tests.crawl http://127.0.0.1:8000 [options]

Says how many pages, files and links it saw, and what was wrong: broken links and anchors, errors in the
console (those of the security policy among them), English sentences of ours, HTML that is not strict. Signed
in, it sees what its person sees; it only ever reads. Exit status 1 where anything is wrong.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections import defaultdict

from playwright.sync_api import BrowserContext, sync_playwright

from .visitor import Report, Visitor

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def main(argv: list[str]) -> int:
    asked = _parser().parse_args(argv)
    base = asked.base.rstrip("/")
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        context = browser.new_context(viewport={"width": asked.width, "height": 800}, locale="id-ID")
        if asked.login:
            _sign_in(context, base, *asked.login.split(":", 1))
        visitor = Visitor(context, base, most=asked.most, alike=asked.alike)
        report = visitor.walk(*(asked.start or ["/", "/sitemap.xml"]))
        browser.close()
    _tell(report)
    return 1 if report.problems else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tests.crawl")
    parser.add_argument("base", help="where the site runs")
    parser.add_argument("--start", nargs="*", help="where to begin; / and /sitemap.xml if left out")
    parser.add_argument("--login", help="USERNAME:SECRET of someone to sign in as")
    parser.add_argument("--most", type=int, default=100_000, help="pages at most")
    parser.add_argument("--alike", type=int, default=100_000, help="addresses of one shape at most")
    parser.add_argument("--width", type=int, default=1280)
    return parser


def _sign_in(context: BrowserContext, base: str, name: str, secret: str) -> None:
    tab = context.new_page()
    tab.goto(f"{base}/masuk/")
    tab.locator("input[name=login]").fill(name)
    tab.locator("input[name=password]").fill(secret)
    tab.locator("input[name=password]").press("Enter")
    tab.wait_for_load_state("load")
    tab.close()


def _tell(report: Report) -> None:
    places = defaultdict(list)
    for place, text in report.problems:
        places[re.sub(r" \(line \d+\)|(?<=of line )\d+", "", text)].append(place)
    for text, where in sorted(places.items(), key=lambda item: -len(item[1])):
        print(f"{len(where):5} × {text}\n        {'  '.join(dict.fromkeys(where[:3]))}")  # noqa: T201
    print(  # noqa: T201
        f"{report.pages} pages of {len(report.shapes)} shapes, {report.files} files, {report.links} links,"
        f" {len(report.problems)} problems"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
