"""Keeps site/locale complete: collects messages, compiles them, or only checks."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

PO = Path("locale/id/LC_MESSAGES/django.po")


class Command(BaseCommand):
    help = "Collect and compile the Indonesian messages; with --check, fail where one is missing."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail on anything open")

    def handle(self, *args: Any, check: bool = False, **options: Any) -> None:
        po = settings.SITE_DIR / PO
        before = po.read_bytes() if po.exists() else b""
        self.collect()
        with po.open("rb") as file:
            catalogue = read_po(file, locale="id")
        missing = [m.id for m in catalogue if m.id and (not m.string or not all(_forms(m.string)) or m.fuzzy)]
        if check:
            after = po.read_bytes()
            po.write_bytes(before)
            if missing:
                raise CommandError("Not translated: " + "; ".join(str(m) for m in missing[:20]))
            if _without_date(after) != _without_date(before):
                raise CommandError("Messages changed: run `manage.py translations`.")
            return
        with po.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)
        self.stdout.write(f"{len(catalogue)} messages, {len(missing)} without a translation")
        for message in missing:
            self.stdout.write(f"  {message}")
        compile_vendor()

    def collect(self) -> None:
        """One catalogue for everything, so that a term is translated once."""
        call_command(
            "makemessages",
            locale=["id"],
            no_location=True,
            no_obsolete=True,
            verbosity=0,
            ignore_patterns=[".venv/*", "venv/*", "var/*", "tests/*"],
        )


def compile_vendor() -> None:
    """What packages leave untranslated is written by hand in site/locale_vendor; only compiled here."""
    for po in sorted((settings.SITE_DIR / "locale_vendor").rglob("*.po")):
        with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source, locale="id"))


def _forms(string: Any) -> tuple[str, ...]:
    return string if isinstance(string, tuple) else (string,)


def _without_date(po: bytes) -> bytes:
    return b"\n".join(line for line in po.splitlines() if b"POT-Creation-Date" not in line)
