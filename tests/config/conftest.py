"""The demo city on disk, loaded once for all tests of whole processes."""

from pathlib import Path

import pytest

from tests.config.processes import run


@pytest.fixture(scope="session")
def var(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("var")
    loaded = run(folder, "demo", "--load-only")
    assert loaded.returncode == 0, loaded.stdout + loaded.stderr
    return folder
