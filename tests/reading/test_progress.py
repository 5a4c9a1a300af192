"""What adults see: a class as a heat map, schools side by side, a month on paper."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from literasi.reading.models import ChartImage, MonthlyReport
from literasi.reading.queries import city_table, class_table
from literasi.reading.queries.kinds import count_kinds, months_ago
from literasi.reading.queries.months import month_of
from literasi.reading.services import BookChoice
from literasi.reading.services.reports import ask_for_report, given_up, make_report
from tests.factories.accounts import ClassroomFactory, GrantFactory, SchoolFactory
from tests.factories.catalogue import TitleFactory
from tests.factories.programmes import a_programme
from tests.factories.reading import a_pupil, a_teacher, an_entry, today_of

pytestmark = pytest.mark.django_db


def a_class_of(*minutes):
    classroom = ClassroomFactory()
    for amount in minutes:
        pupil = a_pupil(classroom)
        if amount:
            an_entry(pupil, minutes=amount)
    return classroom


def test_the_pupil_in_the_middle_is_not_lifted_by_one_who_devours():
    table = class_table(a_class_of(0, 20, 240))
    assert (table.medians[0], table.this_week.minutes) == (20, 260)


def test_quiet_pupils_come_first_and_cells_grow_darker():
    table = class_table(a_class_of(200, 0, 20, 40, 80))
    assert [row.is_quiet for row in table.rows] == [True, False, False, False, False]
    assert [row.cells[0].heat for row in table.rows] == [0, 1, 2, 3, 4]


def test_a_teacher_may_see_the_class_by_name(client):
    classroom = a_class_of(200, 0, 20)
    by_name = class_table(classroom, by_name=True)
    names = [row.pupil.user.name for row in by_name.rows]
    assert names == sorted(names)
    client.force_login(a_teacher(classroom))
    text = client.get(reverse("class_page", args=[classroom.pk]), {"urut": "nama"}).content.decode()
    assert text.index(names[0]) < text.index(names[1]) < text.index(names[2])


def test_an_entry_of_pages_alone_still_shows_in_the_heat_map():
    classroom = ClassroomFactory()
    an_entry(a_pupil(classroom), minutes=0, page_from=1, page_to=9)
    [row] = class_table(classroom).rows
    assert (row.cells[0].minutes, row.cells[0].heat) == (0, 1)


def test_the_city_sees_first_where_fewest_take_part():
    busy, half = a_class_of(20, 20), a_class_of(20, 0)
    empty = SchoolFactory()
    table = city_table()
    assert [line.school for line in table.lines] == [empty, half.school, busy.school]
    assert [line.share for line in table.lines] == [None, 0.5, 1.0]
    assert (table.readers, table.pupils, table.this_week.minutes) == (3, 4, 60)


def test_the_city_page_costs_the_same_for_one_school_and_for_three(
    client, django_assert_num_queries, django_assert_max_num_queries
):
    a_class_of(20)
    client.force_login(GrantFactory(city=True).user)
    url = reverse("city_reading")
    client.get(url)
    with django_assert_max_num_queries(20) as few:
        client.get(url)
    a_class_of(20)
    a_class_of(20)
    with django_assert_num_queries(len(few)):
        assert client.get(url).status_code == 200


def test_kinds_of_books_are_counted_by_level_genre_and_language():
    pupil = a_pupil()
    story = TitleFactory(level="C", ddc="899.221 3", language="id")
    folktale = TitleFactory(level="B3", ddc="398.2", language="su")
    for title in (story, story, folktale):
        an_entry(pupil, book=BookChoice(title_id=title.pk))
    an_entry(pupil)  # a book written by hand
    kinds = count_kinds(pupil.school.pk, today_of(pupil).replace(day=1))
    assert {k: n for k, n in kinds.levels if n} == {"B3": 1, "C": 2}
    assert [n for _, n in kinds.genres] == [2, 1]
    assert (kinds.entries, kinds.known, kinds.regional) == (4, 3, 1)


def test_the_page_shows_kinds_even_before_the_pictures_are_drawn(client):
    pupil = a_pupil()
    an_entry(pupil, book=BookChoice(title_id=TitleFactory(level="C").pk))
    client.force_login(GrantFactory(role="principal", school=pupil.school).user)
    text = client.get(reverse("school_reading", args=[pupil.school.npsn])).content.decode()
    assert "Catatan menurut jenjang buku" in text
    assert not ChartImage.objects.exists()


@pytest.mark.parametrize(
    ("day", "months", "first"),
    [
        (dt.date(2026, 11, 22), 0, dt.date(2026, 11, 1)),
        (dt.date(2026, 1, 31), 1, dt.date(2025, 12, 1)),
        (dt.date(2026, 12, 1), -1, dt.date(2027, 1, 1)),
        (dt.date(2026, 3, 31), 13, dt.date(2025, 2, 1)),
    ],
)
def test_months_before_and_after(day, months, first):
    assert months_ago(day, months) == first


def test_a_month_counts_its_own_days_only():
    pupil = a_pupil()
    today = today_of(pupil)
    first = today.replace(day=1)
    an_entry(pupil, minutes=20)
    if today.day <= 14:
        an_entry(pupil, minutes=50, read_on=first - dt.timedelta(days=1))
    month = month_of(pupil.school, first, today)
    assert (month.sums["minutes"], [line.readers for line in month.lines]) == (20, [1])
    assert month.before["minutes"] == (50 if today.day <= 14 else 0)


def words_of(pdf):
    import subprocess

    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


@pytest.mark.slow
def test_the_worker_sets_the_report_and_it_names_no_child(client):
    pupil = a_pupil()
    a_programme(pupil.school, name="Ayo Membaca")
    an_entry(pupil, book=BookChoice(title_id=TitleFactory(level="C").pk))
    teacher = a_teacher(pupil.classroom)
    month = today_of(pupil).replace(day=1)
    report = ask_for_report(pupil.school, month, by=teacher)
    assert report.is_being_made
    make_report(report.pk)
    client.force_login(teacher)
    answer = client.get(reverse("school_report_pdf", args=[pupil.school.npsn]))
    text = words_of(io.BytesIO(answer.content).getvalue())
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert pupil.school.name in text
    assert "Ayo Membaca" in text
    assert pupil.user.name not in text


def test_asking_twice_is_asking_once():
    teacher = a_teacher(ClassroomFactory())
    school = teacher.grants.get().school
    first = ask_for_report(school, school.today().replace(day=1), by=teacher)
    again = ask_for_report(school, school.today().replace(day=1), by=teacher)
    assert (first.pk, first.asked_at) == (again.pk, again.asked_at)


def test_a_report_whose_worker_died_is_asked_for_again():
    teacher = a_teacher(ClassroomFactory())
    school = teacher.grants.get().school
    report = ask_for_report(school, school.today().replace(day=1), by=teacher)
    long_ago = report.asked_at - dt.timedelta(minutes=6)
    MonthlyReport.objects.update(asked_at=long_ago)
    assert ask_for_report(school, school.today().replace(day=1), by=teacher).asked_at > long_ago


def test_a_report_whose_worker_died_is_made_without_asking():
    school = SchoolFactory()
    report = ask_for_report(school, dt.date(2026, 10, 1), by=GrantFactory(librarian=True, school=school).user)
    minutes = dt.timedelta(minutes=1)
    asked = timezone.now() - 10 * minutes
    MonthlyReport.objects.filter(pk=report.pk).update(asked_at=asked, made_at=None)
    assert given_up(asked + 4 * minutes) == []
    assert given_up(asked + 6 * minutes) == [report.pk]
    make_report(report.pk)
    assert given_up(asked + 6 * minutes) == []


def test_a_month_that_is_no_month_is_the_running_one(client):
    teacher = a_teacher(ClassroomFactory())
    client.force_login(teacher)
    url = reverse("school_report", args=[teacher.grants.get().school.npsn])
    for asked in ("2026-13", "x", "1900-01", "2026-11-01'"):
        assert client.get(url, {"bulan": asked}).status_code == 200
