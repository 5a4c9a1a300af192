"""A city's own database and gunicorn in front of it; stopped and dropped when done with."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from ..serving import BASE, Answer, Site, environment_for, run, serve

__all__ = ["Answer", "Site", "site"]

SCRATCH = Path(tempfile.gettempdir()) / f"lumbung-bench-{os.getuid()}"


@contextmanager
def site(logs: int, database: str, keep: bool) -> Iterator[Site]:
    """A site whose journal holds `logs` entries; `database` is the URL of the server or any SQLite URL."""
    with _database(logs, database, keep) as (environment, plan), serve(environment) as made:
        made.plan = json.loads(plan.read_text())
        yield made


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
            run(environment_for(folder, kind.url(folder)), *loading)
        with tempfile.TemporaryDirectory(dir=SCRATCH) as var:
            yield environment_for(Path(var), kind.copy(folder, Path(var))), plan
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
