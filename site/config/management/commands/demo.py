"""One command from an empty folder to a living city."""

import hashlib
import os
import sqlite3
import sys
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from config.processes import CannotStartError, Supervisor, answers_on, base_url_at, require_free_port
from pages.services import point_site_at


class Command(BaseCommand):
    help = "Make the demo city if it is not there yet, then run web server and worker until Ctrl-C."
    requires_system_checks = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--load-only", action="store_true", help="make the city, do not serve it")

    def handle(self, *args: Any, host: str, port: int, load_only: bool, **options: Any) -> None:
        self.started = time.monotonic()
        try:
            if not load_only:
                require_free_port(host, port)
            self.prepare()
        except CannotStartError as error:
            raise CommandError(str(error)) from error
        if load_only:
            self.tell_who_signs_in(host, port)
            return
        mails_into_a_folder()
        point_site_at(base_url_at(host, port))
        self.step(_("Starting web server and worker"))
        supervisor = Supervisor(host, port, self.stdout.write)
        sys.exit(supervisor.run(lambda: self.tell_who_signs_in(host, port)))

    def prepare(self) -> None:
        """Bring database and static files to this version; quick when nothing changed."""
        stamp, version = settings.VAR_DIR / "demo-version", code_version()
        if stamp.exists() and stamp.read_text() == version and self.city_is_there():
            return
        stamp.unlink(missing_ok=True)
        unfinished = self.mark_unfinished()
        self.require_readable_database()
        self.step(_("Making the database"))
        call_command("migrate", verbosity=0)
        self.step(_("Collecting static files"))
        call_command("collectstatic", interactive=False, verbosity=0)
        self.load()
        unfinished.unlink(missing_ok=True)
        stamp.write_text(version)

    def mark_unfinished(self) -> Path:
        """A new database file bears a mark until the city stands in it.

        A kill between a migration and its record leaves tables that Django would make again; such a
        half-made file of our own is thrown away.
        """
        mark = Path(settings.VAR_DIR / "demo-unfinished")
        if settings.IS_SQLITE:
            database = Path(settings.DATABASES["default"]["NAME"])
            if mark.exists():
                connection.close()
                for suffix in ("", "-wal", "-shm"):
                    Path(f"{database}{suffix}").unlink(missing_ok=True)
            if not database.exists():
                mark.touch()
        return mark

    def load(self) -> None:
        from accounts.models import School
        from config.demo import city

        if city.is_loaded():
            return
        if School.objects.exists():
            raise CannotStartError(
                _(
                    "The database already holds schools of its own, so the demo city is not added to it. "
                    "Start this installation with `manage.py serve`."
                )
            )
        city.load(self.step)

    def city_is_there(self) -> bool:
        from config.demo import city

        try:
            return city.is_loaded()
        except DatabaseError:
            return False

    def require_readable_database(self) -> None:
        """A file that is no database, or one of another program, is told in a sentence."""
        name = connection.settings_dict["NAME"]
        if connection.vendor != "sqlite" or not Path(name).exists():
            return
        try:
            tables = set(connection.introspection.table_names())
        except (DatabaseError, sqlite3.DatabaseError) as error:
            raise CannotStartError(
                _("%(file)s is not a usable database. Move it away and try again.") % {"file": name}
            ) from error
        if tables and "django_migrations" not in tables:
            raise CannotStartError(
                _("%(file)s belongs to another program. Move it away and try again.") % {"file": name}
            )

    def step(self, text: str) -> None:
        self.stdout.write(f"[{time.monotonic() - self.started:5.1f} s] {text} …")
        self.stdout.flush()

    def tell_who_signs_in(self, host: str, port: int) -> None:
        from config.demo import city

        self.stdout.write("\n" + answers_on(host, port) + "\n")
        for line in city.sign_in_lines():
            self.stdout.write(line)
        self.stdout.write("\n" + _("Ctrl-C stops it."))
        self.stdout.flush()


def mails_into_a_folder() -> None:
    """Where no mail server is set: files in var/mail instead of the terminal, which shows who signs in."""
    if settings.EMAIL_BACKEND == "django.core.mail.backends.console.EmailBackend":
        os.environ["EMAIL_URL"] = f"filemail:///{settings.VAR_DIR / 'mail'}"


def code_version() -> str:
    """Changes when a migration, a static file or the demo city itself does."""
    digest = hashlib.sha256()
    watched = ["**/migrations/*.py", "static/**/*", "config/demo/**/*"]
    files = {path for pattern in watched for path in settings.SITE_DIR.glob(pattern)}
    files |= set((settings.BASE_DIR / "literasi").glob("**/migrations/*.py"))
    for path in sorted(files):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(f"{path.relative_to(settings.BASE_DIR)} {path.stat().st_size}".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
