"""The reading pages and actions at two lengths of the journal, each beside a bare view of as many bytes.

All sites run at once and are asked by turns, so that a noisy minute falls on all of them alike.
"""

from __future__ import annotations

import json
import os
import statistics
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

from .server import Answer, Site, site

OWN_DATABASES = True
WARM_UP, ROUNDS = 4, 40
# What a row may not exceed: statements, growth from the first size to the last, times the bare view.
GOALS: dict[str, dict[str, float]] = {
    "class page": {"growth": 1.3},
    "city page": {"growth": 1.3},
    "leaderboard": {"growth": 1.3, "bare": 15},
    "verify 30 entries": {"statements": 20},
    "class session of 36": {"statements": 25},
}


@dataclass
class Measured:
    """One page or action on one site."""

    statements: int = 0
    size: int = 0
    own: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)

    @property
    def ms(self) -> float:
        return statistics.median(self.own) * 1000

    @property
    def times_bare(self) -> float:
        return statistics.median(self.own) / statistics.median(self.bare)

    def note(self, answer: Answer, bare: Answer) -> None:
        self.statements = max(self.statements, answer.statements)
        self.own.append(answer.seconds)
        self.bare.append(bare.seconds)


def run(logs: list[int], keep: bool = False) -> Iterator[str]:
    database = os.environ.get("DATABASE_URL", "sqlite://")
    vendor = "PostgreSQL" if database.startswith("postgres") else "SQLite"
    with ExitStack() as stack:
        sites = [stack.enter_context(site(count, database, keep)) for count in logs]
        yield from _heading(vendor, logs)
        for number, page in enumerate(sites[0].plan["pages"]):
            yield _row(page["name"], _page(sites, number))
        for number, action in enumerate(sites[0].plan["actions"]):
            yield _row(action["name"], _action(sites, number))
        for count, asked in zip(logs, sites, strict=True):
            found = json.loads(asked.ask("/bench/imported/").body)["matplotlib"]
            yield f"matplotlib in the web process with {count:,} entries: {'yes (MISSED)' if found else 'no'}"


def _page(sites: list[Site], number: int) -> list[Measured]:
    def ask(asked: Site, _turn: int) -> Answer:
        page = asked.plan["pages"][number]
        answer = asked.ask(page["path"], page["session"])
        assert answer.status == 200, f"{page['path']}: {answer.status}"
        return answer

    for asked in sites:
        for _ in range(WARM_UP):
            ask(asked, 0)
    return _by_turns(sites, ask, ROUNDS)


def _action(sites: list[Site], number: int) -> list[Measured]:
    """Each time by somebody else; the first few warm up and are not counted."""

    def ask(asked: Site, turn: int) -> Answer:
        sent = asked.plan["actions"][number]["requests"][turn]
        answer = asked.ask(sent["path"], sent["session"], sent["fields"])
        assert answer.status == 302, f"{sent['path']}: {answer.status}"
        return answer

    for asked in sites:
        for turn in range(WARM_UP):
            ask(asked, turn)
    times = len(sites[0].plan["actions"][number]["requests"]) - WARM_UP
    return _by_turns(sites, lambda asked, turn: ask(asked, turn + WARM_UP), times)


def _by_turns(sites: list[Site], ask: Callable[[Site, int], Answer], times: int) -> list[Measured]:
    measured = [Measured() for _ in sites]
    for turn in range(times):
        for asked, row in zip(sites, measured, strict=True):
            answer = ask(asked, turn)
            row.note(answer, asked.ask(f"/bench/bare/{answer.size}/"))
    return measured


def _heading(vendor: str, logs: list[int]) -> Iterator[str]:
    sizes = "".join(f" {f'{count:,} ms':>13} {'× bare':>7}" for count in logs)
    yield f"{vendor:<28} {'queries':>7}{sizes} {'growth':>7}"


def _row(name: str, measured: list[Measured]) -> str:
    statements = max(m.statements for m in measured)
    growth = measured[-1].ms / measured[0].ms
    figures = "".join(f" {m.ms:>13.1f} {m.times_bare:>7.1f}" for m in measured)
    reached = {"statements": statements, "growth": growth, "bare": measured[-1].times_bare}
    missed = [what for what, most in GOALS.get(name, {}).items() if reached[what] > most]
    note = f"  MISSED: {', '.join(missed)}" if missed else ""
    return f"{name:<28} {statements:>7}{figures} {growth:>7.2f}{note}"
