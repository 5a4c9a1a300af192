"""Starts web server and worker for an installation that needs no more than one machine."""

import sys
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config.processes import CannotStartError, Supervisor, answers_on, require_free_port


class Command(BaseCommand):
    help = "Migrate, collect static files, then run web server and worker until Ctrl-C."
    requires_system_checks = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        try:
            require_free_port(host, port)
        except CannotStartError as error:
            raise CommandError(str(error)) from error
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        supervisor = Supervisor(host, port, self.stdout.write)
        sys.exit(supervisor.run(lambda: self.stdout.write(answers_on(host, port))))
