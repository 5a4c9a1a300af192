"""A backup is worth what its restore is worth: the drill, on real files."""

from __future__ import annotations

import shutil
import sqlite3

import pytest

from tests.config.processes import run

pytestmark = [pytest.mark.slow, pytest.mark.sqlite]


def count_of_pupils(database) -> int:
    with sqlite3.connect(database) as connection:
        return connection.execute("SELECT count(*) FROM accounts_pupil").fetchone()[0]


def test_what_was_lost_after_a_backup_comes_back_by_its_restore(var, tmp_path):
    folder = tmp_path / "var"
    shutil.copytree(var, folder)
    database = folder / "lumbung.sqlite3"
    before = count_of_pupils(database)
    assert run(folder, "dbbackup").returncode == 0
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("DELETE FROM accounts_pupil")
    assert count_of_pupils(database) == 0
    restored = run(folder, "dbrestore", "--noinput")
    assert restored.returncode == 0, restored.stderr
    assert count_of_pupils(database) == before
