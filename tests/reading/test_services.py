import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Role
from audit.models import Event
from literasi.reading import exceptions as broken
from literasi.reading.models import DailyTotal, ReadingLog, ShelfStatus, Status, WeekTotal
from literasi.reading.services import (
    BookChoice,
    Draft,
    delete_entry,
    edit_entry,
    log_reading,
    policy_of,
    return_entry,
    set_policy,
    verify_entries,
)
from literasi.reading.weeks import monday_of
from tests.factories.accounts import ClassroomFactory, EnrolmentFactory, GrantFactory, UserFactory
from tests.factories.catalogue import TitleFactory
from tests.factories.reading import a_pupil, a_teacher, an_entry, today_of

pytestmark = pytest.mark.django_db


def day_sums(pupil):
    row = DailyTotal.objects.of(pupil.user).get()
    return row.entries, row.minutes, row.pages, row.finished, row.verified_minutes


def redraft(log, **changes):
    fields = ("read_on", "minutes", "page_from", "page_to", "response", "rating", "finished")
    return Draft(**{name: getattr(log, name) for name in fields} | changes)


# --- Logging ----------------------------------------------------------------------------------------


def test_reading_goes_on_where_it_stopped():
    pupil = a_pupil()
    first = an_entry(pupil, page_to=85)
    second = an_entry(pupil, book=BookChoice(shelf_id=first.book_id), page_to=97)
    assert (first.page_from, first.pages) == (1, 85)
    assert (second.page_from, second.page_to, second.pages) == (86, 97, 12)
    second.book.refresh_from_db()
    assert (second.book.last_page, second.book.next_page) == (97, 98)


def test_a_book_taken_up_again_starts_on_page_one():
    pupil = a_pupil()
    an_entry(pupil, page_to=85, finished=True)
    assert an_entry(pupil, page_to=10).pages == 10


def test_the_same_book_written_differently_is_one_book_on_the_shelf():
    pupil = a_pupil()
    first = an_entry(pupil, book=BookChoice(name="Laskar Pelangi", author="Andrea Hirata"))
    second = an_entry(pupil, book=BookChoice(name=" laskar  pelangi", author="ANDREA HIRATA "))
    assert first.book_id == second.book_id


def test_a_catalogue_title_brings_its_length():
    title = TitleFactory(title="Bumi", pages=440)
    log = an_entry(a_pupil(), book=BookChoice(title_id=title.pk), page_to=44)
    assert (log.book.name, log.book.title, log.book.pages_total, log.book.percent) == ("Bumi", title, 440, 10)


def test_an_entry_belongs_to_the_class_of_its_day():
    old, new = ClassroomFactory(), None
    pupil = a_pupil(old)
    new = ClassroomFactory(school=old.school)
    today = today_of(pupil)
    pupil.enrolments.update(ends_on=today - dt.timedelta(days=1))
    EnrolmentFactory(pupil=pupil, classroom=new, starts_on=today)
    assert an_entry(pupil).classroom == new
    assert an_entry(pupil, read_on=today - dt.timedelta(days=2)).classroom == old


def test_a_resend_answers_the_entry_already_made():
    pupil, form = a_pupil(), uuid.uuid4()
    draft = Draft(read_on=today_of(pupil), minutes=20, page_to=12)
    choice = BookChoice(name="Bumi")
    first, new = log_reading(pupil.user, client_id=form, book=choice, draft=draft)
    again, new_again = log_reading(pupil.user, client_id=form, book=choice, draft=draft)
    assert (first, new, new_again) == (again, True, False)
    assert day_sums(pupil) == (1, 20, 12, 0, 0)


def test_a_used_form_with_other_contents_is_no_resend():
    pupil, form = a_pupil(), uuid.uuid4()
    an_entry(pupil, client_id=form)
    with pytest.raises(broken.FormUsed):
        an_entry(pupil, client_id=form, minutes=35)
    assert day_sums(pupil) == (1, 20, 0, 0, 0)


