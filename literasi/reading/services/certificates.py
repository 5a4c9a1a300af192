"""Issuing the certificates of a programme: each level once for each reader, however often it is asked."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record
from letters.services import Order, issue_many

from .. import exceptions as broken
from ..models import Interval, Programme, State
from ..queries.certificates import KIND, Earned, earned_in, unissued
from ..sentences import amount_text, intervals_text, window_text
from ..telling import tell_certificates_issued


@transaction.atomic
def issue_certificates(programme: Programme, *, by: User) -> int:
    """Number and sign for everybody who has reached a level and has no certificate of it yet; how many.

    Asked twice at once, the second waits for the programme's row and finds nothing left.
    """
    row = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    if row.state == State.DRAFT or row.count_due_at:
        raise broken.StillCounting
    waiting = unissued(earned_in(row))
    readers = User.objects.in_bulk({one.reader_id for one in waiting})
    with translation.override(settings.LANGUAGE_CODE):
        orders = [_order(row, one, readers[one.reader_id]) for one in waiting]
    if orders:
        tell_certificates_issued(issue_many(KIND, orders, school=row.school, by=by))
        record("issue_certificates", row, actor=by, school=row.school, count=len(orders))
    return len(orders)


def _order(programme: Programme, one: Earned, reader: User) -> Order:
    return Order(
        reference=one.reference,
        name=reader.name,
        subject=reader,
        data={
            "heading": _("Reading certificate"),
            "lead": _("awarded to"),
            "programme": programme.name,
            "level": one.level.name,
            "medal": one.level.medal,
            "seat": " · ".join(part for part in (one.classroom, one.school) if part),
            "sentence": _sentence(programme, one),
            "window": window_text(programme),
            "signers": _signers(programme),
        },
    )


def _sentence(programme: Programme, one: Earned) -> str:
    if programme.interval == Interval.WHOLE:
        done = amount_text(programme.metric, one.score)
        return _("has reached the level “%(level)s” with %(done)s") % {"level": one.level.name, "done": done}
    times = intervals_text(programme.interval, one.score)
    said = {"level": one.level.name, "times": times}
    return _("has reached the level “%(level)s”: the goal was met in %(times)s") % said


def _signers(programme: Programme) -> list[dict[str, str]]:
    if programme.school is None:
        return [{"role": _("Head of the library service")}]
    return [{"role": _("Librarian")}, {"role": _("Principal")}]
