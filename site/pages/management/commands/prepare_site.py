"""Lays the first pages of a fresh installation; safe to run again."""

from typing import Any

from django.core.management.base import BaseCommand

from literasi.reading.services import prepare_badges
from pages.services import prepare_english, prepare_site


class Command(BaseCommand):
    help = "Create home page, news index, CMS groups and workflow, and the first badges, where missing."

    def handle(self, *args: Any, **options: Any) -> None:
        home = prepare_site()
        prepare_english()
        prepare_badges()
        self.stdout.write(f"{home.title}: {home.full_url}")
