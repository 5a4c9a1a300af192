"""Adds the journal up again and corrects daily and weekly totals, or only checks them."""

from typing import Any

from django.core.management.base import BaseCommand

from literasi.reading.services import Difference, rebuild_totals

SHOWN = 50


class Command(BaseCommand):
    help = "Rebuild the reading totals from the journal; --check writes nothing, exits 1 on a difference."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--check", action="store_true", help="only compare; exit 1 where they differ")

    def handle(self, *args: Any, check: bool = False, **options: Any) -> None:
        found = rebuild_totals(check_only=check)
        for difference in found[:SHOWN]:
            self.stdout.write(_line(difference))
        if len(found) > SHOWN:
            self.stdout.write(f"… and {len(found) - SHOWN} more")
        word = "differ" if check else "corrected"
        self.stdout.write(f"{len(found)} totals {word}" if found else "All totals agree with the journal")
        if check and found:
            raise SystemExit(1)


def _line(difference: Difference) -> str:
    """Ids and numbers only: the log of a server is no place for names."""
    key = " ".join(f"{name}={value}" for name, value in difference.key._asdict().items())
    return f"{key}: kept {list(difference.kept)}, journal {list(difference.counted)}"
