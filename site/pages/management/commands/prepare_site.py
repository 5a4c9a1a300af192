"""Lays the first pages of a fresh installation; safe to run again."""

from typing import Any

from django.core.management.base import BaseCommand

from pages.services import prepare_site


class Command(BaseCommand):
    help = "Create the home page, the news index, and the CMS groups and workflow, where missing."

    def handle(self, *args: Any, **options: Any) -> None:
        home = prepare_site()
        self.stdout.write(f"{home.title}: {home.full_url}")
