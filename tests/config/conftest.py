"""The demo city on disk, loaded once for all tests of whole processes, whichever worker runs them."""

import fcntl
import shutil
from pathlib import Path

import pytest

from tests.config.processes import run


@pytest.fixture(scope="session")
def var(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder of the worker's own with the loaded city in it."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    loaded, own = shared / "city", base / "own-city"
    with (shared / "city.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not loaded.exists():
            done = run(shared / "city-in-the-making", "demo", "--load-only")
            assert done.returncode == 0, done.stdout + done.stderr
            (shared / "city-in-the-making").rename(loaded)
    shutil.copytree(loaded, own)
    return own
