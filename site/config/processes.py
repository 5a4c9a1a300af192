"""Runs the web server and the worker as two child processes, and stops both together.

A village school has no systemd unit and no supervisor; `manage.py serve` and `manage.py demo` are
theirs. A city runs gunicorn and the worker by its own means (see README).
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _

START_SECONDS = 60
STOP_SECONDS = 12
MAX_RESTARTS = 5


class CannotStartError(Exception):
    """The sentence to print instead of a traceback."""


@dataclass
class Child:
    """A process of ours. `stop_signal` is the one it takes as a polite request."""

    name: str
    command: list[str]
    stop_signal: int = signal.SIGTERM
    process: subprocess.Popen[bytes] | None = None

    def start(self, environment: Mapping[str, str]) -> None:
        # Its own session: Ctrl-C in the terminal reaches only us, and we pass it on once.
        self.process = subprocess.Popen(  # noqa: S603
            self.command, cwd=settings.BASE_DIR, env=environment, start_new_session=True
        )

    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def ask_to_stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(self.stop_signal)

    def wait_or_kill(self, deadline: float) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def web(host: str, port: int) -> Child:
    """gunicorn with threads: one process is enough for a school, and SQLite has one writer anyway."""
    options = ["--workers", "1", "--threads", "8", "--worker-class", "gthread", "--no-control-socket"]
    listen = ["--bind", f"{host}:{port}", "--log-level", "warning"]
    return Child("web", [sys.executable, "-m", "gunicorn", "config.wsgi", *listen, *options])


def worker() -> Child:
    # SIGINT lets huey finish the job in hand.
    return Child("worker", [sys.executable, "manage.py", "run_huey", "--quiet"], signal.SIGINT)


def require_free_port(host: str, port: int) -> None:
    """Raises CannotStartError when another program listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotStartError(
                _("Port %(port)s is in use by another program. Stop it, or choose another: --port %(next)s")
                % {"port": port, "next": port + 1}
            ) from error


def answers_on(host: str, port: int) -> str:
    return _("Lumbung Baca answers on %(address)s") % {"address": f"http://{host}:{port}/"}


def base_url_at(host: str, port: int) -> str:
    """The address in QR codes and letters: as configured, else where this machine answers."""
    configured = str(settings.SITE_BASE_URL)
    if configured != settings.LOCAL_BASE_URL or host not in ("127.0.0.1", "localhost"):
        return configured
    return f"http://{host}:{port}"


@dataclass
class Supervisor:
    """Starts the children, says when the site answers, and waits until it is told to stop."""

    host: str
    port: int
    say: Callable[[str], None]
    children: list[Child] = field(default_factory=list)
    stopping: bool = False
    restarts: int = 0

    def run(self, when_ready: Callable[[], None]) -> int:
        """Blocks until a signal or a child's end. Returns the exit code."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            # Under nohup a closed terminal (SIGHUP) is already ignored, and stays so.
            if signal.getsignal(number) is not signal.SIG_IGN or number != signal.SIGHUP:
                signal.signal(number, self._note_signal)
        self.children = [web(self.host, self.port), worker()]
        environment = self._environment()
        for child in self.children:
            child.start(environment)
        try:
            if self._wait_until_it_answers():
                when_ready()
            while not self.stopping and not self._has_lost_one(environment):
                time.sleep(0.2)
            return self._verdict()
        finally:
            self._stop_children()

    def _has_lost_one(self, environment: Mapping[str, str]) -> bool:
        """A worker that died is started again, a few times; without the web server there is no site."""
        for child in self.children:
            if not child.has_ended():
                continue
            if child.name != "worker" or self.restarts >= MAX_RESTARTS:
                return True
            self.restarts += 1
            self.say(_("The worker ended by itself and is started again."))
            child.start(environment)
        return False

    def _verdict(self) -> int:
        if self.stopping:
            return 0
        ended = next(child for child in self.children if child.has_ended())
        self.say(_("The %(name)s process ended by itself; see its messages above.") % {"name": ended.name})
        return 1

    def _note_signal(self, number: int, frame: object) -> None:
        self.stopping = True

    def _environment(self) -> dict[str, str]:
        path = os.pathsep.join([str(settings.BASE_DIR), str(settings.SITE_DIR)])
        return {
            **os.environ,
            "SITE_BASE_URL": base_url_at(self.host, self.port),
            "PYTHONPATH": path,
            "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "config.settings.dev"),
            "PYTHONUNBUFFERED": "1",
        }

    def _wait_until_it_answers(self) -> bool:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and not self.stopping:
            if any(child.has_ended() for child in self.children):
                return False
            if self._answers():
                return True
            time.sleep(0.1)
        return False

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://{self.host}:{self.port}/sehat/", timeout=5):
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False

    def _stop_children(self) -> None:
        for child in self.children:
            child.ask_to_stop()
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.children:
            child.wait_or_kill(deadline)
        self.say(_("Web server and worker have stopped."))
