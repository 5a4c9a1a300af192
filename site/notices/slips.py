"""Slips of paper for pupils: ten and more to a sheet, to cut apart and hand out."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from accounts.models import Classroom, User
from audit.services import record
from ui import pdf

from . import texts
from .models import Delivery, DeliveryState


@transaction.atomic
def print_slips(classroom: Classroom, slips: list[Delivery], *, by: User) -> bytes:
    """The sheet as PDF; its slips count as printed, unless it cannot be set."""
    sheet = pdf.render("notices/slips.typ", document(classroom, slips))
    ids = [slip.pk for slip in slips if slip.state == DeliveryState.WAITING]
    Delivery.objects.waiting().filter(pk__in=ids).update(
        state=DeliveryState.PRINTED, sent_at=timezone.now(), next_try_at=None
    )
    record("notice_slips_printed", classroom, actor=by, school=classroom.school, count=len(slips))
    return sheet


def document(classroom: Classroom, slips: list[Delivery]) -> dict[str, Any]:
    """One slip a pupil, with all that the pupil is to hear."""
    people: dict[int, dict[str, Any]] = {}
    for slip in slips:
        notice = slip.notice
        person = notice.user
        if person is None:
            continue
        entry = people.setdefault(person.pk, {"name": person.name, "lines": []})
        entry["lines"].append({"text": texts.line(notice), "date": _date(notice.created_at)})
    return {
        "title": _("Notices for %(classroom)s") % {"classroom": classroom.name},
        "school": classroom.school.name,
        "classroom": classroom.name,
        "slips": list(people.values()),
        "words": {"class": _("Class")},
    }


def _date(moment: Any) -> str:
    return format_date(timezone.localtime(moment), "j M Y")
