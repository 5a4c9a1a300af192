"""One entry counts in every programme it fits, and the standing of reader and class follow at once."""

import datetime as dt

import pytest

from literasi.reading.counting import rebuild_standings, verdicts_of
from literasi.reading.models import GroupStanding, Programme, ReadingLog, Standing
from literasi.reading.services import (
    BookChoice,
    delete_entry,
    edit_entry,
    rebuild_totals,
    return_entry,
    verify_entries,
)
from literasi.reading.services.draft import Draft
from tests.factories.accounts import ClassroomFactory, GrantFactory
from tests.factories.catalogue import TitleFactory
from tests.factories.programmes import a_programme
from tests.factories.reading import a_pupil, a_teacher, an_entry, today_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def pupil():
    return a_pupil(ClassroomFactory(grade=7))


def standing(programme, pupil):
    row = Standing.objects.filter(programme=programme, reader=pupil.user).first()
    return (row.amount, row.reached) if row else None


def group(programme):
    return list(GroupStanding.objects.filter(programme=programme).values_list("amount", "readers", "reached"))


def all_agree():
    return rebuild_totals(check_only=True) == []


def test_an_entry_counts_in_every_programme_it_fits(pupil):
    weekly = a_programme(pupil.school)
    city = a_programme(metric="pages", interval="whole", value=100)
    an_entry(pupil, minutes=15, page_from=1, page_to=40)
    an_entry(pupil, minutes=10, page_from=41, page_to=100)
    assert (standing(weekly, pupil), standing(city, pupil)) == ((25, True), (100, True))
    assert (group(weekly), group(city)) == ([(25, 1, 1)], [(100, 1, 1)])
    assert all_agree()


def test_another_schools_programme_counts_nothing(pupil):
    other = a_programme(a_pupil().school)
    an_entry(pupil)
    assert standing(other, pupil) is None


def test_grades_and_classes_narrow_the_audience(pupil):
    classroom = pupil.enrolments.get().classroom
    mine = a_programme(pupil.school, grades=[7], classrooms=[classroom])
    others = a_programme(pupil.school, grades=[8])
    an_entry(pupil)
    assert (standing(mine, pupil), standing(others, pupil)) == ((20, True), None)


def test_a_teacher_reads_in_a_programme_for_staff(pupil):
    teacher = a_teacher(pupil.enrolments.get().classroom)
    for_all = a_programme(pupil.school, for_staff=True)
    for_pupils = a_programme(pupil.school)
    teacher.school = pupil.school
    an_entry(_as_reader(teacher, pupil.school))
    assert Standing.objects.get(reader=teacher).programme == for_all
    assert GroupStanding.objects.get(programme=for_all).classroom is None
    assert not GroupStanding.objects.filter(programme=for_pupils).exists()
    assert all_agree()


def _as_reader(user, school):
    class Reader:
        pass

    reader = Reader()
    reader.user, reader.school = user, school
    return reader


def test_an_unverified_entry_counts_once_it_is_verified(pupil):
    strict = a_programme(pupil.school, verified_only=True)
    log = an_entry(pupil)
    assert standing(strict, pupil) is None
    verify_entries({log.pk: 1}, by=a_teacher(log.classroom))
    assert standing(strict, pupil) == (20, True)
    assert group(strict) == [(20, 1, 1)]


def test_what_is_returned_edited_or_deleted_leaves_the_standing(pupil):
    programme = a_programme(pupil.school)
    log = an_entry(pupil, minutes=30)
    edit_entry(log, by=pupil.user, draft=Draft(read_on=log.read_on, minutes=12))
    assert (standing(programme, pupil), group(programme)) == ((12, False), [(12, 1, 0)])
    log.refresh_from_db()
    return_entry(log, version=log.version, note="Periksa lagi.", by=a_teacher(log.classroom))
    assert (standing(programme, pupil), group(programme)) == ((0, False), [(0, 0, 0)])
    delete_entry(ReadingLog.objects.get(), by=pupil.user)
    assert all_agree()


def test_books_count_when_they_are_finished_and_quotas_keep_the_goal_open(pupil):
    programme = a_programme(
        pupil.school, metric="books", interval="whole", value=2, quotas=[("regional", "", 1)]
    )
    for language in ("id", "id", "su"):
        assert standing(programme, pupil) in (None, (1, False), (2, False))
        title = TitleFactory(language=language)
        an_entry(pupil, book=BookChoice(title_id=title.pk), finished=True)
    assert standing(programme, pupil) == (3, True)
    assert Standing.objects.get().quotas == {"0": 1}
    assert all_agree()


def test_each_interval_has_its_own_standing(pupil):
    daily = a_programme(pupil.school, interval="day", value=15)
    today = today_of(pupil)
    for days in (0, 1, 2):
        an_entry(pupil, read_on=today - dt.timedelta(days=days), minutes=10 + 5 * days)
    assert list(
        Standing.objects.filter(programme=daily).order_by("-period").values_list("amount", "reached")
    ) == [(10, False), (15, True), (20, True)]


def test_days_are_counted_once_however_many_entries_they_hold(pupil):
    days = a_programme(pupil.school, metric="days", interval="whole", value=2)
    an_entry(pupil)
    an_entry(pupil)
    an_entry(pupil, read_on=today_of(pupil) - dt.timedelta(days=1))
    assert standing(days, pupil) == (2, True)


def test_a_pupil_sees_why_an_entry_did_not_count(pupil):
    a_programme(pupil.school, name="Lisan", weakest_evidence=30, response_least=50)
    a_programme(pupil.school, name="Bebas")
    log = an_entry(pupil, response="Bagus.")
    verdicts = {v.programme.name: v for v in verdicts_of([log])[log.pk]}
    assert (len(verdicts["Lisan"].reasons), verdicts["Bebas"].counts) == (2, True)


def test_a_programme_started_late_counts_what_was_already_read(pupil):
    an_entry(pupil, minutes=25)
    programme = a_programme(pupil.school)
    assert len(rebuild_standings(programme)) == 2  # the reader's and the class's
    assert (standing(programme, pupil), group(programme)) == ((25, True), [(25, 1, 1)])
    assert rebuild_standings(programme) == []


def test_a_draft_counts_nothing(pupil):
    draft = a_programme(pupil.school, state="draft")
    an_entry(pupil)
    assert (standing(draft, pupil), Programme.objects.counting().count()) == (None, 0)


def test_counting_costs_the_same_for_one_programme_and_for_five(pupil, django_assert_num_queries):
    from literasi.reading.counting.standings import Touched, recount

    log = an_entry(pupil)
    touched = [Touched(pupil.user.pk, pupil.school.pk, log.classroom_id, log.read_on)]
    a_programme(pupil.school)
    with django_assert_num_queries(5):
        recount(touched)
    for metric in ("pages", "books", "days", "entries"):
        a_programme(pupil.school, metric=metric)
    with django_assert_num_queries(5):
        recount(touched)


def test_a_principal_reads_along():
    principal = GrantFactory(role="principal")
    an_entry(_as_reader(principal.user, principal.school))
    assert ReadingLog.objects.get().by_staff is True