def test_two_readers_may_send_the_same_form_number_and_see_only_their_own():
    form, classroom = uuid.uuid4(), ClassroomFactory()
    one = an_entry(a_pupil(classroom), client_id=form)
    other = an_entry(a_pupil(classroom), client_id=form)
    assert one.pk != other.pk
    assert one.reader != other.reader


def test_only_a_pupil_of_a_school_keeps_a_journal():
    draft = Draft(read_on=timezone.localdate(), minutes=20)
    with pytest.raises(broken.NotAReader):
        log_reading(UserFactory(), client_id=uuid.uuid4(), book=BookChoice(name="Bumi"), draft=draft)
    gone = a_pupil(left_on=timezone.localdate())
    with pytest.raises(broken.NotAReader):
        an_entry(gone)


def test_a_book_of_somebody_elses_shelf_cannot_be_read_on():
    classroom = ClassroomFactory()
    theirs = an_entry(a_pupil(classroom)).book
    with pytest.raises(broken.NoBook):
        an_entry(a_pupil(classroom), book=BookChoice(shelf_id=theirs.pk))


def test_a_book_is_finished_once_however_often_it_is_read():
    pupil = a_pupil()
    first = an_entry(pupil, finished=True)
    second = an_entry(pupil, finished=True)
    first.book.refresh_from_db()
    assert (first.finished, second.finished, first.book.status) == (True, False, ShelfStatus.FINISHED)
    assert day_sums(pupil) == (2, 40, 0, 1, 0)


# --- Limits -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "in_the_future"), [("Asia/Jakarta", True), ("Asia/Makassar", True), ("Asia/Jayapura", False)]
)
def test_the_future_begins_in_the_schools_own_time_zone(monkeypatch, zone, in_the_future):
    # 15:30 UTC is 22:30 in Jakarta, 23:30 in Makassar and already tomorrow, 00:30, in Jayapura.
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2026, 11, 20, 15, 30, tzinfo=dt.UTC))
    pupil = a_pupil(ClassroomFactory(school__time_zone=zone))
    tomorrow = dt.date(2026, 11, 21)
    if in_the_future:
        with pytest.raises(broken.InTheFuture):
            an_entry(pupil, read_on=tomorrow)
    else:
        assert an_entry(pupil, read_on=tomorrow).read_on == tomorrow


def test_an_entry_may_be_dated_back_within_the_window_only():
    pupil = a_pupil()
    policy_of(pupil.school)
    oldest = today_of(pupil) - dt.timedelta(days=14)
    assert an_entry(pupil, read_on=oldest).read_on == oldest
    with pytest.raises(broken.TooLongAgo):
        an_entry(pupil, read_on=oldest - dt.timedelta(days=1))


@pytest.mark.parametrize(
    ("draft", "rule"),
    [
        ({"minutes": 0}, broken.NothingRead),
        ({"minutes": -5}, broken.NothingRead),
        ({"minutes": 241}, broken.TooManyMinutes),
        ({"page_to": 301}, broken.TooManyPages),
        ({"page_from": 50, "page_to": 40}, broken.PagesBackwards),
        ({"page_from": 0, "page_to": -3}, broken.PagesBackwards),
        ({"page_from": -3, "page_to": 5}, broken.PagesBackwards),
    ],
)
def test_impossible_amounts_are_refused(draft, rule):
    pupil = a_pupil()
    with pytest.raises(rule):
        an_entry(pupil, **draft)
    assert ReadingLog.objects.count() == 0
    assert DailyTotal.objects.count() == 0


def test_the_refusal_names_the_limit():
    pupil = a_pupil()
    set_policy(pupil.school, by=UserFactory(), minutes_per_entry=60)
    with pytest.raises(broken.TooManyMinutes) as refused:
        an_entry(pupil, minutes=61)
    assert "60" in str(refused.value)
    assert "61" in str(refused.value)


