"""A site under gunicorn for a measure to ask; stopped when done with."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

BASE = Path(__file__).resolve().parents[2]
HOST = "contoh.invalid"
TOKEN = "c" * 32


@dataclass(frozen=True)
class Answer:
    status: int
    statements: int
    size: int
    seconds: float
    body: bytes = field(repr=False)


@dataclass
class Site:
    """One gunicorn worker of eight threads; asked over one connection at a time."""

    port: int
    plan: dict[str, Any] = field(default_factory=dict)

    def ask(self, path: str, session: str = "", fields: list[list[str]] | None = None) -> Answer:
        """As nginx hands it on; uncompressed, so that the bare view has as many bytes to write."""
        headers = {"Host": HOST, "X-Forwarded-Proto": "https", "Referer": f"https://{HOST}/"}
        headers["Cookie"] = f"sessionid={session}; csrftoken={TOKEN}" if session else ""
        body = None
        if fields is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": TOKEN}
            body = urlencode([tuple(pair) for pair in fields])
        # Connected before the clock starts: gunicorn closes what has been quiet for two seconds.
        wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        wire.connect()
        begin = time.perf_counter()
        wire.request("POST" if body else "GET", path, body, headers)
        response = wire.getresponse()
        content = response.read()
        took = time.perf_counter() - begin
        wire.close()
        statements = int(response.headers.get("X-Statements", "0"))
        return Answer(response.status, statements, len(content), took, content)


@contextmanager
def serve(environment: dict[str, str]) -> Iterator[Site]:
    """The site of that environment, answering."""
    run(environment, "manage.py", "collectstatic", "--noinput", "-v0")
    port = free_port()
    process = _gunicorn(environment, port)
    try:
        made = Site(port)
        _wait_for(made, process)
        yield made
    finally:
        process.terminate()
        process.wait(30)


def environment_for(var: Path, database: str) -> dict[str, str]:
    """Production, with no second process: what would go to the worker waits in the queue."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.bench.reading.settings",
        "PYTHONPATH": f"{BASE}:{BASE / 'site'}",
        "DATABASE_URL": database,
        "VAR_DIR": str(var),
        "SECRET_KEY": "b" * 60,
        "ALLOWED_HOSTS": HOST,
        "SITE_BASE_URL": f"https://{HOST}",
    }


def run(environment: dict[str, str], *arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], cwd=BASE, env=environment, check=True)


def _gunicorn(environment: dict[str, str], port: int) -> subprocess.Popen[bytes]:
    options = ["--workers", "1", "--threads", "8", "--bind", f"127.0.0.1:{port}", "--no-control-socket"]
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", *options, "--log-level", "warning"]
    return subprocess.Popen(command, cwd=BASE, env=environment)


def _wait_for(made: Site, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if made.ask("/sehat/").status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("The site did not answer.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
