"""What every test stands on: a migrated database with the site's first pages, made once, then copied."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
import pytest
import wagtail
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import RequestFactory

BASE = Path(__file__).resolve().parents[1]


def migration_key() -> str:
    """Changes whenever a migration, an installed app, what lays the first pages, Django or Wagtail does."""
    apps = " ".join(settings.INSTALLED_APPS)
    digest = hashlib.sha256(f"{django.__version__} {wagtail.__version__} {apps}".encode())
    for folder in ("site", "literasi", "wakaf", "acara", "relawan"):
        for file in sorted((BASE / folder).rglob("migrations/*.py")):
            digest.update(file.read_bytes())
    for file in sorted((BASE / "site" / "pages" / "services").glob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _migrate(name: str) -> None:
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    # Here once instead of in each test of a page; tests that commit empty the tables, and lay their own.
    from pages.services import prepare_site

    prepare_site()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One process at a time makes the template; the others then find it."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _folder() -> Path:
    folder = Path(tempfile.gettempdir()) / f"lumbung-tests-{os.getuid()}"
    folder.mkdir(exist_ok=True)
    return folder


def _sqlite(own: str) -> Iterator[None]:
    folder = _folder()
    template = folder / f"template-{migration_key()}.sqlite3"
    with _alone(folder):
        if not template.exists():
            fresh = folder / f"fresh-{own}.sqlite3"
            _migrate(str(fresh))
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.close()
            fresh.rename(template)
    database = folder / f"{own}.sqlite3"
    shutil.copy(template, database)
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = str(database)
    yield
    connection.close()
    for leftover in folder.glob(f"{own}.sqlite3*"):
        leftover.unlink()


def _make_template(template: str, own: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
        if cursor.fetchone():
            return
    fresh = f"lumbung_fresh_{own}"
    _migrate(fresh)
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'ALTER DATABASE "{fresh}" RENAME TO "{template}"')


def _postgres(own: str) -> Iterator[None]:
    template, database = f"lumbung_template_{migration_key()}", f"lumbung_test_{own}"
    main = connection.settings_dict["NAME"]
    with _alone(_folder()):
        _make_template(template, own)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = database
    yield
    connection.close()
    connection.settings_dict["NAME"] = main
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker, worker_id: str) -> Iterator[None]:
    own = f"{os.getpid()}_{worker_id}"
    make = _sqlite if connection.vendor == "sqlite" else _postgres
    with django_db_blocker.unblock():
        life = make(own)
        next(life)
    yield
    with django_db_blocker.unblock():
        next(life, None)


@pytest.fixture(autouse=True)
def _fresh_caches() -> None:
    for name in settings.CACHES:
        caches[name].clear()


@pytest.fixture
def known_frame(db: None, rf: RequestFactory) -> None:
    """What all pages of an edition share is known already: menus, the site's name, hours, the notice."""
    from django.contrib.auth.models import AnonymousUser

    from ui.branding import branding
    from ui.context_processors import interface

    request = rf.get("/")
    request.user = AnonymousUser()
    interface(request)["menus"]["main_menu"]
    branding()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    left_out = {
        "sqlite": ("postgres", "needs PostgreSQL: set DATABASE_URL to run it"),
        "postgresql": ("sqlite", "starts an SQLite installation of its own: part of the SQLite run"),
    }
    keyword, reason = left_out[connection.vendor]
    for item in items:
        if keyword in item.keywords:
            item.add_marker(pytest.mark.skip(reason=reason))
