"""The pages of programmes: desk, builder, readers, public."""

import dataclasses
import datetime as dt
import uuid

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from literasi.reading.counting import compile_plan
from literasi.reading.models import CertificateLevel, ListedTitle, Programme, ReadingList, Standing
from literasi.reading.queries.programmes import Period
from literasi.reading.queries.progress import progress_in
from literasi.reading.services import BookChoice
from tests.factories.accounts import ClassroomFactory, GrantFactory, UserFactory
from tests.factories.catalogue import TitleFactory
from tests.factories.programmes import a_programme
from tests.factories.reading import a_pupil, a_teacher, an_entry, today_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def pupil():
    return a_pupil(ClassroomFactory(grade=7, name="VII A"))


@pytest.fixture
def librarian(client, pupil):
    user = GrantFactory(librarian=True, school=pupil.school).user
    client.force_login(user)
    return user


def page(client, name, *args, **query):
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def form(pupil, **changed):
    today = today_of(pupil)
    return {
        "name": "Pekan Membaca",
        "starts_on": today.isoformat(),
        "ends_on": (today + dt.timedelta(days=60)).isoformat(),
        "metric": "minutes",
        "interval": "week",
        "value": "75",
        "for_pupils": "on",
        "weakest_evidence": "10",
        "response_least": "0",
        "token": str(uuid.uuid4()),
    } | changed


def queries(client, url):
    cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


# --- The desk -----------------------------------------------------------------------------------------


def test_a_template_is_started_in_two_clicks(client, pupil, librarian):
    text = page(client, "manage_programmes")
    assert reverse("start_template", args=["surabaya"]) in text
    text = page(client, "start_template", "surabaya")
    assert "menamatkan 10 buku" in text
    answer = client.post(reverse("start_template", args=["surabaya"]), {"token": uuid.uuid4()})
    made = Programme.objects.get()
    assert answer.headers["Location"] == reverse("programme_desk", args=[made.pk])
    assert (made.state, made.school) == ("running", pupil.school)


def test_a_teachers_template_is_for_their_own_classes(client, pupil):
    room = pupil.enrolments.get().classroom
    client.force_login(a_teacher(room))
    client.post(reverse("start_template", args=["gls"]), {"token": uuid.uuid4()})
    made = Programme.objects.get()
    assert (list(made.classrooms.all()), made.for_staff) == ([room], False)
    assert client.get(reverse("start_template", args=["wjlrc_staff"])).status_code == 404


def test_a_programme_is_planned_with_quotas_and_certificates(client, pupil, librarian):
    rows = {
        "kuota-0-what": "language:su",
        "kuota-0-least": "2",
        "tingkat-0-least": "12",
        "tingkat-0-name": "Perunggu",
        "tingkat-0-medal": "bronze",
    }
    sent = form(pupil, metric="books", interval="whole", value="24", **rows)
    answer = client.post(reverse("new_programme"), sent)
    again = client.post(reverse("new_programme"), sent)
    made = Programme.objects.get()
    assert answer.headers["Location"] == again.headers["Location"]
    assert (made.state, made.plan["quotas"]) == ("draft", [["language", "su", 2]])
    assert made.certificate_levels.get().name == "Perunggu"
    text = page(client, "programme_desk", made.pk)
    assert "2 buku dalam bahasa Sunda" in text


def test_quotas_of_a_weekly_goal_are_refused_with_a_sentence(client, pupil, librarian):
    sent = form(pupil, **{"kuota-0-what": "regional:", "kuota-0-least": "2"})
    answer = client.post(reverse("new_programme"), sent)
    assert answer.status_code == 200
    assert "seluruh program" in answer.content.decode()
    assert Programme.objects.count() == 0


@pytest.mark.parametrize(
    "nonsense",
    [
        {"value": "0"},
        {"value": "9" * 30},
        {"metric": "likes"},
        {"starts_on": "kemarin"},
        {"ends_on": "2020-01-01"},
        {"for_pupils": ""},
        {"list_only": "on"},
        {"grades": ["99"]},
        {"weakest_evidence": "11"},
        {"classrooms": ["999999"]},
        {"name": ""},
        {"token": "x"},
        {"kuota-0-what": "x:y"},
        {"tingkat-0-name": "Emas"},
        {"minutes_per_day": "-5"},
    ],
)
def test_nonsense_is_refused_and_nothing_is_made(client, pupil, librarian, nonsense):
    answer = client.post(reverse("new_programme"), form(pupil, **nonsense))
    assert (answer.status_code, Programme.objects.count()) == (200, 0)


