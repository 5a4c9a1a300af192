"""The session's page, the board, and the question which book it was."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import SchoolHoliday
from literasi.reading.models import ClassSession, ReadingLog
from literasi.reading.services import BookChoice, policy_of
from tests.factories.accounts import ClassroomFactory, GrantFactory
from tests.factories.catalogue import TitleFactory
from tests.factories.programmes import a_programme
from tests.factories.reading import a_pupil, a_teacher, an_entry
from tests.reading.sessions.test_services import held

pytestmark = pytest.mark.django_db


@pytest.fixture
def classroom(client):
    classroom = ClassroomFactory()
    client.force_login(a_teacher(classroom))
    return classroom


def page_of(classroom, **query):
    return reverse("class_session", args=[classroom.pk]) + (
        "?" + "&".join(f"{k}={v}" for k, v in query.items())
    )


def sent(classroom, pupils, **more):
    return {
        "day": classroom.school.today().isoformat(),
        "mode": "silent",
        "minutes": "15",
        "hadir": [p.user_id for p in pupils],
    } | more


def ticked(page):
    return re.findall(r'name="hadir" value="(\d+)" checked', page.content.decode())


def test_everybody_and_the_teacher_are_ticked_and_one_tap_saves(client, classroom):
    pupils = [a_pupil(classroom) for _ in range(2)]
    page = client.get(page_of(classroom))
    people = ticked(page)
    assert len(people) == 3
    answer = client.post(page_of(classroom), sent(classroom, pupils) | {"hadir": people})
    assert answer.status_code == 302
    assert ReadingLog.objects.count() == 3


def test_mode_and_minutes_of_the_last_session_are_remembered(client, classroom):
    pupils = [a_pupil(classroom)]
    yesterday = classroom.school.today() - dt.timedelta(days=1)
    held(classroom, a_teacher(classroom), pupils, day=yesterday, minutes=25, mode="guided")
    text = client.get(page_of(classroom)).content.decode()
    assert re.search(r'value="guided"[^>]*checked', text)
    assert re.search(r'name="minutes" value="25"', text)


def test_the_book_in_hand_is_offered(client, classroom):
    pupil = a_pupil(classroom)
    book = an_entry(pupil).book
    text = client.get(page_of(classroom)).content.decode()
    assert f'<option value="{book.pk}" selected>Laskar Pelangi</option>' in text
    client.post(page_of(classroom), sent(classroom, [pupil], **{f"buku-{pupil.user_id}": book.pk}))
    assert ReadingLog.objects.get(session__isnull=False).book == book


def test_one_title_for_everybody(client, classroom):
    pupils, title = [a_pupil(classroom) for _ in range(2)], TitleFactory(title="Bumi")
    page = client.get(page_of(classroom, judul=title.pk)).content.decode()
    assert f'name="title" value="{title.pk}"' in page
    client.post(page_of(classroom), sent(classroom, pupils, title=title.pk))
    assert set(ReadingLog.objects.values_list("book__title", flat=True)) == {title.pk}


def test_a_held_session_shows_who_was_there(client, classroom):
    here, _absent = [a_pupil(classroom) for _ in range(2)]
    held(classroom, a_teacher(classroom), [here])
    assert ticked(client.get(page_of(classroom))) == [str(here.user_id)]


def test_nothing_is_lost_when_the_form_comes_back(client, classroom):
    pupils = [a_pupil(classroom) for _ in range(3)]
    page = client.post(page_of(classroom), sent(classroom, pupils[:2], minutes="3"))
    assert page.status_code == 200
    assert set(ticked(page)) == {str(p.user_id) for p in pupils[:2]}
    assert not ClassSession.objects.exists()


@pytest.mark.parametrize(
    "more",
    [
        {"hadir": ["x", "99999999999999999999", "²"]},
        {"hadir": []},
        {"mode": "dance"},
        {"day": "soon"},
        {"title": "9" * 30},
        {"title": "987654"},
        {"minutes": "9" * 40},
    ],
)
def test_nonsense_is_answered_with_the_page(client, classroom, more):
    answer = client.post(page_of(classroom), sent(classroom, [a_pupil(classroom)]) | more)
    assert answer.status_code == 200
    assert not ClassSession.objects.exists()


@pytest.mark.parametrize("asked", ["2999-01-01", "besok", "1890-01-01", ""])
def test_a_strange_day_is_today(client, classroom, asked):
    a_pupil(classroom)
    text = client.get(page_of(classroom, tanggal=asked)).content.decode()
    assert f'name="day" value="{classroom.school.today().isoformat()}"' in text


def test_a_session_recorded_by_mistake_is_taken_back(client, classroom):
    pupils = [a_pupil(classroom)]
    held(classroom, a_teacher(classroom), pupils)
    client.post(page_of(classroom), sent(classroom, pupils) | {"which": "cancel"})
    assert not ReadingLog.objects.exists()


def test_a_free_day_is_said_and_allowed(client, classroom):
    pupils = [a_pupil(classroom)]
    today = classroom.school.today()
    SchoolHoliday.objects.create(school=classroom.school, starts_on=today, ends_on=today, name="Panen raya")
    classroom.school.week_days = "1234567"
    classroom.school.save()
    assert client.get(page_of(classroom)).context["sheet"].closed
    assert client.post(page_of(classroom), sent(classroom, pupils)).status_code == 302


def saving(client, size):
    """Queries of the first press and of a correction, with a programme running."""
    classroom = ClassroomFactory()
    policy_of(classroom.school)
    client.force_login(a_teacher(classroom))
    pupils = [a_pupil(classroom) for _ in range(size)]
    held(classroom, a_teacher(classroom), pupils, day=classroom.school.today() - dt.timedelta(days=1))
    books = {f"buku-{p.user_id}": an_entry(p).book_id for p in pupils}
    counts = []
    for minutes in ("15", "20"):
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(page_of(classroom), sent(classroom, pupils, minutes=minutes) | books)
        assert answer.status_code == 302
        counts.append(len(queries))
    assert ReadingLog.objects.filter(session__classroom=classroom, session__minutes=20).count() == size
    return counts


def test_a_class_of_thirty_six_costs_what_a_class_of_twelve_does(client):
    first, again = saving(client, 12)
    many, many_again = saving(client, 36)
    # SQLite takes 999 values in a statement, so that 36 entries go in two.
    assert many - first <= (connection.vendor == "sqlite")
    assert many_again == again
    assert max(many, many_again) <= 25


def test_running_programmes_cost_four_more(client):
    plain = saving(client, 2)
    a_programme(value=1)
    assert [b - a for a, b in zip(plain, saving(client, 2), strict=True)] == [4, 4]


def opening(client, size):
    classroom = ClassroomFactory()
    client.force_login(a_teacher(classroom))
    for _ in range(size):
        an_entry(a_pupil(classroom))
    with CaptureQueriesContext(connection) as queries:
        client.get(page_of(classroom))
    return len(queries)


def test_the_page_costs_the_same_for_one_pupil_and_three(client):
    opening(client, 1)
    assert opening(client, 1) == opening(client, 3)


# --- The board --------------------------------------------------------------------------------------


def board_of(client, classroom, month):
    return client.get(reverse("school_sessions", args=[classroom.school.npsn]) + f"?bulan={month}").context[
        "board"
    ]


def test_the_board_knows_school_days_holidays_and_sessions(client, classroom):
    pupils, teacher = [a_pupil(classroom)], a_teacher(classroom)
    make = {"classroom": classroom, "led_by": teacher}
    for day in (3, 4, 17):
        ClassSession.objects.create(day=dt.date(2026, 8, day), **make)
    SchoolHoliday.objects.create(
        school=classroom.school,
        starts_on=dt.date(2026, 8, 5),
        ends_on=dt.date(2026, 8, 7),
        name="Lomba kampung",
    )
    board = board_of(client, classroom, "2026-08")
    [row] = board.rows
    closed = {day.day.day: day.closed for day in board.days if day.closed}
    assert closed[5] == closed[7] == "Lomba kampung"
    assert "Kemerdekaan" in closed[17]
    assert {day.day.isoweekday() for day in board.days} == {1, 2, 3, 4, 5}
    # 21 weekdays without the three days of the village feast, Independence Day and the Prophet's birthday.
    assert (row.held, row.due, len(pupils)) == (2, 16, 1)


def test_the_board_costs_the_same_for_one_class_and_three(client, classroom):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            board_of(client, classroom, classroom.school.today().strftime("%Y-%m"))
        return len(queries)

    a_pupil(classroom)
    cost()
    one = cost()
    for _ in range(2):
        other = ClassroomFactory(school=classroom.school)
        held(other, a_teacher(other), [a_pupil(other)])
    assert cost() == one


@pytest.mark.parametrize("month", ["2026-13", "kemarin", "", "99999-01"])
def test_a_strange_month_is_this_one(client, classroom, month):
    assert board_of(client, classroom, month).month == classroom.school.today().replace(day=1)


def test_the_principal_sees_the_board(client, classroom):
    client.force_login(GrantFactory(principal=True, school=classroom.school).user)
    assert client.get(reverse("school_sessions", args=[classroom.school.npsn])).status_code == 200


def test_the_class_page_shows_the_last_days(client, classroom):
    pupils = [a_pupil(classroom)]
    held(classroom, a_teacher(classroom), pupils)
    strip = client.get(reverse("class_page", args=[classroom.pk])).context["strip"]
    assert [day.day for day in strip if day.session] == [classroom.school.today()]
    assert 10 <= len(strip) <= 11


# --- Which book was it? -----------------------------------------------------------------------------


def test_a_pupil_names_the_book_of_a_session(client, classroom):
    pupil = a_pupil(classroom)
    held(classroom, a_teacher(classroom), [pupil])
    log = ReadingLog.objects.get()
    client.force_login(pupil.user)
    url = reverse("name_session_book", args=[log.pk])
    assert url in client.get(reverse("my_reading")).content.decode()
    assert client.post(url, {"free_title": "Bumi", "free_author": "Tere Liye"}).status_code == 302
    log.refresh_from_db()
    assert (log.book.name, log.is_verified, log.evidence) == ("Bumi", True, 50)


def test_naming_nothing_or_somebody_elses_book_says_so(client, classroom):
    pupil = a_pupil(classroom)
    held(classroom, a_teacher(classroom), [pupil])
    log = ReadingLog.objects.get()
    foreign = an_entry(a_pupil(classroom), book=BookChoice(name="Bulan")).book
    client.force_login(pupil.user)
    for said in ({}, {"shelf": foreign.pk}, {"title": "424242"}, {"shelf": "x"}):
        page = client.post(reverse("name_session_book", args=[log.pk]), said)
        assert (page.status_code, bool(page.context["form"].errors)) == (200, True)


def test_forged_forms_change_nothing_of_a_session_entry(client, classroom):
    pupil = a_pupil(classroom)
    held(classroom, a_teacher(classroom), [pupil])
    log = ReadingLog.objects.get()
    client.force_login(pupil.user)
    today = classroom.school.today().isoformat()
    client.post(reverse("edit_entry", args=[log.pk]), {"day": today, "minutes": "200"})
    client.post(reverse("delete_entry", args=[log.pk]))
    assert ReadingLog.objects.get().minutes == 15
