"""Measures on a database of its own:  .venv/bin/python -m tests.bench [name …] [--rows N]

A measure is a module here with `run() -> Iterator[tuple[str, float, str]]`: what, how much, unit. It
gets an empty, migrated database (DATABASE_URL chooses the kind), which is dropped afterwards, and the
number of rows if it takes `rows`.
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import os
import pkgutil
import sys
from pathlib import Path

import django


def main(argv: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="tests.bench")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--rows", type=int, default=10_000)
    asked = parser.parse_args(argv)
    here = Path(__file__).resolve().parent
    sys.path[:0] = [str(here.parents[1]), str(here.parents[1] / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    from django.db import connection

    every = [module.name for module in pkgutil.iter_modules([str(here)]) if module.name != "__main__"]
    for name in asked.names or every:
        run = importlib.import_module(f"tests.bench.{name}").run
        options = {"rows": asked.rows} if "rows" in inspect.signature(run).parameters else {}
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            for what, amount, unit in run(**options):
                print(f"{connection.vendor:<11} {name:<12} {what:<44} {amount:>9.1f} {unit}", flush=True)  # noqa: T201
        finally:
            connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


if __name__ == "__main__":
    main(sys.argv[1:])