def test_a_day_holds_only_so_much():
    pupil = a_pupil()
    set_policy(pupil.school, by=UserFactory(), minutes_per_entry=60, minutes_per_day=100, pages_per_day=300)
    an_entry(pupil, minutes=60, page_to=290)
    with pytest.raises(broken.DayFullOfMinutes):
        an_entry(pupil, minutes=41)
    with pytest.raises(broken.DayFullOfPages):
        an_entry(pupil, minutes=0, page_from=1, page_to=11)
    assert an_entry(pupil, minutes=40).minutes == 40
    yesterday = today_of(pupil) - dt.timedelta(days=1)
    assert an_entry(pupil, minutes=60, read_on=yesterday).minutes == 60


def test_a_day_holds_only_so_many_entries():
    pupil = a_pupil()
    set_policy(pupil.school, by=UserFactory(), entries_per_day=2)
    an_entry(pupil, minutes=1)
    an_entry(pupil, minutes=1)
    with pytest.raises(broken.DayFullOfEntries):
        an_entry(pupil, minutes=1)


# --- Editing ----------------------------------------------------------------------------------------


def test_editing_corrects_the_totals_of_both_days():
    pupil = a_pupil()
    today = today_of(pupil)
    log = an_entry(pupil, read_on=today)
    edited = edit_entry(
        log, by=pupil.user, draft=redraft(log, read_on=today - dt.timedelta(days=1), minutes=35)
    )
    sums = dict(DailyTotal.objects.of(pupil.user).values_list("day", "minutes"))
    assert sums == {today: 0, today - dt.timedelta(days=1): 35}
    assert edited.version == 2


def test_editing_a_verified_entry_returns_it_to_waiting():
    pupil = a_pupil()
    log = an_entry(pupil)
    verify_entries({log.pk: 1}, by=a_teacher(log.classroom))
    assert day_sums(pupil) == (1, 20, 0, 0, 20)
    edited = edit_entry(log, by=pupil.user, draft=redraft(log, minutes=25))
    assert (edited.status, edited.checked_by, edited.checked_at) == (Status.WAITING, None, None)
    assert day_sums(pupil) == (1, 25, 0, 0, 0)


def test_the_daily_limit_holds_for_edits_too_but_not_for_what_stays():
    pupil = a_pupil()
    log = an_entry(pupil, minutes=60)
    set_policy(pupil.school, by=UserFactory(), minutes_per_entry=30, minutes_per_day=30)
    assert edit_entry(log, by=pupil.user, draft=redraft(log, response="Seru!")).response == "Seru!"
    with pytest.raises(broken.TooManyMinutes):
        edit_entry(log, by=pupil.user, draft=redraft(log, minutes=61))


def test_nobody_edits_or_deletes_another_readers_entry():
    classroom = ClassroomFactory()
    log, other = an_entry(a_pupil(classroom)), a_pupil(classroom)
    with pytest.raises(ReadingLog.DoesNotExist):
        edit_entry(log, by=other.user, draft=redraft(log, minutes=5))
    with pytest.raises(ReadingLog.DoesNotExist):
        delete_entry(log, by=other.user)


def test_an_entry_is_taken_back_until_it_is_verified():
    pupil = a_pupil()
    keep, drop = an_entry(pupil), an_entry(pupil, book=BookChoice(name="Salah ketik"))
    delete_entry(drop, by=pupil.user)
    assert day_sums(pupil) == (1, 20, 0, 0, 0)
    assert [b.name for b in pupil.user.shelf.all()] == ["Laskar Pelangi"]
    verify_entries({keep.pk: 1}, by=a_teacher(keep.classroom))
    with pytest.raises(broken.EntryClosed):
        delete_entry(keep, by=pupil.user)


# --- Checking ---------------------------------------------------------------------------------------


def test_verifying_twice_changes_nothing():
    log = an_entry(a_pupil())
    teacher, colleague = a_teacher(log.classroom), a_teacher(log.classroom)
    first = verify_entries({log.pk: 1}, by=teacher)
    second = verify_entries({log.pk: 1}, by=colleague)
    assert (first.verified, second.verified, second.already) == ([log], [], [log])
    log.refresh_from_db()
    assert log.checked_by == teacher
    assert WeekTotal.objects.get().verified_minutes == 20


