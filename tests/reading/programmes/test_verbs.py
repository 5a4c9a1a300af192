"""Planning, starting, changing, ending and copying programmes."""

import datetime as dt
import uuid

import pytest

from accounts.models import Role
from audit.models import Event
from literasi.reading import exceptions as broken
from literasi.reading.counting import rebuild_standings
from literasi.reading.models import GroupStanding, ListedTitle, Programme, ReadingList, Standing
from literasi.reading.programme_templates import TEMPLATES
from literasi.reading.services import (
    Blueprint,
    change_programme,
    copy_programme,
    create_programme,
    delete_programme,
    end_programme,
    rebuild_totals,
    start_programme,
    start_template,
)
from literasi.reading.services.lists import follow
from literasi.reading.services.recounting import count_due, overdue_programmes
from tests.factories.accounts import ClassroomFactory, GrantFactory, UserFactory
from tests.factories.catalogue import TitleFactory
from tests.factories.programmes import a_programme
from tests.factories.reading import a_pupil, a_teacher, an_entry, today_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def pupil():
    return a_pupil(ClassroomFactory(grade=7))


@pytest.fixture
def librarian(pupil):
    return GrantFactory(librarian=True, school=pupil.school).user


@pytest.fixture
def once_committed(django_capture_on_commit_callbacks):
    """Runs what waits for the transaction."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def fields(pupil, **changed):
    today = today_of(pupil)
    return {
        "name": "Pekan Membaca",
        "starts_on": today - dt.timedelta(days=30),
        "ends_on": today + dt.timedelta(days=30),
        "metric": "minutes",
        "interval": "week",
        "value": 20,
    } | changed


def planned(pupil, by, **more):
    given = {name: more.pop(name) for name in ("quotas", "levels", "classrooms") if name in more}
    blueprint = Blueprint(fields=fields(pupil, **more), **given)
    return create_programme(blueprint, school=pupil.school, by=by)


def test_a_draft_counts_nothing_until_it_is_started(pupil, librarian, once_committed):
    an_entry(pupil, minutes=25)
    programme = planned(pupil, librarian)
    assert Standing.objects.count() == 0
    with once_committed():
        start_programme(programme, by=librarian)
    assert (Standing.objects.get().amount, GroupStanding.objects.get().reached) == (25, 1)
    assert Programme.objects.get().count_due_at is None
    assert [e.verb for e in Event.objects.filter(kind="reading.programme")] == [
        "create_programme",
        "start_programme",
    ]


def test_starting_twice_starts_once_and_an_ended_one_not_again(pupil, librarian):
    programme = planned(pupil, librarian)
    start_programme(programme, by=librarian)
    start_programme(programme, by=librarian)
    assert Event.objects.filter(verb="start_programme").count() == 1
    end_programme(programme, by=librarian)
    with pytest.raises(broken.NotADraft):
        start_programme(programme, by=librarian)


def test_a_programme_that_is_over_is_not_started(pupil, librarian):
    today = today_of(pupil)
    old = planned(
        pupil, librarian, starts_on=today - dt.timedelta(days=9), ends_on=today - dt.timedelta(days=1)
    )
    with pytest.raises(broken.AlreadyOver):
        start_programme(old, by=librarian)


@pytest.mark.parametrize("key", TEMPLATES)
def test_every_template_starts_and_the_second_tap_answers_the_same(pupil, librarian, key):
    token = uuid.uuid4()
    first, second = (
        start_template(TEMPLATES[key], school=pupil.school, classrooms=(), by=librarian, token=token)
        for _ in range(2)
    )
    assert first == second == Programme.objects.get()
    assert (first.state, first.template) == ("running", key)
    assert first.starts_on <= today_of(pupil) < first.ends_on


def test_the_default_programme_of_the_habit_stage_asks_for_no_response(pupil, librarian):
    gls = start_template(
        TEMPLATES["gls"], school=pupil.school, classrooms=(), by=librarian, token=uuid.uuid4()
    )
    assert (gls.response_least, gls.verified_only, gls.for_staff) == (0, False, True)


def test_changing_a_name_counts_nothing_anew_but_changing_the_goal_does(pupil, librarian, once_committed):
    an_entry(pupil, minutes=25)
    programme = planned(pupil, librarian)
    with once_committed():
        start_programme(programme, by=librarian)
    with once_committed() as waiting:
        change_programme(programme, Blueprint(fields=fields(pupil, name="Baru")), by=librarian)
    assert waiting == []
    with once_committed():
        change_programme(programme, Blueprint(fields=fields(pupil, value=30)), by=librarian)
    assert Standing.objects.get().reached is False
    assert (GroupStanding.objects.get().amount, GroupStanding.objects.get().reached) == (25, 0)
    assert rebuild_totals(check_only=True) == []


def test_another_interval_leaves_no_standing_of_the_old_one(pupil, librarian, once_committed):
    for back in (0, 8, 16):
        an_entry(pupil, minutes=10, read_on=today_of(pupil) - dt.timedelta(days=min(back, 14)))
    programme = planned(pupil, librarian)
    with once_committed():
        start_programme(programme, by=librarian)
    assert Standing.objects.count() == 3
    with once_committed():
        change_programme(programme, Blueprint(fields=fields(pupil, interval="whole")), by=librarian)
    assert [row.amount for row in Standing.objects.all()] == [30]
    assert [row.amount for row in GroupStanding.objects.filter(amount__gt=0)] == [30]
    assert rebuild_standings(programme, check_only=True) == []


def test_narrowing_the_audience_takes_the_others_out(pupil, librarian, once_committed):
    other = a_pupil(ClassroomFactory(school=pupil.school))
    an_entry(pupil)
    an_entry(other)
    programme = planned(pupil, librarian)
    with once_committed():
        start_programme(programme, by=librarian)
    mine = pupil.enrolments.get().classroom
    with once_committed():
        change_programme(programme, Blueprint(fields=fields(pupil), classrooms=(mine,)), by=librarian)
    assert [row.reader for row in Standing.objects.filter(amount__gt=0)] == [pupil.user]
    assert rebuild_totals(check_only=True) == []


def test_a_teacher_plans_for_own_classes_and_no_wider(pupil):
    room = pupil.enrolments.get().classroom
    teacher = a_teacher(room)
    assert planned(pupil, teacher, classrooms=(room,)).plan["classrooms"] == [room.pk]
    with pytest.raises(broken.WiderThanYours):
        planned(pupil, teacher)
    with pytest.raises(broken.WiderThanYours):
        planned(pupil, teacher, classrooms=(room, ClassroomFactory(school=pupil.school)))
    with pytest.raises(broken.WiderThanYours):
        planned(pupil, teacher, classrooms=(room,), for_staff=True)


def test_a_schools_programme_has_only_its_own_classes_and_lists(pupil, librarian):
    with pytest.raises(broken.NotOfThisSchool):
        planned(pupil, librarian, classrooms=(ClassroomFactory(),))
    foreign = ReadingList.objects.create(school=a_pupil().school, name="Lain", made_by=librarian)
    with pytest.raises(broken.NotOfThisSchool):
        planned(pupil, librarian, reading_list=foreign)


def a_list(school, by, *titles, compulsory=True):
    made = ReadingList.objects.create(school=school, name="Wajib", made_by=by)
    for title in titles:
        ListedTitle.objects.create(reading_list=made, title=title, compulsory=compulsory)
    return made


def test_quotas_and_compulsory_titles_need_a_goal_over_the_whole(pupil, librarian):
    with pytest.raises(broken.QuotasNeedWholeProgramme):
        planned(pupil, librarian, quotas=(("regional", "", 2),))
    listed = a_list(pupil.school, librarian, TitleFactory())
    with pytest.raises(broken.TitlesNeedWholeProgramme):
        planned(pupil, librarian, reading_list=listed)
    with pytest.raises(broken.ReviewsHaveNoQuotas):
        planned(pupil, librarian, metric="reviews", interval="whole", quotas=(("regional", "", 2),))


def test_a_title_added_to_the_list_is_asked_for_at_once(pupil, librarian):
    listed = a_list(pupil.school, librarian, TitleFactory())
    programme = planned(pupil, librarian, metric="books", interval="whole", value=1, reading_list=listed)
    start_programme(programme, by=librarian)
    ListedTitle.objects.create(reading_list=listed, title=TitleFactory(), compulsory=True)
    follow(listed)
    after = Programme.objects.get()
    assert (len(after.plan["compulsory"]), after.count_due_at is None) == (2, False)


def test_an_ended_programme_keeps_what_was_reached(pupil, librarian, once_committed):
    an_entry(pupil)
    programme = planned(pupil, librarian)
    with once_committed():
        start_programme(programme, by=librarian)
    ended = end_programme(programme, by=librarian)
    assert (ended.state, ended.ends_on) == ("ended", today_of(pupil))
    assert Standing.objects.get().reached is True
    with pytest.raises(broken.NotRunning):
        end_programme(programme, by=librarian)


def test_a_copy_is_a_draft_a_year_later_with_everything_but_the_classes(pupil, librarian):
    room = pupil.enrolments.get().classroom
    made = planned(
        pupil,
        librarian,
        interval="whole",
        metric="books",
        classrooms=(room,),
        quotas=(("regional", "", 2),),
        levels=(("Emas", "gold", 20),),
    )
    copy = copy_programme(made, by=librarian)
    assert copy == copy_programme(made, by=librarian)
    assert (copy.state, copy.copied_from, copy.starts_on.year) == ("draft", made, made.starts_on.year + 1)
    assert (copy.quotas.count(), copy.certificate_levels.count(), copy.classrooms.count()) == (1, 1, 0)


def test_only_a_draft_is_thrown_away(pupil, librarian):
    delete_programme(planned(pupil, librarian), by=librarian)
    assert Programme.objects.count() == 0
    running = a_programme(pupil.school)
    with pytest.raises(broken.NotADraft):
        delete_programme(running, by=librarian)


def test_a_programme_of_eight_years_is_refused(pupil, librarian):
    with pytest.raises(broken.ProgrammeTooLong):
        planned(pupil, librarian, ends_on=today_of(pupil) + dt.timedelta(days=8 * 366))


@pytest.mark.parametrize("year", [1, 1999, 2101, 9999])
def test_a_mistyped_year_is_refused(pupil, librarian, year):
    day = dt.date(year, 12, 1)
    with pytest.raises(broken.YearsMistyped):
        planned(pupil, librarian, starts_on=day, ends_on=day)


def test_an_ended_programme_does_not_come_back_to_life(pupil, librarian):
    ended = end_programme(a_programme(pupil.school), by=librarian)
    changed = change_programme(ended, Blueprint(fields=fields(pupil)), by=librarian)
    assert (changed.state, changed.ends_on) == ("ended", today_of(pupil))


def test_what_a_dead_worker_left_is_counted_later(pupil, librarian):
    an_entry(pupil)
    programme = start_programme(planned(pupil, librarian), by=librarian)
    Programme.objects.update(count_due_at=programme.count_due_at - dt.timedelta(hours=1))
    assert overdue_programmes() == [programme.pk]
    count_due(programme.pk)
    assert (overdue_programmes(), Standing.objects.get().reached) == ([], True)


def test_a_person_without_any_role_plans_nothing(pupil):
    with pytest.raises(broken.WiderThanYours):
        planned(pupil, UserFactory())
    with pytest.raises(broken.WiderThanYours):
        planned(pupil, GrantFactory(role=Role.LIBRARIAN).user)
