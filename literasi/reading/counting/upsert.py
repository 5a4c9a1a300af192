"""Adding to shared sums without reading them first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models

BATCH = 400


def add_up(
    model: type[models.Model], key: Sequence[str], sums: Sequence[str], changes: Iterable[dict[str, Any]]
) -> None:
    """Add each change to the row of its key, making the row where it is new; one statement a batch.

    Django's own upsert can only overwrite. Rows come in the order of their keys, so that two writers of the
    same class wait for each other and never in a ring. A change may be negative, and PostgreSQL checks a
    proposed row before it finds the one to add to: therefore these tables have no check against negative
    sums (rebuilding compares them with the journal instead).
    """
    rows = sorted(changes, key=lambda row: tuple(str(row[name]) for name in key))
    for start in range(0, len(rows), BATCH):
        _add(model, key, sums, rows[start : start + BATCH])


def _add(model: type[models.Model], key: Sequence[str], sums: Sequence[str], rows: list[dict]) -> None:
    quote = connection.ops.quote_name
    fields = {field.attname: field for field in model._meta.concrete_fields}
    names = list(rows[0])
    table = quote(model._meta.db_table)
    column = {name: quote(str(fields[name].column)) for name in names}
    one = f"({', '.join(['%s'] * len(names))})"
    added = ", ".join(f"{column[n]} = {table}.{column[n]} + excluded.{column[n]}" for n in sums)
    statement = (
        f"INSERT INTO {table} ({', '.join(column.values())}) VALUES {', '.join([one] * len(rows))} "  # noqa: S608 - names come from the model
        f"ON CONFLICT ({', '.join(column[n] for n in key)}) DO UPDATE SET {added}"
    )
    values = [
        fields[name].get_db_prep_save(row[name], connection=connection) for row in rows for name in names
    ]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
