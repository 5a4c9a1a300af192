"""The verbs: draft, issue, discard, revoke."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from accounts.models import School, User
from audit.services import record, record_all
from ui.branding import site_name

from . import exceptions as broken
from . import numbers, registry
from .models import Contents, Letter, LetterSeries, LetterState

WRITTEN_ON_ISSUE = [
    "state", "year", "serial", "number", "subject", "name", "letterhead", "data",
    "issued_on", "issued_at", "issued_by",
]  # fmt: skip

# A letter is dated "Tirtasari, 22 November 2026", not "Kota Tirtasari, …".
TOWN_OR_DISTRICT = re.compile(r"^(kota|kabupaten|kab\.)\s+", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Order:
    """One letter to issue. `reference` is the issuing app's idempotency key, unique within the kind."""

    reference: str
    name: str
    subject: User | None = None
    data: Contents = field(default_factory=dict)


def issue(
    kind: str,
    *,
    reference: str,
    school: School | None,
    name: str,
    by: User | None,
    subject: User | None = None,
    data: Contents | None = None,
) -> Letter:
    """Give the letter of this reference its number; a letter issued before is answered as it is.

    A draft of the reference is issued with the name and data given now. A revoked letter stays revoked:
    a new one needs a new reference.
    """
    order = Order(reference=reference, name=name, subject=subject, data=data or {})
    return issue_many(kind, [order], school=school, by=by)[0]


@transaction.atomic
def issue_many(kind: str, orders: Iterable[Order], *, school: School | None, by: User | None) -> list[Letter]:
    """Letters in the order of `orders`, numbered in that order, in a few queries whatever their number."""
    known, wanted, day = registry.kind_of(kind), list(orders), numbers.day_at(school)
    _check_names(wanted)
    series = stand_in_line(kind, school, day.year)
    letters = _found(kind, wanted, school)
    serial, moment = series.last, timezone.now()
    fresh: list[Letter] = []
    drafts: list[Letter] = []
    for order in wanted:
        letter = letters.get(order.reference)
        if letter and not letter.is_draft:
            continue
        if letter is None:
            letter = letters[order.reference] = Letter(kind=kind, school=school, reference=order.reference)
        (drafts if letter.pk else fresh).append(letter)
        serial += 1
        letter.state, letter.year, letter.serial = LetterState.ISSUED, day.year, serial
        letter.number = numbers.printed(serial, known.code, day)
        letter.issued_on, letter.issued_at, letter.issued_by = day, moment, by
        _fill(letter, order, school)
    _write(series, serial, fresh, drafts)
    record_all("issue_letter", [*fresh, *drafts], actor=by, school=school, kind=kind)
    return [letters[order.reference] for order in wanted]


@transaction.atomic
def draft(
    kind: str,
    *,
    reference: str,
    school: School | None,
    name: str,
    by: User | None,
    subject: User | None = None,
    data: Contents | None = None,
) -> Letter:
    """Put a letter on the desk without a number, or rewrite the draft that lies there."""
    registry.kind_of(kind)
    order = Order(reference=reference, name=name, subject=subject, data=data or {})
    _check_names([order])
    stand_in_line(kind, school, numbers.day_at(school).year)
    letter = _found(kind, [order], school).get(reference)
    if letter and not letter.is_draft:
        raise broken.AlreadyIssued
    letter = letter or Letter(kind=kind, school=school, reference=reference, state=LetterState.DRAFT)
    _fill(letter, order, school)
    letter.save()
    record("draft_letter", letter, actor=by, school=school, kind=kind)
    return letter


@transaction.atomic
def discard(letter: Letter, *, by: User) -> None:
    """Throw a draft away; it had no number, so none is missing."""
    row = _locked(letter)
    if not row.is_draft:
        raise broken.AlreadyIssued
    record("discard_letter", row, actor=by, school=row.school, kind=row.kind)
    row.delete()


@transaction.atomic
def revoke(letter: Letter, *, by: User, reason: str) -> Letter:
    """Declare an issued letter void. It keeps its number, and the verify page says so from now on."""
    row = _locked(letter)
    if row.is_draft:
        raise broken.NotIssued
    if row.is_revoked:
        raise broken.AlreadyRevoked
    if not (reason := " ".join(reason.split())[:300]):
        raise broken.ReasonMissing
    row.state, row.revoked_reason = LetterState.REVOKED, reason
    row.revoked_at, row.revoked_by = timezone.now(), by
    row.save(update_fields=["state", "revoked_reason", "revoked_at", "revoked_by"])
    record("revoke_letter", row, actor=by, school=row.school, kind=row.kind, number=row.number)
    return row


def stand_in_line(kind: str, school: School | None, year: int) -> LetterSeries:
    """Lock the series until the transaction ends; opens it on first use."""
    LetterSeries.objects.get_or_create(kind=kind, school=school, year=year)
    return LetterSeries.objects.filter(kind=kind, school=school, year=year).in_line().get()


def letterhead_of(school: School | None) -> dict[str, str]:
    """Who issues, as it is printed."""
    if school is None:
        return {"name": site_name(), "place": "", "details": ""}
    parts = [f"NPSN {school.npsn}", school.district, school.regency, school.province]
    return {
        "name": school.name,
        "place": TOWN_OR_DISTRICT.sub("", school.regency),
        "details": " · ".join(part for part in parts if part),
    }


def _check_names(orders: list[Order]) -> None:
    if not all(order.name.strip() for order in orders):
        raise broken.NameMissing


def _found(kind: str, orders: list[Order], school: School | None) -> dict[str, Letter]:
    """What exists of these references, locked; each must be of the same issuer and person as before."""
    references = [order.reference for order in orders]
    rows = Letter.objects.of_kind(kind).filter(reference__in=references).select_for_update().order_by("pk")
    letters = {letter.reference: letter for letter in rows}
    for order in orders:
        if (letter := letters.get(order.reference)) is None:
            continue
        other = letter.subject_id and order.subject and letter.subject_id != order.subject.pk
        if other or letter.school_id != (school.pk if school else None):
            raise broken.ReferenceTaken
    return letters


def _fill(letter: Letter, order: Order, school: School | None) -> None:
    letter.subject, letter.name = order.subject, " ".join(order.name.split())
    letter.letterhead, letter.data = letterhead_of(school), order.data


def _write(series: LetterSeries, last: int, fresh: list[Letter], drafts: list[Letter]) -> None:
    if last == series.last:
        return
    Letter.objects.bulk_create(fresh)
    if drafts:
        Letter.objects.bulk_update(drafts, WRITTEN_ON_ISSUE)
    series.last = last
    series.save(update_fields=["last"])


def _locked(letter: Letter) -> Letter:
    return Letter.objects.select_for_update().get(pk=letter.pk)
