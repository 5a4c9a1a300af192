"""Load a Dapodik pupil roster from a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError, OperationalError
from django.utils.translation import gettext as _

from accounts.roster import summary
from accounts.roster.applying import Decisions, apply, school_for
from accounts.roster.exceptions import FileMissing, FileTooLarge
from accounts.roster.planning import Plan, check_year, make_plan
from accounts.roster.table import read
from ui.imports.exceptions import Busy, ImportRefused
from ui.sheets import MAX_BYTES


class Command(BaseCommand):
    help = (
        "Load a Dapodik roster (.xlsx, .xls, CSV) into a school: all or nothing. The same file twice "
        "changes nothing. Exits with 1 when the file is refused; rows with errors are only reported."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--npsn", required=True, help="8 digits; an unknown school is created")
        parser.add_argument("--year", required=True, help="academic year, such as 2026/2027")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
        parser.add_argument(
            "--confirm-leavers", action="store_true", help="pupils who are not in the file have left"
        )
        parser.add_argument("--school-name", default="", help="for a new school whose file has no title rows")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            plan = self.load(options)
        except ImportRefused as refused:
            self.refuse(refused, options["json"])
        except IntegrityError:
            # Somebody else took a number between plan and write. Its text would quote a row.
            self.refuse(Busy(), options["json"])
        except OperationalError as error:
            if "lock" not in str(error):
                raise
            self.refuse(Busy(), options["json"])
        else:
            self.report(plan, options)

    def load(self, options: dict[str, Any]) -> Plan:
        year = check_year(options["year"])
        roster = read(contents(options["file"]))
        school = school_for(options["npsn"], roster, options["school_name"])
        if options["dry_run"]:
            return make_plan(roster, school, year)
        decisions = Decisions(leavers=None) if options["confirm_leavers"] else Decisions()
        return apply(roster, school, year, decisions=decisions)

    def report(self, plan: Plan, options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(summary.counts(plan), ensure_ascii=False))
            return
        for line in summary.sentences(plan, dry_run=options["dry_run"]):
            self.stdout.write(line)

    def refuse(self, error: Exception, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(summary.refusal(error), ensure_ascii=False))
        raise CommandError(_("Nothing was loaded. %s") % error) from None


def contents(path: Path) -> bytes:
    """The file's bytes, never more than a roster may have."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise FileTooLarge(limit=MAX_BYTES // 1024 // 1024)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise FileMissing from error
