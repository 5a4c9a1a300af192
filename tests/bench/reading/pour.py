"""Rows by the million: COPY on PostgreSQL, executemany on SQLite."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models
from django.utils import timezone


@contextmanager
def unguarded() -> Iterator[None]:
    """One transaction in which foreign keys are believed: what is poured in fits by construction."""
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica" if postgres else "PRAGMA foreign_keys = OFF")
        yield
        cursor.execute("SET session_replication_role = DEFAULT" if postgres else "PRAGMA foreign_keys = ON")


def pour(model: type[models.Model], names: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert rows of the named columns; every other column gets its default."""
    named = [model._meta.get_field(name) for name in names]
    others = [f for f in model._meta.concrete_fields if f not in named and not f.primary_key]
    columns = [f.column for f in (*named, *others)]
    rest = tuple(_default(f) for f in others)
    if connection.vendor == "postgresql":
        _copy(model._meta.db_table, columns, (row + rest for row in rows))
    else:
        _insert(model._meta.db_table, columns, (row + rest for row in rows), (*named, *others))
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(sql)


def _default(field: models.Field) -> Any:
    automatic = getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False)
    if isinstance(field, models.JSONField):
        return json.dumps(field.get_default())
    return timezone.now() if automatic else field.get_default()


def _copy(table: str, columns: list[str], rows: Iterator[tuple[Any, ...]]) -> None:
    connection.ensure_connection()
    quoted = ", ".join(f'"{column}"' for column in columns)
    cursor = connection.connection.cursor()
    with cursor.copy(f'COPY "{table}" ({quoted}) FROM STDIN') as target:
        for row in rows:
            target.write_row(row)


def _insert(
    table: str, columns: list[str], rows: Iterator[tuple[Any, ...]], fields: tuple[models.Field, ...]
) -> None:
    connection.ensure_connection()
    written = {n: how for n, field in enumerate(fields) if (how := _as_sqlite(field))}
    quoted = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" * len(columns))
    raw = connection.connection
    raw.execute("PRAGMA synchronous = OFF")
    raw.execute("PRAGMA cache_size = -400000")
    raw.execute("BEGIN")
    raw.executemany(
        f'INSERT INTO "{table}" ({quoted}) VALUES ({marks})', (_translated(row, written) for row in rows)
    )
    raw.execute("COMMIT")


def _as_sqlite(field: models.Field) -> Callable[[Any], Any] | None:
    if isinstance(field, models.DateTimeField):
        return lambda value: value and value.astimezone(dt.UTC).replace(tzinfo=None).isoformat(" ")
    if isinstance(field, models.DateField):
        return lambda value: value and value.isoformat()
    if isinstance(field, models.UUIDField):
        return lambda value: value and value.hex
    return None


def _translated(row: tuple[Any, ...], written: dict[int, Callable[[Any], Any]]) -> list[Any]:
    cells = list(row)
    for n, how in written.items():
        cells[n] = how(cells[n])
    return cells
