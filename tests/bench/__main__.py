"""Measures on a database of its own:  .venv/bin/python -m tests.bench [name …]

A measure is a module here with `run() -> Iterator[tuple[str, float, str]]`: what, how much, unit. Each
gets an empty, migrated database (DATABASE_URL chooses the kind), which is dropped afterwards.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
from pathlib import Path

import django


def main(names: list[str]) -> None:
    here = Path(__file__).resolve().parent
    sys.path[:0] = [str(here.parents[1]), str(here.parents[1] / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    from django.db import connection

    every = [module.name for module in pkgutil.iter_modules([str(here)]) if module.name != "__main__"]
    for name in names or every:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            for what, amount, unit in importlib.import_module(f"tests.bench.{name}").run():
                print(f"{connection.vendor:<11} {name:<12} {what:<44} {amount:>9.1f} {unit}", flush=True)  # noqa: T201
        finally:
            connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


if __name__ == "__main__":
    main(sys.argv[1:])
