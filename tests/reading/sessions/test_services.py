"""Fifteen minutes for a whole class, in one request."""

import datetime as dt

import pytest

from accounts.models import Role
from literasi.reading import exceptions as broken
from literasi.reading.models import (
    ClassSession,
    DailyTotal,
    Evidence,
    ReadingLog,
    ShelfBook,
    ShelfStatus,
    Source,
    Status,
)
from literasi.reading.services import (
    Attendance,
    BookChoice,
    cancel_session,
    delete_entry,
    edit_entry,
    hold_session,
    name_session_book,
    rebuild_totals,
    set_policy,
)
from tests.factories.accounts import ClassroomFactory, EnrolmentFactory, GrantFactory, UserFactory
from tests.factories.catalogue import TitleFactory
from tests.factories.reading import a_pupil, a_teacher, an_entry, today_of
from tests.reading.test_services import redraft

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    """A class of three with its teacher."""
    classroom = ClassroomFactory()
    return classroom, [a_pupil(classroom) for _ in range(3)], a_teacher(classroom)


def held(classroom, teacher, people, *, day=None, minutes=15, mode="silent", **attendance):
    present = [getattr(person, "user_id", person.pk) for person in people]
    return hold_session(
        classroom,
        by=teacher,
        day=day or classroom.school.today(),
        mode=mode,
        minutes=minutes,
        attendance=Attendance(present, **attendance),
    )


def test_one_request_writes_a_verified_entry_for_everybody(room):
    classroom, pupils, teacher = room
    session = held(classroom, teacher, [*pupils, teacher]).session
    logs = ReadingLog.objects.all()
    assert {log.reader_id for log in logs} == {teacher.pk} | {p.user_id for p in pupils}
    assert {(log.minutes, log.status, log.evidence, log.source, log.checked_by) for log in logs} == {
        (15, Status.VERIFIED, Evidence.SESSION, Source.SESSION, teacher)
    }
    assert (session.present, session.absent, session.led_by) == (3, 0, teacher)
    assert rebuild_totals(check_only=True) == []


def test_a_teacher_reads_as_staff_and_pupils_in_their_class(room):
    classroom, pupils, teacher = room
    held(classroom, teacher, [pupils[0], teacher])
    rows = ReadingLog.objects.order_by("by_staff").values_list("by_staff", "classroom")
    assert list(rows) == [(False, classroom.pk), (True, None)]


def test_the_same_request_again_changes_nothing(room):
    classroom, pupils, teacher = room
    held(classroom, teacher, pupils)
    before = list(ReadingLog.objects.order_by("pk").values_list("pk", "version", "checked_at"))
    again = held(classroom, teacher, pupils)
    assert (again.new, again.written, again.changed, again.removed) == (False, [], [], [])
    assert list(ReadingLog.objects.order_by("pk").values_list("pk", "version", "checked_at")) == before
    assert DailyTotal.objects.filter(minutes=15, entries=1).count() == 3


def test_sent_again_it_is_corrected(room):
    classroom, pupils, teacher = room
    held(classroom, teacher, pupils)
    session = held(classroom, teacher, pupils[:2], minutes=20, mode="aloud").session
    assert sorted(ReadingLog.objects.values_list("reader", "minutes")) == [
        (p.user_id, 20) for p in sorted(pupils[:2], key=lambda p: p.user_id)
    ]
    assert (session.mode, session.minutes, session.present, session.absent) == ("aloud", 20, 2, 1)
    assert rebuild_totals(check_only=True) == []


def test_a_book_is_read_on_with_and_the_shelf_knows(room):
    classroom, pupils, teacher = room
    book = an_entry(pupils[0], read_on=classroom.school.today() - dt.timedelta(days=3), page_to=40).book
    held(classroom, teacher, pupils, books={pupils[0].user_id: book.pk})
    book.refresh_from_db()
    assert ReadingLog.objects.get(reader=pupils[0].user, session__isnull=False).book == book
    assert (book.last_read_on, book.last_page, book.status) == (today_of(pupils[0]), 40, ShelfStatus.READING)


def test_somebody_elses_shelf_is_not_reached(room):
    classroom, pupils, teacher = room
    book = an_entry(a_pupil()).book
    held(classroom, teacher, pupils[:1], books={pupils[0].user_id: book.pk})
    assert ReadingLog.objects.get(session__isnull=False).book is None


def test_one_book_for_the_whole_class(room):
    classroom, pupils, teacher = room
    title = TitleFactory(title="Bumi", pages=440)
    choice = BookChoice(title_id=title.pk)
    held(classroom, teacher, pupils, together=choice, mode="aloud")
    assert set(ReadingLog.objects.values_list("book__title", flat=True)) == {title.pk}
    held(classroom, teacher, pupils[:1])
    assert ShelfBook.objects.count() == 0
    assert rebuild_totals(check_only=True) == []


def test_limits_do_not_stop_a_session_and_a_paused_pupil_counts(room):
    classroom, pupils, teacher = room
    set_policy(classroom.school, by=teacher, minutes_per_entry=10, minutes_per_day=10, entries_per_day=1)
    an_entry(pupils[0], minutes=10)
    held(classroom, teacher, pupils, minutes=30)
    assert DailyTotal.objects.get(reader=pupils[0].user).minutes == 40


def test_days_ahead_and_long_ago_are_refused(room):
    classroom, pupils, teacher = room
    today = classroom.school.today()
    for day, error in ((1, broken.InTheFuture), (-15, broken.TooLongAgo)):
        with pytest.raises(error):
            held(classroom, teacher, pupils, day=today + dt.timedelta(days=day))
    assert not ClassSession.objects.exists()


