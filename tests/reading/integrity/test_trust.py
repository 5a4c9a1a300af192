"""A paused reader writes nothing; a trusted one needs no routine check. Both are people's decisions."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError
from django.urls import reverse

from accounts.models import AcademicYear, Role
from audit.models import Event
from literasi.reading import exceptions as broken
from literasi.reading.models import DailyTotal, Evidence, Journal, ReadingLog, Status
from literasi.reading.services import (
    delete_entry,
    edit_entry,
    end_trust,
    pause_journal,
    rebuild_totals,
    resume_journal,
    return_entry,
    trust_reader,
    verify_entries,
)
from literasi.reading.services.draft import Draft
from tests.factories.accounts import ClassroomFactory, EnrolmentFactory, GrantFactory
from tests.factories.reading import a_pupil, a_teacher, an_entry, today_of

pytestmark = pytest.mark.django_db

REASON = "Ayo kita bicarakan dulu catatan hari Senin."


@pytest.fixture
def classroom():
    return ClassroomFactory()


@pytest.fixture
def pupil(classroom):
    return a_pupil(classroom)


@pytest.fixture
def teacher(classroom):
    return a_teacher(classroom)


def pause(pupil, classroom, teacher):
    return pause_journal(pupil.user, classroom=classroom, reason=REASON, by=teacher)


def trust(pupil, classroom, teacher):
    return trust_reader(pupil.user, classroom=classroom, by=teacher)


def same(log, **changes):
    return Draft(**({"read_on": log.read_on, "minutes": log.minutes} | changes))


# --- Paused -------------------------------------------------------------------------------------------


def test_a_paused_reader_logs_edits_and_deletes_nothing(pupil, classroom, teacher):
    log = an_entry(pupil)
    pause(pupil, classroom, teacher)
    for attempt in (
        lambda: an_entry(pupil),
        lambda: edit_entry(log, by=pupil.user, draft=same(log, minutes=5)),
        lambda: delete_entry(log, by=pupil.user),
    ):
        with pytest.raises(broken.JournalPaused):
            attempt()
    assert list(ReadingLog.objects.values_list("minutes", flat=True)) == [20]


def test_a_resend_of_a_saved_entry_is_still_answered(pupil, classroom, teacher):
    form = uuid.uuid4()
    log = an_entry(pupil, client_id=form)
    pause(pupil, classroom, teacher)
    assert an_entry(pupil, client_id=form) == log


def test_what_was_logged_before_may_still_be_checked(pupil, classroom, teacher):
    log = an_entry(pupil)
    pause(pupil, classroom, teacher)
    assert verify_entries({log.pk: 1}, by=teacher).verified == [log]


def test_after_the_talk_the_journal_goes_on(pupil, classroom, teacher):
    pause(pupil, classroom, teacher)
    resume_journal(pupil.user, classroom=classroom, by=teacher)
    assert an_entry(pupil).minutes == 20
    assert [e.verb for e in Event.objects.order_by("pk")] == [
        "pause_journal",
        "resume_journal",
        "log_reading",
    ]
    assert REASON not in str(list(Event.objects.values_list("details", flat=True)))


def test_a_pause_needs_its_reason_and_keeps_the_first(pupil, classroom, teacher):
    with pytest.raises(broken.ReasonNeeded):
        pause_journal(pupil.user, classroom=classroom, reason="  ", by=teacher)
    pause(pupil, classroom, teacher)
    again = pause_journal(pupil.user, classroom=classroom, reason="Lain", by=a_teacher(classroom))
    assert (again.pause_reason, again.paused_by) == (REASON, teacher)


def test_nobody_resumes_their_own_journal(pupil, classroom, teacher):
    pause(pupil, classroom, teacher)
    resume_journal(pupil.user, classroom=classroom, by=pupil.user)
    assert Journal.objects.get().is_paused


def test_the_pupil_sees_a_calm_page_that_says_whom_to_talk_to(client, pupil, classroom, teacher):
    log = an_entry(pupil)
    pause(pupil, classroom, teacher)
    client.force_login(pupil.user)
    for name in ("log_reading", "edit_entry", "delete_entry"):
        url = reverse(name, args=[] if name == "log_reading" else [log.pk])
        page = client.get(url)
        assert page.status_code == 200
        assert teacher.name in page.content.decode()
        assert client.post(url, {"client_id": uuid.uuid4(), "minutes": 5}).status_code == 403
    mine = client.get(reverse("my_reading")).content.decode()
    assert teacher.name in mine
    assert ReadingLog.objects.get().version == 1


def test_the_teacher_pauses_and_resumes_from_the_pupils_page(client, pupil, classroom, teacher):
    client.force_login(teacher)
    here = [classroom.pk, pupil.pk]
    assert client.post(reverse("pause_journal", args=here), {"reason": " "}).status_code == 200
    assert not Journal.objects.filter(paused_at__isnull=False).exists()
    client.post(reverse("pause_journal", args=here), {"reason": REASON})
    assert REASON in client.get(reverse("class_reader", args=here)).content.decode()
    client.post(reverse("resume_journal", args=here))
    assert not Journal.objects.get().is_paused


# --- Trusted ------------------------------------------------------------------------------------------


def test_a_trusted_readers_plain_entry_is_verified_at_once_and_evidence_stays(pupil, classroom, teacher):
    trust(pupil, classroom, teacher)
    log = an_entry(pupil)
    assert (log.status, log.checked_by, log.evidence) == (Status.VERIFIED, teacher, Evidence.SELF)
    assert DailyTotal.objects.get().verified_minutes == 20
    assert rebuild_totals(check_only=True) == []


def test_a_flagged_entry_waits_all_the_same(pupil, classroom, teacher):
    trust(pupil, classroom, teacher)
    assert an_entry(pupil, response="asdfghjkl asdfgh").status == Status.WAITING


def test_a_plain_edit_is_verified_again_but_a_mended_entry_is_looked_at(pupil, classroom, teacher):
    trust(pupil, classroom, teacher)
    log = an_entry(pupil)
    assert edit_entry(log, by=pupil.user, draft=same(log, minutes=25)).status == Status.VERIFIED
    log.refresh_from_db()
    return_entry(log, version=log.version, note="Halaman berapa?", by=teacher)
    assert edit_entry(log, by=pupil.user, draft=same(log, page_to=9)).status == Status.WAITING
    assert rebuild_totals(check_only=True) == []


def test_trust_ends_with_the_class(pupil, classroom, teacher):
    trust(pupil, classroom, teacher)
    today = today_of(pupil)
    pupil.enrolments.update(ends_on=today - dt.timedelta(days=1))
    EnrolmentFactory(pupil=pupil, classroom=ClassroomFactory(school=classroom.school), starts_on=today)
    assert an_entry(pupil).status == Status.WAITING
    assert an_entry(pupil, read_on=today - dt.timedelta(days=2)).status == Status.WAITING


def test_trust_ends_with_the_school_year(pupil, classroom, teacher):
    trust(pupil, classroom, teacher)
    last = today_of(pupil) - dt.timedelta(days=1)
    AcademicYear.objects.update(
        starts_on=last - dt.timedelta(days=360),
        second_semester_on=last - dt.timedelta(days=180),
        ends_on=last,
    )
    assert an_entry(pupil).status == Status.WAITING


def test_trust_ends_with_the_teacher(pupil, classroom, teacher):
    trust(pupil, classroom, teacher)
    teacher.grants.all().delete()
    assert an_entry(pupil).status == Status.WAITING


def test_trust_is_taken_back_by_hand_and_by_a_pause(pupil, classroom, teacher):
    trust(pupil, classroom, teacher)
    end_trust(pupil.user, classroom=classroom, by=teacher)
    assert an_entry(pupil).status == Status.WAITING
    trust(pupil, classroom, teacher)
    pause(pupil, classroom, teacher)
    resume_journal(pupil.user, classroom=classroom, by=teacher)
    assert an_entry(pupil).status == Status.WAITING


def test_only_a_teacher_of_the_class_trusts_and_nobody_themselves(pupil, classroom):
    GrantFactory(of_class=True, classroom=classroom, user=pupil.user)
    librarian = GrantFactory(role=Role.LIBRARIAN, school=classroom.school).user
    elsewhere = a_teacher(ClassroomFactory(school=classroom.school))
    for person in (pupil.user, librarian, elsewhere):
        with pytest.raises(broken.TrustNotYours):
            trust(pupil, classroom, person)
    with pytest.raises(IntegrityError):
        Journal.objects.create(reader=pupil.user, trusted_in=classroom, trusted_by=pupil.user)


def test_nobody_is_trusted_in_a_class_they_have_left_or_while_paused(pupil, classroom, teacher):
    pause(pupil, classroom, teacher)
    with pytest.raises(broken.StillPaused):
        trust(pupil, classroom, teacher)
    pupil.enrolments.update(ends_on=today_of(pupil))
    with pytest.raises(broken.NotInClass):
        trust(pupil, classroom, teacher)


def test_the_mark_is_given_and_taken_on_the_pupils_page(client, pupil, classroom, teacher):
    client.force_login(teacher)
    here = [classroom.pk, pupil.pk]
    page = client.post(reverse("trust_reader", args=here), follow=True)
    assert "Pembaca terpercaya" in page.content.decode()
    client.post(reverse("trust_reader", args=here), {"to": "end"})
    assert Journal.objects.get().trusted_in is None


def test_the_librarian_sees_no_button_and_a_forged_post_is_refused(client, pupil, classroom):
    client.force_login(GrantFactory(role=Role.LIBRARIAN, school=classroom.school).user)
    here = [classroom.pk, pupil.pk]
    assert "Tandai sebagai" not in client.get(reverse("class_reader", args=here)).content.decode()
    client.post(reverse("trust_reader", args=here))
    assert not Journal.objects.filter(trusted_in__isnull=False).exists()
