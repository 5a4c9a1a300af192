"""The search index on SQLite, safe with several writers.

The stock backend asks which entries exist, then inserts the others. Two jobs for the same new page (it is
saved, then published) both ask first, and the second insert breaks. PostgreSQL's backend upserts and needs
no help.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection, models, transaction
from modelsearch.backends import database
from modelsearch.backends.database.sqlite.sqlite import SQLiteIndex, SQLiteSearchBackend


class OneWriterIndex(SQLiteIndex):
    def add_items(self, model: type[models.Model], objs: Sequence[models.Model]) -> None:
        # BEGIN IMMEDIATE: the question and the insert happen under the write lock.
        with transaction.atomic(using=self.write_connection.alias):
            super().add_items(model, objs)


class OneWriterBackend(SQLiteSearchBackend):
    index_class = OneWriterIndex


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 - the name the loader looks for
    stock = database.SearchBackend(params)
    # Where SQLite lacks its full-text module, the stock backend is another one.
    return (
        OneWriterBackend(params)
        if connection.vendor == "sqlite" and type(stock) is SQLiteSearchBackend
        else stock
    )
