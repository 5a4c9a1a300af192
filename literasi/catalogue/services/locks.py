"""One import at a time: it reads the catalogue, decides, then writes, and nothing may change in between."""

from __future__ import annotations

from django.db import connection

# Any number that no other lock of ours uses.
CATALOGUE_LOCK = 0x4C_42_43_41


def serialise_imports() -> None:
    """Wait until no other import runs; holds until the transaction ends.

    SQLite needs nothing more: its transactions begin IMMEDIATE, so a second one waits at its start.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CATALOGUE_LOCK])
