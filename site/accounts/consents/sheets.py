"""Who has which consent, for a class at once; and the slips that pupils take home."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Classroom, Consent, GuardianLink, Pupil, Relation
from ui import codes, pdf

from . import purposes
from .forms import PaperForm
from .purposes import Purpose


def held_by(pupils: Iterable[Pupil]) -> dict[int, dict[str, Consent]]:
    """Pupil id → code of the purpose → open consent; one query."""
    held: dict[int, dict[str, Consent]] = {pupil.pk: {} for pupil in pupils}
    for consent in Consent.objects.open().filter(pupil__in=list(held)):
        held[consent.pupil_id][consent.purpose] = consent
    return held


@dataclass(frozen=True)
class PupilLine:
    """One pupil of the class list: each purpose and whether it is agreed to, and the form to record more."""

    pupil: Pupil
    answers: list[tuple[Purpose, bool]]
    form: PaperForm


def class_lines(pupils: Iterable[Pupil], data: Mapping[str, Any] | None = None) -> list[PupilLine]:
    pupils = list(pupils)
    held = held_by(pupils)
    return [
        PupilLine(
            pupil,
            [(purpose, purpose.code in held[pupil.pk]) for purpose in purposes.every()],
            PaperForm(data, held=held[pupil.pk], prefix=f"murid{pupil.pk}"),
        )
        for pupil in pupils
    ]


def sums(lines: list[PupilLine]) -> list[tuple[Purpose, int]]:
    return [
        (purpose, sum(line.answers[n][1] for line in lines)) for n, purpose in enumerate(purposes.every())
    ]


def link_url(link: GuardianLink, base_url: str) -> str:
    return base_url.rstrip("/") + reverse("guardian_consent", args=[link.token])


def slips(
    classroom: Classroom, pupils: list[Pupil], links: Mapping[int, GuardianLink], base_url: str
) -> bytes:
    """Two slips to an A4 sheet as PDF."""
    return pdf.render("accounts/consent_slips.typ", slips_sheet(classroom, pupils, links, base_url))


def slips_sheet(
    classroom: Classroom, pupils: list[Pupil], links: Mapping[int, GuardianLink], base_url: str
) -> dict[str, Any]:
    return {
        "title": _("Consent of guardians, %(classroom)s") % {"classroom": classroom.name},
        "school": classroom.school.name,
        "classroom": classroom.name,
        "purposes": [{"title": str(p.title), "text": str(p.current.text)} for p in purposes.every()],
        "version": max((p.current.version for p in purposes.every()), default=""),
        "slips": [
            {"name": pupil.user.name, "qr": codes.qr_svg(link_url(links[pupil.pk], base_url))}
            for pupil in pupils
        ],
        "words": {
            "heading": _("Consent of parents or guardians"),
            "about": _("About the pupil"),
            "class": _("Class"),
            "intro": _(
                "Tick what you agree to. You may say no to everything, and take a yes back at any time; "
                "your child then still takes part in everything."
            ),
            "agree": _("I agree"),
            "disagree": _("I do not agree"),
            "name": _("Name of the parent or guardian"),
            "relation": " / ".join(str(label) for label in Relation.labels),
            "signed": _("Date and signature"),
            "scan": _("Or answer on your phone: scan the code. It works for 30 days."),
            "qr": _("QR code for the guardian's answer"),
            "version": _("Wording"),
        },
    }