def test_the_preview_says_the_rule_in_words(client, pupil, librarian):
    answer = client.post(reverse("programme_sentence"), form(pupil))
    assert "Setiap minggu membaca 75 menit." in answer.content.decode()
    assert client.post(reverse("programme_sentence"), {"value": "x"}).status_code == 200


def test_a_change_keeps_what_the_form_shows(client, pupil, librarian):
    programme = a_programme(pupil.school, grades=[7], response_least=50)
    text = page(client, "edit_programme", programme.pk)
    assert 'value="50"' in text
    client.post(reverse("edit_programme", args=[programme.pk]), form(pupil, name="Lain", grades=["7", "8"]))
    programme.refresh_from_db()
    assert (programme.name, programme.grades, programme.response_least) == ("Lain", [7, 8], 0)


def test_the_desk_shows_classes_that_need_attention_first(client, pupil, librarian):
    quiet = a_pupil(ClassroomFactory(school=pupil.school, name="VII Z"))
    programme = a_programme(pupil.school)
    an_entry(pupil)
    text = page(client, "programme_desk", programme.pk)
    assert text.index("VII Z") < text.index("VII A")
    assert quiet.user.name not in text


def test_a_class_by_name_shows_quiet_readers_first(client, pupil, librarian):
    room = pupil.enrolments.get().classroom
    quiet = a_pupil(room)
    programme = a_programme(pupil.school)
    an_entry(pupil)
    text = page(client, "programme_class", programme.pk, room.pk)
    assert text.index(quiet.user.name) < text.index(pupil.user.name)


@pytest.mark.usefixtures("known_frame")
@pytest.mark.parametrize("view", ["manage_programmes", "programme_desk"])
def test_the_desk_costs_the_same_for_one_class_and_for_three(client, pupil, librarian, view):
    programme = a_programme(pupil.school, interval="day")
    an_entry(pupil)
    url = reverse(view, args=[] if view == "manage_programmes" else [programme.pk])
    one = queries(client, url)
    for _ in range(2):
        an_entry(a_pupil(ClassroomFactory(school=pupil.school)))
        a_programme(pupil.school)
    assert queries(client, url) == one


def test_a_verb_of_the_desk_that_is_refused_says_why(client, pupil, librarian):
    programme = a_programme(pupil.school)
    answer = client.post(reverse("delete_programme", args=[programme.pk]), follow=True)
    assert "sudah dimulai" in answer.content.decode()


# --- Readers ------------------------------------------------------------------------------------------


def test_a_pupil_sees_own_programmes_and_what_is_missing(client, pupil):
    client.force_login(pupil.user)
    a_programme(
        pupil.school,
        name="Tantangan",
        metric="books",
        interval="whole",
        value=3,
        quotas=[("regional", "", 1)],
    )
    a_programme(pupil.school, name="Untuk Kelas 9", grades=[9])
    title = TitleFactory(language="id")
    an_entry(pupil, book=BookChoice(title_id=title.pk), finished=True)
    text = page(client, "programmes")
    assert "Tantangan" in text
    assert "Untuk Kelas 9" not in text
    assert "1 dari 3 buku" in text
    assert "2 buku, 1 buku dalam bahasa daerah" in text


def test_a_daily_goal_asks_for_nothing_on_a_day_without_lessons(pupil):
    programme = a_programme(pupil.school, metric="minutes", interval="day", value=15)
    progress = progress_in(pupil.user, programme)
    sunday = today_of(pupil) + dt.timedelta(days=6 - today_of(pupil).weekday())
    lessons = [Period(sunday - dt.timedelta(days=2), sunday, sunday)]
    at = dataclasses.replace(progress, periods=lessons, today=sunday)
    assert at.rests
    assert not dataclasses.replace(at, today=lessons[0].first).rests


def test_a_large_amount_has_its_thousands_separated(pupil):
    programme = a_programme(pupil.school, metric="minutes", interval="whole", value=1500)
    progress = progress_in(pupil.user, programme)
    there = dataclasses.replace(
        progress, standings={programme.starts_on: Standing(amount=2715, reached=True)}
    )
    assert there.amount_shown == "2.715 dari 1.500 menit"


def test_the_own_page_says_where_each_entry_counts_and_where_not(client, pupil):
    client.force_login(pupil.user)
    a_programme(pupil.school, name="Bebas")
    a_programme(pupil.school, name="Lisan", response_least=50)
    an_entry(pupil, response="Bagus.")
    text = page(client, "my_reading")
    assert "Bebas</strong>: dihitung." in text
    assert "Lisan</strong>: Tanggapan" in text


