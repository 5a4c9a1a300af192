"""How an SQLite database is put back, for django-dbbackup."""

import sqlite3
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import IO

from dbbackup.db.sqlite import SqliteBackupConnector


class WalSafeConnector(SqliteBackupConnector):
    """Restores through SQLite itself.

    The library writes over the database file; a write-ahead log left by a killed server would then be
    replayed into the restored data and spoil it. SQLite's own backup call goes through the log.
    """

    def restore_dump(self, dump: IO[bytes]) -> None:
        self.connection.ensure_connection()
        with TemporaryDirectory() as folder:
            file = Path(folder) / "restore.sqlite3"
            with file.open("wb") as target:
                copyfileobj(dump, target)
            source = sqlite3.connect(file)
            try:
                source.backup(self.connection.connection)
            finally:
                source.close()
