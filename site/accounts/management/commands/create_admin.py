"""The first person of a fresh installation."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import pins
from accounts.exceptions import AccountError
from accounts.services import create_admin


class Command(BaseCommand):
    help = "Make a city administrator and print the PIN for the first sign-in."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("username")
        parser.add_argument("name", nargs="+", help="full name")

    def handle(self, *args: Any, username: str, name: list[str], **options: Any) -> None:
        try:
            person = create_admin(username=username, name=" ".join(name))
        except AccountError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{person.username}: {pins.first_pin(person)}")
        self.stdout.write("Sign in at /masuk/ with this PIN; you will be asked for a password of your own.")
