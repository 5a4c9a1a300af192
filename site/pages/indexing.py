"""The search index on SQLite, safe with several writers.

The stock backend asks which entries exist, then inserts the others. Two jobs for the same new page (it is
saved, then published) both ask first, and the second insert breaks. PostgreSQL's backend upserts and needs
no help. Only the SQLite settings name this module: on another database it cannot be imported.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models, transaction
from modelsearch.backends.database.sqlite.sqlite import SQLiteIndex, SQLiteSearchBackend


class OneWriterIndex(SQLiteIndex):
    def add_items(self, model: type[models.Model], objs: Sequence[models.Model]) -> None:
        # BEGIN IMMEDIATE: the question and the insert happen under the write lock.
        with transaction.atomic(using=self.write_connection.alias):
            super().add_items(model, objs)


class SearchBackend(SQLiteSearchBackend):
    index_class = OneWriterIndex
