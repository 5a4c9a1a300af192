"""The demo as a stranger starts it: real processes, a real port, a real Ctrl-C."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from tests.config.processes import children_of, free_port, run, start

pytestmark = [pytest.mark.slow, pytest.mark.sqlite]


def wait_for_answer(port: int, process: subprocess.Popen[str], seconds: float = 150) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/sehat/", timeout=2) as answer:
                assert answer.status == 200
                return
        except OSError:
            time.sleep(0.2)
    process.kill()
    pytest.fail("the demo did not answer:\n" + process.communicate()[0])


def is_running(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"


@pytest.mark.parametrize(
    "number",
    [signal.SIGINT, signal.SIGTERM, signal.SIGHUP],
    ids=["Ctrl-C", "SIGTERM", "the terminal's window closed"],
)
def test_the_demo_answers_tells_who_signs_in_and_stops_both_processes(var, number):
    port = free_port()
    process = start(var, port)
    wait_for_answer(port, process)
    children = children_of(process.pid)
    process.send_signal(number)
    output = process.communicate(timeout=30)[0]
    assert len(children) == 2
    assert process.returncode == 0
    assert [pid for pid in children if is_running(pid)] == []
    assert "guru3.smpn2" in output
    assert "Traceback" not in output
    # What to sign in with must not scroll away under the worker's log.
    assert " INFO " not in output


def test_a_killed_worker_is_started_again_and_the_site_goes_on(var):
    port = free_port()
    process = start(var, port)
    wait_for_answer(port, process)
    web, worker = children_of(process.pid)
    os.kill(worker, signal.SIGKILL)
    deadline = time.monotonic() + 30
    while children_of(process.pid) in ([web], [web, worker]) and time.monotonic() < deadline:
        time.sleep(0.2)
    again = children_of(process.pid)
    wait_for_answer(port, process, seconds=10)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    assert (len(again), web in again, worker in again) == (2, True, False)
    assert (process.returncode, [pid for pid in again if is_running(pid)]) == (0, [])


def test_a_port_in_use_is_told_in_a_sentence(var):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = run(var, "demo", "--port", str(port))
    assert answer.returncode == 1
    assert answer.stderr.strip() == (
        f"CommandError: Port {port} sedang dipakai program lain. "
        f"Hentikan program itu, atau pilih port lain: --port {port + 1}"
    )


def test_a_file_that_is_no_database_is_told_in_a_sentence(tmp_path):
    (tmp_path / "lumbung.sqlite3").write_bytes(b"bukan basis data " * 100)
    answer = run(tmp_path, "demo", "--load-only")
    assert answer.returncode == 1
    assert "Traceback" not in answer.stderr
    assert "bukan basis data yang dapat dipakai" in answer.stderr


def test_a_demo_killed_while_it_loads_starts_clean_the_next_time(tmp_path):
    process = start(tmp_path, free_port())
    for line in process.stdout:
        if "Mengundang" in line or "Membuat" in line:
            break
    time.sleep(1)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    again = run(tmp_path, "demo", "--load-only")
    assert again.returncode == 0, again.stdout + again.stderr
