"""The public pages of the demo city, kept and not kept, as multiples of a bare 20 kB view.

The same gunicorn and nginx answer both, one client asks by turns, and medians are compared. Without nginx on
the machine gunicorn is asked directly, and the heading says so.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg

from .serving import Site, environment_for, free_port, serve
from .serving import run as run_command

OWN_DATABASES = True
BARE = "/bench/bare/20000/"
WARM_UP, ROUNDS = 6, 60


@dataclass(frozen=True)
class Row:
    """What a page may cost when it is not kept; kept, each may cost 1.5 times the bare view."""

    name: str
    path: str
    times: float
    statements: int


KEPT = 1.5
SCRATCH = Path(tempfile.gettempdir()) / f"lumbung-bench-{os.getuid()}" / "public"
NGINX = """
daemon off;
pid {folder}/pid;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  upstream site {{ server 127.0.0.1:{to}; keepalive 4; }}
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://site;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-Proto https;
    }}
  }}
}}
"""
ROWS = [
    Row("home", "/", 40, 12),
    Row("home in English", "/en/", 40, 12),
    Row("news index", "/berita/", 40, 12),
    Row("article", "", 22, 11),
    Row("standard page", "/tentang-kami/", 40, 12),
]


def run(keep: bool = False) -> Iterator[str]:
    database = os.environ.get("DATABASE_URL", "")
    with ExitStack() as stack:
        var = SCRATCH if keep else Path(stack.enter_context(tempfile.TemporaryDirectory()))
        base = environment_for(var, stack.enter_context(_database(database, var)))
        loading = {**base, "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
        run_command(loading, "manage.py", "demo", "--load-only")
        kept, fresh = (
            stack.enter_context(_behind_nginx(stack.enter_context(serve({**base, "KEEP_PAGES": yes})), var))
            for yes in ("true", "false")
        )
        yield from _measure(kept, fresh, "PostgreSQL" if database.startswith("postgres") else "SQLite")


@contextmanager
def _database(database: str, var: Path) -> Iterator[str]:
    if not database.startswith("postgres"):
        yield f"sqlite:///{var / 'city.sqlite3'}"
        return
    server, name = database.rsplit("/", 1)[0], f"lumbung_bench_public_{os.getpid()}"
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"{server}/{name}"
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _nginx() -> str:
    return shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin") or ""


@contextmanager
def _behind_nginx(site: Site, var: Path) -> Iterator[Site]:
    """The same site as nginx hands it on; as it is where there is no nginx."""
    nginx = _nginx()
    if not nginx:
        yield site
        return
    port = free_port()
    folder = Path(tempfile.mkdtemp(dir=var))
    configuration = folder / "nginx.conf"
    configuration.write_text(NGINX.format(folder=folder, port=port, to=site.port))
    process = subprocess.Popen(
        [nginx, "-p", str(folder), "-c", str(configuration), "-e", str(folder / "errors")]
    )
    try:
        time.sleep(1)
        yield Site(port)
    finally:
        process.terminate()
        process.wait(10)


def _measure(kept: Site, fresh: Site, vendor: str) -> Iterator[str]:
    front = "nginx" if _nginx() else "no nginx here"
    heading = f"{vendor} ({front})"
    yield f"{heading:<30} {'queries':>7} {'fresh ms':>9} {'× bare':>7} {'kept ms':>9} {'× bare':>7}"
    for row in _found(fresh):
        own, bare, statements = _by_turns(fresh, row.path)
        kept_own, kept_bare, _ = _by_turns(kept, row.path)
        times, kept_times = own / bare, kept_own / kept_bare
        limits = [
            ("queries", statements > row.statements),
            ("fresh", times > row.times),
            ("kept", kept_times > KEPT),
        ]
        missed = ", ".join(name for name, over in limits if over)
        figures = f"{statements:>7} {own:>9.1f} {times:>7.1f} {kept_own:>9.2f} {kept_times:>7.2f}"
        yield f"{row.name:<30} {figures}{'  MISSED: ' + missed if missed else ''}"


def _found(site: Site) -> list[Row]:
    """The rows with the address of this city's newest article."""
    news = site.ask("/berita/").body.decode().partition("news-grid")[2]
    article = re.search(r'href="(/berita/[\w-]+/)"', news)
    assert article, "the demo city has no news"
    return [replace(row, path=row.path or article[1]) for row in ROWS]


def _by_turns(site: Site, path: str) -> tuple[float, float, int]:
    """(median ms of the page, median ms of the bare view, statements)."""
    own, bare, statements = [], [], 0
    for turn in range(WARM_UP + ROUNDS):
        answer, plain = site.ask(path), site.ask(BARE)
        assert (answer.status, plain.status) == (200, 200), path
        if turn >= WARM_UP:
            statements = max(statements, answer.statements)
            own.append(answer.seconds * 1000)
            bare.append(plain.seconds * 1000)
    return statistics.median(own), statistics.median(bare), statements
