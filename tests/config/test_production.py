"""The production path as the README describes it: gunicorn with two workers, Redis, a worker of its own."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from django.conf import settings
from django.db import connection

from tests.config.processes import children_of, free_port

pytestmark = [pytest.mark.postgres, pytest.mark.slow]
REDIS = "redis://127.0.0.1:6379/9"


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def get(port: int, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", headers={"Host": "contoh.invalid", **headers}
    )
    try:
        with urllib.request.build_opener(NoRedirect).open(request, timeout=20) as answer:
            return answer.status, dict(answer.headers), answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read().decode()


@pytest.fixture(scope="module")
def environment(django_db_setup, tmp_path_factory) -> dict[str, str]:
    database = connection.settings_dict
    password = f":{database['PASSWORD']}" if database["PASSWORD"] else ""
    host = f"{database['HOST']}:{database['PORT'] or 5432}"
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "PYTHONPATH": f"{settings.BASE_DIR}:{settings.SITE_DIR}",
        "VAR_DIR": str(tmp_path_factory.mktemp("production")),
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "contoh.invalid",
        "SITE_BASE_URL": "https://contoh.invalid",
        "DATABASE_URL": f"postgres://{database['USER']}{password}@{host}/{settings.DATABASES['default']['NAME']}",
        "REDIS_URL": REDIS,
    }


def manage(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def web(environment):
    """gunicorn with two workers; yields its port."""
    manage(environment, "collectstatic", "--noinput", "--verbosity", "0")
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2",
         "--threads", "4", "--no-control-socket"],
        cwd=settings.BASE_DIR, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            get(port, "/sehat/")
            break
        except OSError:
            time.sleep(0.2)
    yield port, server.pid
    server.send_signal(signal.SIGTERM)
    assert server.wait(timeout=30) == 0


def test_two_gunicorn_workers_answer_over_the_proxys_https(web):
    port, pid = web
    status, headers, body = get(port, "/sehat/", **{"X-Forwarded-Proto": "https"})
    assert (status, body) == (200, "ok")
    assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert len(children_of(pid)) == 2


def test_plain_http_is_sent_to_https(web):
    status, headers, _ = get(web[0], "/sehat/")
    assert (status, headers["Location"]) == (301, "https://contoh.invalid/sehat/")


def test_a_strange_host_is_refused_in_a_page_not_a_traceback(web):
    status, _, body = get(web[0], "/", Host="lain.invalid", **{"X-Forwarded-Proto": "https"})
    assert status == 400
    assert "Traceback" not in body


def test_a_missing_page_wears_the_sites_design(web):
    status, headers, body = get(web[0], "/tidak-ada/", **{"X-Forwarded-Proto": "https"})
    assert status == 404
    assert '<html lang="id"' in body
    assert "unsafe-inline" not in headers["Content-Security-Policy"]


def test_the_worker_takes_a_job_from_redis_and_stops_when_asked(environment):
    manage(environment, "shell", "--no-imports", "-c", "from django.core.cache import cache; cache.clear()")
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "run_huey"],
        cwd=settings.BASE_DIR, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        manage(environment, "shell", "--no-imports", "-c", "from config.tasks import heartbeat; heartbeat()")
        look = "from django.core.cache import cache; print(cache.get('worker:last-seen'))"
        deadline = time.monotonic() + 40
        while (seen := manage(environment, "shell", "--no-imports", "-c", look)) == "None":
            assert time.monotonic() < deadline, "the worker did not take the job"
        assert seen.startswith("20")
    finally:
        worker.send_signal(signal.SIGINT)
        assert worker.wait(timeout=30) == 0


@pytest.mark.parametrize("secret", ["SECRET_KEY", "ALLOWED_HOSTS", "SITE_BASE_URL", "DATABASE_URL"])
def test_production_never_falls_back_when_a_setting_is_missing(environment, secret):
    without = {key: value for key, value in environment.items() if key != secret}
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR, env=without, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode != 0
    assert f"Set the {secret} environment variable" in done.stderr