@pytest.mark.parametrize("minutes", [4, 121])
def test_minutes_must_be_those_of_a_session(room, minutes):
    classroom, pupils, teacher = room
    with pytest.raises(broken.SessionMinutes):
        held(classroom, teacher, pupils, minutes=minutes)


def test_nobody_ticked_is_no_session(room):
    classroom, _, teacher = room
    for people in ([], [a_pupil()]):
        with pytest.raises(broken.NobodyPresent):
            held(classroom, teacher, people)


def test_the_principal_reads_in_one_class_a_day(room):
    classroom, pupils, teacher = room
    principal = GrantFactory(principal=True, school=classroom.school).user
    other = ClassroomFactory(school=classroom.school)
    held(other, a_teacher(other), [a_pupil(other), principal])
    outcome = held(classroom, teacher, [*pupils, principal])
    assert (outcome.elsewhere, len(outcome.written)) == ([principal], 3)


def test_whoever_moved_class_is_listed_where_they_sat_that_day(room):
    classroom, pupils, teacher = room
    today = classroom.school.today()
    other = ClassroomFactory(school=classroom.school)
    pupils[0].enrolments.update(ends_on=today - dt.timedelta(days=2))
    EnrolmentFactory(pupil=pupils[0], classroom=other, starts_on=today - dt.timedelta(days=1))
    assert len(held(classroom, teacher, pupils).written) == 2
    assert len(held(classroom, teacher, pupils, day=today - dt.timedelta(days=2)).written) == 3


def test_a_roster_loaded_today_does_not_hide_the_class_of_yesterday(room):
    classroom, pupils, teacher = room
    today = classroom.school.today()
    pupils[0].enrolments.update(starts_on=today)
    assert len(held(classroom, teacher, pupils, day=today - dt.timedelta(days=1)).written) == 3


def test_a_reader_names_the_book_and_the_evidence_stays(room):
    classroom, pupils, teacher = room
    held(classroom, teacher, pupils)
    reader = pupils[0].user
    log = ReadingLog.objects.get(reader=reader)
    named = name_session_book(log, by=reader, book=BookChoice(name="Bumi", author="Tere Liye"))
    assert (named.book.name, named.status, named.evidence, named.version) == ("Bumi", "verified", 50, 2)
    assert ShelfBook.objects.get().last_read_on == classroom.school.today()
    assert rebuild_totals(check_only=True) == []


def test_a_named_book_stays_when_the_teacher_sends_again_or_unticks(room):
    classroom, pupils, teacher = room
    held(classroom, teacher, pupils)
    reader = pupils[0].user
    name_session_book(ReadingLog.objects.get(reader=reader), by=reader, book=BookChoice(name="Bumi"))
    outcome = held(classroom, teacher, pupils[1:], minutes=20)
    log = ReadingLog.objects.get(reader=reader)
    assert (log.book.name, log.minutes, outcome.kept, outcome.session.present) == ("Bumi", 20, [reader], 3)


def test_a_book_the_teacher_entered_is_not_renamed(room):
    classroom, pupils, teacher = room
    held(classroom, teacher, pupils, together=BookChoice(title_id=TitleFactory().pk))
    reader = pupils[0].user
    with pytest.raises(broken.BookSettled):
        name_session_book(ReadingLog.objects.get(reader=reader), by=reader, book=BookChoice(name="Bumi"))


def test_a_reader_changes_nothing_else_of_a_session_entry(room):
    classroom, pupils, teacher = room
    held(classroom, teacher, pupils)
    log = ReadingLog.objects.get(reader=pupils[0].user)
    with pytest.raises(broken.SessionEntryFixed):
        edit_entry(log, by=log.reader, draft=redraft(log, minutes=90))
    with pytest.raises(broken.EntryClosed):
        delete_entry(log, by=log.reader)
    assert ReadingLog.objects.get(pk=log.pk).minutes == 15


def test_nobody_names_the_book_of_somebody_else(room):
    classroom, pupils, teacher = room
    held(classroom, teacher, pupils)
    log = ReadingLog.objects.get(reader=pupils[0].user)
    with pytest.raises(ReadingLog.DoesNotExist):
        name_session_book(log, by=pupils[1].user, book=BookChoice(name="Bumi"))


def test_a_session_is_taken_back_with_everything(room):
    classroom, pupils, teacher = room
    title = TitleFactory()
    session = held(classroom, teacher, pupils, together=BookChoice(title_id=title.pk)).session
    cancel_session(session, by=teacher)
    assert [model.objects.count() for model in (ClassSession, ReadingLog, ShelfBook)] == [0, 0, 0]
    assert rebuild_totals(check_only=True) == []


def test_a_session_whose_books_are_named_stays(room):
    classroom, pupils, teacher = room
    session = held(classroom, teacher, pupils).session
    reader = pupils[0].user
    name_session_book(ReadingLog.objects.get(reader=reader), by=reader, book=BookChoice(name="Bumi"))
    with pytest.raises(broken.SessionInUse):
        cancel_session(session, by=teacher)
    assert ReadingLog.objects.count() == 3


def test_the_librarian_who_holds_it_may_read_along(room):
    classroom, pupils, _ = room
    librarian = GrantFactory(role=Role.LIBRARIAN, school=classroom.school).user
    assert len(held(classroom, librarian, [*pupils, librarian]).written) == 4


def test_a_city_administrator_holds_it_but_is_no_reader_there(room):
    classroom, pupils, _ = room
    city = GrantFactory(city=True, user=UserFactory()).user
    assert len(held(classroom, city, [*pupils, city]).written) == 3
