"""Fills the database of DATABASE_URL:  python -m tests.bench.reading.load N PLAN.json"""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import sys
import time
from pathlib import Path

import django


def main(logs: int, plan_file: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.reading.settings"
    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from literasi.reading.services import rebuild_totals
    from literasi.reading.weeks import monday_of

    from . import city, journal, plan
    from .pour import unguarded

    begin = time.perf_counter()
    call_command("migrate", verbosity=0)
    call_command("prepare_site", stdout=io.StringIO())
    today = timezone.localdate()
    pupils = city.SCHOOLS * city.CLASSES * city.PUPILS
    weeks = journal.weeks_for(logs, pupils)
    made = city.build(monday_of(today) - dt.timedelta(weeks=weeks - 1))
    people = time.perf_counter()
    with unguarded():
        journal.Writer(made, logs, today).write()
    written = time.perf_counter()
    rebuild_totals()
    summed = time.perf_counter()
    if connection.vendor == "postgresql":  # what autovacuum would have done by now
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    plan_file.write_text(json.dumps(plan.make(made)))
    print(  # noqa: T201
        f"{connection.vendor}: {logs:,} entries in {weeks} weeks: "
        f"migrations and people {people - begin:.0f} s, journal {written - people:.0f} s, "
        f"totals {summed - written:.0f} s",
        flush=True,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
