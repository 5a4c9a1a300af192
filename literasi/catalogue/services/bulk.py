"""Writing many rows at once. A model's own defaults hold; signals and save() do not run.

Django's bulk_create spends most of its time on building SQL text again and again; here the statement is
made once, and PostgreSQL takes the rows by COPY.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connection, models
from django.utils import timezone

Row = Sequence[Any]


def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert rows whose values stand in the order of `columns` (attribute names, `school_id`).

    Fields left out get their default; `auto_now` fields get the present moment.
    """
    given: list[Any] = [model._meta.get_field(_field_name(model, column)) for column in columns]
    others = [f for f in model._meta.concrete_fields if f not in given and not f.primary_key]
    rest = tuple(f.get_db_prep_save(_default(f), connection) for f in others)
    prepared = [(*row, *rest) for row in _prepared(given, rows)]
    if not prepared:
        return
    quote = connection.ops.quote_name
    table, names = quote(model._meta.db_table), ", ".join(quote(f.column) for f in (*given, *others))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with (
                connection.wrap_database_errors,
                cursor.cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy,
            ):
                for row in prepared:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(prepared[0]))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", prepared)  # noqa: S608


def update(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Update rows given as (values in the order of `columns` …, primary key)."""
    given: list[Any] = [model._meta.get_field(_field_name(model, column)) for column in columns]
    moments: list[Any] = [
        f for f in model._meta.concrete_fields if getattr(f, "auto_now", False) and f not in given
    ]
    now = tuple(f.get_db_prep_save(timezone.now(), connection) for f in moments)
    prepared = [(*row[:-1], *now, row[-1]) for row in _prepared(given, rows)]
    if not prepared:
        return
    quote = connection.ops.quote_name
    names = ", ".join(f"{quote(f.column)} = %s" for f in (*given, *moments))
    key = quote(str(model._meta.pk.column))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {quote(model._meta.db_table)} SET {names} WHERE {key} = %s",  # noqa: S608
            prepared,
        )


def _field_name(model: type[models.Model], column: str) -> str:
    return next(f.name for f in model._meta.concrete_fields if column in (f.attname, f.name))


def _default(field: models.Field) -> Any:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return timezone.now()
    return field.get_default()


def _prepared(fields: Sequence[models.Field], rows: Iterable[Row]) -> Iterable[Row]:
    """Only dates, decimals and JSON need Django's conversion; text and numbers pass as they are."""
    special: list[tuple[int, Callable[..., Any]]] = [
        (at, field.get_db_prep_save)
        for at, field in enumerate(fields)
        if isinstance(field, models.DateField | models.DecimalField | models.JSONField)
    ]
    if not special:
        return rows
    return (_converted(row, special) for row in rows)


def _converted(row: Row, special: Sequence[tuple[int, Callable[..., Any]]]) -> list[Any]:
    values = list(row)
    for at, convert in special:
        values[at] = convert(values[at], connection)
    return values
