"""The last weeks' fifteen minutes: classes that hardly miss a day, and one that keeps forgetting."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Iterator

from django.utils import timezone

from accounts.calendar import calendar_of
from accounts.models import Classroom, Enrolment, Grant, Role, School
from literasi.reading.models import (
    ClassSession,
    Evidence,
    Journal,
    Mode,
    ReadingLog,
    ShelfBook,
    ShelfStatus,
    Source,
    Status,
)

from .journal import own_dates

SEED = 20_260_724
WEEKS = 5
MINUTES = 15
MODES = [Mode.SILENT, Mode.SILENT, Mode.ALOUD, Mode.TOGETHER, Mode.GUIDED]


class FifteenMinutes:
    def __init__(self) -> None:
        self.chance = random.Random(SEED)  # noqa: S311 - a fixed seed is the point
        self.today = timezone.localdate()
        self.first = self.today - dt.timedelta(weeks=WEEKS)
        self.teachers = {
            grant.classroom_id: grant.user_id
            for grant in Grant.objects.role(Role.TEACHER).exclude(classroom=None)
        }
        self.books = self._books_in_hand()

    def load(self) -> None:
        sessions: list[ClassSession] = []
        logs: list[ReadingLog] = []
        for school in School.objects.all():
            days = calendar_of(school, self.first, self.today).school_days(self.first, self.today)
            for classroom in Classroom.objects.of(school).current():
                keen = self.chance.choice([0.97, 0.94, 0.9, 0.85, 0.7, 0.45])
                pupils = list(
                    Enrolment.objects.open().filter(classroom=classroom).select_related("pupil__user")
                )
                for day in days:
                    if self.chance.random() < keen and not self._too_early(day):
                        session = self._session(classroom, day)
                        sessions.append(session)
                        logs += self._present(session, pupils)
                        session.absent = len(pupils) - session.present
        with own_dates(ClassSession, "held_at"):
            ClassSession.objects.bulk_create(sessions)
        Journal.objects.bulk_create((Journal(reader_id=log.reader_id) for log in logs), ignore_conflicts=True)
        with own_dates(ReadingLog, "created_at"):
            ReadingLog.objects.bulk_create(logs, batch_size=2000)

    def _too_early(self, day: dt.date) -> bool:
        """Today's sessions are held at seven; before that the city is asleep."""
        return day == self.today and timezone.localtime().hour < 8

    def _books_in_hand(self) -> dict[int, int]:
        books = ShelfBook.objects.filter(status=ShelfStatus.READING).order_by("last_read_on", "pk")
        return dict(books.values_list("reader_id", "pk"))

    def _session(self, classroom: Classroom, day: dt.date) -> ClassSession:
        moment = timezone.make_aware(dt.datetime.combine(day, dt.time(7, self.chance.randrange(1, 20))))
        return ClassSession(
            classroom=classroom,
            day=day,
            mode=MODES[day.weekday() % len(MODES)],
            minutes=MINUTES,
            led_by_id=self.teachers[classroom.pk],
            held_at=min(moment, timezone.now()),
        )

    def _present(self, session: ClassSession, pupils: list[Enrolment]) -> Iterator[ReadingLog]:
        for seat in pupils:
            if self.chance.random() < 0.05:
                continue
            session.present += 1
            yield ReadingLog(
                client_id=uuid.UUID(int=self.chance.getrandbits(128), version=4),
                reader=seat.pupil.user,
                school_id=seat.pupil.school_id,
                classroom=session.classroom,
                book_id=self.books.get(seat.pupil.user_id),
                read_on=session.day,
                minutes=session.minutes,
                source=Source.SESSION,
                session=session,
                evidence=Evidence.SESSION,
                status=Status.VERIFIED,
                checked_by_id=session.led_by_id,
                checked_at=session.held_at,
                created_at=session.held_at,
            )