def test_an_entry_changed_meanwhile_is_left_waiting_and_reported():
    pupil = a_pupil()
    same, changed = an_entry(pupil), an_entry(pupil)
    edit_entry(changed, by=pupil.user, draft=redraft(changed, minutes=90))
    outcome = verify_entries({same.pk: 1, changed.pk: 1}, by=a_teacher(same.classroom))
    assert (outcome.verified, outcome.changed) == ([same], [changed])
    changed.refresh_from_db()
    assert changed.status == Status.WAITING


def test_a_teacher_verifies_in_own_classes_only():
    log, other = an_entry(a_pupil()), an_entry(a_pupil())
    with pytest.raises(ReadingLog.DoesNotExist):
        verify_entries({log.pk: 1, other.pk: 1}, by=a_teacher(log.classroom))
    log.refresh_from_db()
    assert log.status == Status.WAITING


def test_the_librarian_verifies_for_every_class_of_the_school():
    log = an_entry(a_pupil())
    librarian = GrantFactory(role=Role.LIBRARIAN, school=log.school).user
    assert verify_entries({log.pk: 1}, by=librarian).verified == [log]


def test_nobody_verifies_their_own_entry():
    pupil = a_pupil()
    log = an_entry(pupil)
    GrantFactory(of_class=True, classroom=log.classroom, user=pupil.user)
    with pytest.raises(ReadingLog.DoesNotExist):
        verify_entries({log.pk: 1}, by=pupil.user)


def test_a_returned_entry_counts_again_once_it_is_mended():
    pupil = a_pupil()
    log = an_entry(pupil, finished=True)
    return_entry(log, version=1, note="Halaman berapa?", by=a_teacher(log.classroom))
    log.refresh_from_db()
    log.book.refresh_from_db()
    assert (log.status, log.note, log.book.status) == (
        Status.RETURNED,
        "Halaman berapa?",
        ShelfStatus.READING,
    )
    assert day_sums(pupil) == (0, 0, 0, 0, 0)
    assert WeekTotal.objects.get().readers == 0
    edit_entry(log, by=pupil.user, draft=redraft(log, page_to=12))
    assert day_sums(pupil) == (1, 20, 12, 1, 0)
    assert WeekTotal.objects.get().readers == 1


def test_returning_needs_a_note_and_the_version_on_the_screen():
    pupil = a_pupil()
    log = an_entry(pupil)
    teacher = a_teacher(log.classroom)
    with pytest.raises(broken.NoteNeeded):
        return_entry(log, version=1, note="  ", by=teacher)
    edit_entry(log, by=pupil.user, draft=redraft(log, minutes=21))
    with pytest.raises(broken.EntryChanged):
        return_entry(log, version=1, note="Cek lagi", by=teacher)


def test_thirty_entries_are_verified_in_twenty_queries_at_most():
    classroom = ClassroomFactory()
    logs = [an_entry(a_pupil(classroom)) for _ in range(30)]
    teacher = a_teacher(classroom)
    with CaptureQueriesContext(connection) as queries:
        outcome = verify_entries({log.pk: 1 for log in logs}, by=teacher)
    assert len(outcome.verified) == 30
    assert len(queries) <= 20
    row = WeekTotal.objects.get()
    assert (row.readers, row.verified_entries, row.verified_minutes) == (30, 30, 600)
    assert row.week == monday_of(logs[0].read_on)


def test_the_audit_log_holds_codes_and_counts_but_no_words():
    pupil = a_pupil()
    log = an_entry(pupil, response="Rahasia hati")
    verify_entries({log.pk: 1}, by=a_teacher(log.classroom))
    assert [(e.verb, e.details) for e in Event.objects.order_by("pk")] == [
        ("log_reading", {"minutes": 20, "pages": 0}),
        ("verify_entries", {"count": 1, "entries": [log.pk]}),
    ]
