"""A city's own database and gunicorn in front of it; stopped and dropped when done with."""

from __future__ import annotations

import datetime as dt
import hashlib
import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg

BASE = Path(__file__).resolve().parents[3]
SCRATCH = Path(tempfile.gettempdir()) / f"lumbung-bench-{os.getuid()}"
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
    plan: dict[str, Any]

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
def site(logs: int, database: str, keep: bool) -> Iterator[Site]:
    """A site whose journal holds `logs` entries; `database` is the URL of the server or any SQLite URL."""
    with _database(logs, database, keep) as (environment, plan):
        _run(environment, "manage.py", "collectstatic", "--noinput", "-v0")
        port = _free_port()
        process = _gunicorn(environment, port)
        try:
            made = Site(port, json.loads(plan.read_text()))
            _wait_for(made, process)
            yield made
        finally:
            process.terminate()
            process.wait(30)


@contextmanager
def _database(logs: int, database: str, keep: bool) -> Iterator[tuple[dict[str, str], Path]]:
    """A fresh copy of the loaded city, which is loaded first unless an earlier run has kept it."""
    kind = _Postgres(database) if database.startswith("postgres") else _Sqlite()
    folder = SCRATCH / f"{kind.name}-{logs}-{_key() if keep else os.getpid()}"
    plan = folder / "plan.json"
    try:
        if not (plan.exists() and kind.exists(folder)):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            kind.make(folder)
            loading = ["-m", "tests.bench.reading.load", str(logs), str(plan)]
            _run(_environment(folder, kind.url(folder)), *loading)
        with tempfile.TemporaryDirectory(dir=SCRATCH) as var:
            yield _environment(Path(var), kind.copy(folder, Path(var))), plan
    finally:
        kind.drop_copy(folder)
        if not keep:
            kind.drop(folder)
            shutil.rmtree(folder)


class _Sqlite:
    name = "sqlite"

    def url(self, folder: Path) -> str:
        return f"sqlite:///{folder / 'city.sqlite3'}"

    def exists(self, folder: Path) -> bool:
        return (folder / "city.sqlite3").exists()

    def make(self, folder: Path) -> None:
        pass

    def copy(self, folder: Path, var: Path) -> str:
        for file in folder.glob("city.sqlite3*"):
            shutil.copy(file, var)
        return self.url(var)

    def drop_copy(self, folder: Path) -> None:
        pass

    def drop(self, folder: Path) -> None:
        pass


class _Postgres:
    name = "postgresql"

    def __init__(self, database: str) -> None:
        self.server, self.main = database.rsplit("/", 1)

    def _names(self, folder: Path) -> tuple[str, str]:
        name = "lumbung_bench_" + folder.name.removeprefix("postgresql-").replace("-", "_")
        return name, f"{name}_run_{os.getpid()}"

    def url(self, folder: Path) -> str:
        return f"{self.server}/{self._names(folder)[0]}"

    def exists(self, folder: Path) -> bool:
        return bool(self._ask("SELECT 1 FROM pg_database WHERE datname = %s", self._names(folder)[0]))

    def make(self, folder: Path) -> None:
        self.drop(folder)
        self._ask(f'CREATE DATABASE "{self._names(folder)[0]}"')

    def copy(self, folder: Path, var: Path) -> str:
        loaded, run = self._names(folder)
        self.drop_copy(folder)
        self._ask(f'CREATE DATABASE "{run}" TEMPLATE "{loaded}"')
        return f"{self.server}/{run}"

    def drop_copy(self, folder: Path) -> None:
        self._ask(f'DROP DATABASE IF EXISTS "{self._names(folder)[1]}" WITH (FORCE)')

    def drop(self, folder: Path) -> None:
        self._ask(f'DROP DATABASE IF EXISTS "{self._names(folder)[0]}" WITH (FORCE)')

    def _ask(self, sql: str, *values: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(f"{self.server}/{self.main}", autocommit=True) as connection:
            cursor = connection.execute(sql, values or None)
            return cursor.fetchall() if cursor.description else []


def _key() -> str:
    """A kept city is of today, of these migrations and of this way to load it."""
    digest = hashlib.sha256(dt.date.today().isoformat().encode())
    for folder in ("site", "literasi", "wakaf", "acara", "relawan"):
        for file in sorted((BASE / folder).rglob("migrations/*.py")):
            digest.update(file.read_bytes())
    for name in ("city", "journal", "plan", "load", "pour"):
        digest.update(Path(__file__).with_name(f"{name}.py").read_bytes())
    return digest.hexdigest()[:10]


def _environment(var: Path, database: str) -> dict[str, str]:
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


def _run(environment: dict[str, str], *arguments: str) -> None:
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


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
