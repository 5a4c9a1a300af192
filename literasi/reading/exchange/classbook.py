"""What the rows of a teacher's file meet at the school: pupils, seats, limits, what the days already hold."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Sum

from accounts.models import Classroom, Enrolment, Pupil
from accounts.permissions import manages_school, scope_of

from ..counting import plans_for
from ..models import DailyTotal, Journal, ReadingImport
from ..services import Draft, policy_of
from ..services.integrity import Limits, limits_among, measure
from ..services.placement import Placement

HELD = ("entries", "minutes", "pages")


class ClassBook:
    """A fixed number of queries for any number of rows."""

    def __init__(self, upload: ReadingImport, numbers: Iterable[str], days: Iterable[dt.date]) -> None:
        self.upload = upload
        self.policy = policy_of(upload.school)
        self.today = upload.school.today()
        pupils = Pupil.objects.active().of(upload.school).filter(nis__among=sorted(set(numbers)))
        self.pupils = {p.nis: p for p in pupils.select_related("user").defer("nisn", "birth_date")}
        self.readers = sorted(pupil.user_id for pupil in self.pupils.values())
        self.seats = self._seats()
        paused = Journal.objects.filter(reader_id__among=self.readers, paused_at__isnull=False)
        self.paused = set(paused.values_list("reader_id", flat=True))
        days = sorted(days)
        self.used = self._used(days)
        self.plans = plans_for([upload.school_id], days[0], days[-1]) if days else []
        self.limits: dict[tuple[int | None, dt.date], Limits] = {}

    def _seats(self) -> dict[int, list[Enrolment]]:
        """The latest first."""
        found: dict[int, list[Enrolment]] = defaultdict(list)
        ids = sorted(pupil.pk for pupil in self.pupils.values())
        seats = Enrolment.objects.filter(pupil_id__among=ids).select_related("classroom")
        for seat in seats.order_by("-starts_on", "-pk"):
            found[seat.pupil_id].append(seat)
        return found

    def _used(self, days: list[dt.date]) -> dict[tuple[int, dt.date], dict[str, int]]:
        """What each reader's day holds already."""
        found: dict[tuple[int, dt.date], dict[str, int]] = defaultdict(lambda: dict.fromkeys(HELD, 0))
        if days:
            totals = DailyTotal.objects.filter(reader_id__among=self.readers, day__range=(days[0], days[-1]))
            sums = map(Sum, HELD)
            for reader, day, *amounts in totals.values_list("reader_id", "day").annotate(*sums):
                found[reader, day] = dict(zip(HELD, amounts, strict=True))
        return found

    def seat_now(self, pupil: Pupil) -> Classroom | None:
        return next((s.classroom for s in self.seats.get(pupil.pk, ()) if s.ends_on is None), None)

    def seat_on(self, pupil: Pupil, day: dt.date) -> Classroom | None:
        """The class that sat on the day, else the one the pupil sits in now."""
        then = (s for s in self.seats.get(pupil.pk, ()) if s.starts_on <= day <= (s.ends_on or day))
        return next((seat.classroom for seat in then), None) or self.seat_now(pupil)

    def is_mine(self, pupil: Pupil) -> bool:
        """Teachers load for their own classes, who manages the school for all."""
        user = self.upload.uploaded_by
        if user is None:
            return False
        seat = self.seat_now(pupil)
        return manages_school(user, self.upload.school) or (
            seat is not None and seat.pk in scope_of(user).classrooms
        )

    def limits_on(self, place: Placement, day: dt.date) -> Limits:
        """The school's and its programmes', worked out once for a class and a day."""
        key = (place.classroom.pk if place.classroom else None, day)
        if key not in self.limits:
            self.limits[key] = limits_among(self.plans, place, day, self.policy)
        return self.limits[key]

    def take_room(self, draft: Draft, reader: int, limits: Limits) -> bool:
        """Refuse what is too much with the rows above counted in, else take it from the day; answer
        whether it comes close to a limit."""
        used = self.used[reader, draft.read_on]
        near = measure(draft, used, limits)
        for name, amount in (("entries", 1), ("minutes", draft.minutes), ("pages", draft.pages)):
            used[name] += amount
        return near
