"""Measures on databases of its own:  .venv/bin/python -m tests.bench [name …] [--logs N …]

A measure is a module here with `run() -> Iterator`: of `(what, how much, unit)` or of lines. It gets an
empty, migrated database (DATABASE_URL chooses the kind), which is dropped afterwards, unless it makes
its own (OWN_DATABASES). Of the options it gets those its `run` takes.
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import os
import pkgutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import django

NO_MEASURES = {"__main__", "serving"}


def main(argv: list[str]) -> None:
    asked = _parser().parse_args(argv)
    here = Path(__file__).resolve().parent
    sys.path[:0] = [str(here.parents[1]), str(here.parents[1] / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    from django.db import connection

    every = [found.name for found in pkgutil.iter_modules([str(here)]) if found.name not in NO_MEASURES]
    for name in asked.names or every:
        measure = importlib.import_module(f"tests.bench.{name}")
        takes = inspect.signature(measure.run).parameters
        options = {option: value for option, value in vars(asked).items() if option in takes}
        with _database(measure):
            for line in measure.run(**options):
                if not isinstance(line, str):
                    what, amount, unit = line
                    line = f"{connection.vendor:<11} {name:<12} {what:<44} {amount:>9.1f} {unit}"
                print(line, flush=True)  # noqa: T201


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tests.bench")
    parser.add_argument(
        "names", nargs="*", help="slims, catalogue, reading, public, reach; all of them if left out"
    )
    parser.add_argument("--rows", type=int, default=10_000, help="rows of a SLiMS file")
    parser.add_argument(
        "--logs",
        type=int,
        nargs="+",
        default=[10_000, 1_000_000],
        help="entries in the journal; growth is from the first to the last",
    )
    parser.add_argument("--keep", action="store_true", help="keep the loaded cities for another run today")
    return parser


@contextmanager
def _database(measure: ModuleType) -> Iterator[None]:
    from django.db import connection

    if getattr(measure, "OWN_DATABASES", False):
        yield
        return
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


if __name__ == "__main__":
    main(sys.argv[1:])
