"""A SLiMS file from the staff pages; the steps are those of every import (see ui.imports)."""

from __future__ import annotations

from typing import Any

from literasi.catalogue.models import CatalogueImport
from ui.imports.importer import Importer, Progress

from . import verbs
from .report import Note, Outcome, Report

# Remarks kept for looking at and for download; a file of nothing but mistakes is not worth more.
MOST_NOTES = 20_000


class Catalogues(Importer[CatalogueImport]):
    name = "catalogue"
    model = CatalogueImport
    emptied = {"report": {}}
    keeps_file = True

    def read(self, upload: CatalogueImport, data: bytes) -> None:
        upload.report = as_json(verbs.preview(data, upload.school, upload.place_name), rows=True)

    def load(self, upload: CatalogueImport, progress: Progress) -> None:
        report = verbs.load(
            self.contents(upload.pk),
            upload.school,
            upload.place_name,
            actor=upload.uploaded_by,
            progress=progress,
        )
        upload.report = as_json(report, rows=False)


catalogues = Catalogues()


def as_json(report: Report, *, rows: bool) -> dict[str, Any]:
    """See CatalogueImport.report."""
    found: dict[str, Any] = {
        **report.counts(),
        "flagged": sorted(report.flagged)[:MOST_NOTES],
        "errors": sorted(report.errors)[:MOST_NOTES],
    }
    return found | {"outcomes": sorted(report.outcomes)} if rows else found


def notes_of(upload: CatalogueImport, kind: str) -> list[Note]:
    """`kind`: "flagged" or "errors"."""
    return [Note(*note) for note in upload.report.get(kind, ())]


def outcomes_of(upload: CatalogueImport) -> list[Outcome]:
    return [Outcome(*outcome) for outcome in upload.report.get("outcomes", ())]
