"""manage.py import_slims FILE [--npsn NPSN] [--place NAME] [--dry-run] [--json]"""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from literasi.catalogue.slims import verbs
from literasi.catalogue.slims.report import Report
from ui.imports.exceptions import ImportRefused

# Lines of remarks printed without --json.
SHOWN = 50


class Command(BaseCommand):
    help = "Load a bibliography or item CSV file exported from SLiMS 9 into the catalogue."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file")
        parser.add_argument("--npsn", help="the school that owns the copies; without it, the city")
        parser.add_argument("--place", default="", help="where all copies stand; made if it is new")
        parser.add_argument("--dry-run", action="store_true", help="compare only, change nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            owner = verbs.school_of(options["npsn"])
            run = verbs.preview if options["dry_run"] else verbs.load
            report = run(verbs.bytes_of(options["file"]), owner, options["place"])
        except ImportRefused as refused:
            if options["json"]:
                # One object in every case, as whoever reads it expects; no row is to blame.
                empty = {**Report().as_json(), "errors": [{"row": None, "message": str(refused)}]}
                self.stdout.write(json.dumps(empty, ensure_ascii=False))
            raise CommandError(str(refused)) from refused
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False))
        else:
            self.tell(report, dry=options["dry_run"])

    def tell(self, report: Report, *, dry: bool) -> None:
        self.stdout.write(_("Nothing was changed (trial run).") if dry else _("The file was loaded."))
        for name, value in report.counts().items():
            self.stdout.write(f"  {name:<18} {value}")
        for label, notes in ((_("Errors"), report.errors), (_("To look at"), report.flagged)):
            for note in sorted(notes)[:SHOWN]:
                self.stdout.write(f"  {label}: {note.row}: {note.message}")
            if len(notes) > SHOWN:
                self.stdout.write(f"  … {len(notes) - SHOWN}")