@pytest.mark.usefixtures("known_frame")
def test_the_own_page_costs_the_same_for_one_programme_and_for_three(client, pupil):
    client.force_login(pupil.user)
    a_programme(pupil.school)
    an_entry(pupil)
    one = queries(client, reverse("my_reading"))
    for _ in range(2):
        a_programme(pupil.school, interval="day")
        an_entry(pupil)
    assert queries(client, reverse("my_reading")) == one


def test_weeks_stand_as_dots_and_certificates_beside_them(client, pupil):
    client.force_login(pupil.user)
    programme = a_programme(pupil.school)
    CertificateLevel.objects.create(programme=programme, name="Satu Pekan", least=1)
    CertificateLevel.objects.create(programme=programme, name="Enam Pekan", least=6, medal="gold")
    an_entry(pupil)
    text = page(client, "my_programme", programme.slug)
    assert text.count("dot-reached") == 1
    assert "1 dari" in text
    assert text.count("medal-open") == 1


def test_a_list_is_a_card_whose_squares_fill(client, pupil):
    client.force_login(pupil.user)
    first, second = TitleFactory(), TitleFactory()
    listed = ReadingList.objects.create(school=pupil.school, name="Wajib", made_by=UserFactory())
    for title in (first, second):
        ListedTitle.objects.create(reading_list=listed, title=title, compulsory=title == second)
    programme = a_programme(
        pupil.school, metric="books", interval="whole", value=1, reading_list=listed, list_only=True
    )
    compile_plan(programme)
    an_entry(pupil, book=BookChoice(title_id=first.pk), finished=True)
    text = page(client, "reading_card", programme.slug)
    assert (text.count("square-done"), text.count("square-mark")) == (1, 1)
    assert "1 dari 2 buku" in text
    assert "1 judul wajib" in page(client, "my_programme", programme.slug)


def test_a_programme_that_does_not_mean_the_reader_is_not_found(client, pupil):
    client.force_login(pupil.user)
    other = a_programme(a_pupil().school)
    assert client.get(reverse("my_programme", args=[other.slug])).status_code == 404


# --- The public ---------------------------------------------------------------------------------------


def a_reading_class(school=None, pupils=5, **entry):
    room = ClassroomFactory(**({"school": school} if school else {}))
    people = [a_pupil(room) for _ in range(pupils)]
    for person in people:
        an_entry(person, **entry)
    return room, people


def test_the_thermometer_moves_and_nobody_is_named(client):
    room, people = a_reading_class(minutes=30)
    programme = a_programme(room.school, is_public=True, community_goal=300, purpose="Bersama.")
    from literasi.reading.counting import rebuild_standings

    rebuild_standings(programme)
    text = page(client, "programme", programme.slug)
    assert ">150<" in text
    assert "150 dari 300" in text
    assert not [p for p in people if p.user.name in text]
    cache.clear()
    an_entry(people[0], minutes=60)
    assert ">210<" in page(client, "programme", programme.slug)


def test_groups_of_a_few_are_not_shown_in_public(client):
    room, _ = a_reading_class()
    small, _ = a_reading_class(room.school, pupils=4)
    text = page(client, "programme", a_programme(room.school, is_public=True).slug)
    assert room.name in text
    assert small.name not in text


def test_a_citys_programme_is_shown_by_school(client):
    room, _ = a_reading_class()
    other, _ = a_reading_class()
    text = page(client, "programme", a_programme(is_public=True).slug)
    assert room.school.name in text
    assert other.school.name in text


def test_without_a_public_page_it_is_not_found(client):
    assert client.get(reverse("programme", args=[a_programme().slug])).status_code == 404
    assert (
        client.get(reverse("programme", args=[a_programme(is_public=True, state="draft").slug])).status_code
        == 404
    )
    assert "Ayo Membaca" not in page(client, "programmes")


@pytest.mark.usefixtures("known_frame")
def test_the_public_page_costs_the_same_for_one_class_and_for_three(client):
    room, _ = a_reading_class()
    programme = a_programme(room.school, is_public=True, interval="day")
    url = reverse("programme", args=[programme.slug])
    one = queries(client, url)
    for _ in range(2):
        a_reading_class(room.school)
    assert queries(client, url) == one


def test_a_programme_keeps_a_list_that_has_been_retired(client, pupil, librarian):
    listed = ReadingList.objects.create(
        school=pupil.school, name="Wajib", made_by=librarian, retired_at=timezone.now()
    )
    programme = a_programme(pupil.school, reading_list=listed, state="draft")
    said = form(pupil, name="Nama Baru", reading_list=listed.pk)
    assert client.post(reverse("edit_programme", args=[programme.pk]), said).status_code == 302
    programme.refresh_from_db()
    assert (programme.name, programme.reading_list) == ("Nama Baru", listed)
