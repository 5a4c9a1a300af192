"""Pages of the journal, as pupils and teachers use them."""

import datetime as dt
import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.own_data import own_data_of
from literasi.catalogue.search import index_titles
from literasi.reading.models import ReadingLog, ShelfStatus, Status
from literasi.reading.services import BookChoice, edit_entry, return_entry, verify_entries
from tests.factories.accounts import ClassroomFactory, GrantFactory
from tests.factories.catalogue import TitleFactory
from tests.factories.reading import a_pupil, a_teacher, an_entry, today_of
from tests.reading.test_services import redraft

pytestmark = pytest.mark.django_db


@pytest.fixture
def pupil(client):
    pupil = a_pupil()
    client.force_login(pupil.user)
    return pupil


@pytest.fixture
def teacher(client):
    teacher = a_teacher(ClassroomFactory())
    client.force_login(teacher)
    return teacher


def class_of(teacher):
    return teacher.grants.get().classroom


def a_title(name):
    """A title that the catalogue's search knows."""
    title = TitleFactory(title=name)
    index_titles([title.pk])
    return title


def posted(pupil, **fields):
    today = today_of(pupil).isoformat()
    return {"client_id": uuid.uuid4(), "day": today, "quick_minutes": "15"} | fields


def value_of(page, name):
    tag = re.search(rf'<input[^>]*name="{name}"[^>]*>', page.content.decode())
    found = re.search(r'value="([^"]*)"', tag.group()) if tag else None
    return found.group(1) if found else None


# --- Logging ----------------------------------------------------------------------------------------


def test_the_form_offers_the_book_in_hand_with_the_next_page_filled_in(client, pupil):
    log = an_entry(pupil, page_to=85)
    page = client.get(reverse("log_reading"))
    assert (value_of(page, "shelf"), value_of(page, "page_from")) == (str(log.book_id), "86")
    assert uuid.UUID(value_of(page, "client_id")).version == 4


def test_one_tap_and_save_is_enough(client, pupil):
    log = an_entry(pupil, page_to=85)
    answer = client.post(reverse("log_reading"), posted(pupil, shelf=log.book_id, page_from=86, page_to=97))
    new = ReadingLog.objects.latest("pk")
    assert answer.headers["Location"] == reverse("entry_saved", args=[new.pk])
    assert (new.page_from, new.page_to, new.minutes, new.status) == (86, 97, 15, Status.WAITING)


def test_saving_twice_leads_to_the_same_page(client, pupil):
    form = posted(pupil, free_title="Bumi")
    first, second = (client.post(reverse("log_reading"), form) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert ReadingLog.objects.count() == 1


def test_a_used_form_with_other_contents_may_be_sent_once_more(client, pupil):
    form = posted(pupil, free_title="Bumi")
    client.post(reverse("log_reading"), form)
    page = client.post(reverse("log_reading"), form | {"quick_minutes": "30"})
    assert page.status_code == 200
    fresh = value_of(page, "client_id")
    assert fresh != str(form["client_id"])
    client.post(reverse("log_reading"), form | {"quick_minutes": "30", "client_id": fresh})
    assert [log.minutes for log in ReadingLog.objects.order_by("pk")] == [15, 30]


def test_a_refused_entry_keeps_what_was_typed_and_names_the_limit(client, pupil):
    page = client.post(
        reverse("log_reading"),
        posted(pupil, free_title="Bumi", minutes="999", response="Seru sekali", page_to="12"),
    )
    text = page.content.decode()
    assert ReadingLog.objects.count() == 0
    assert value_of(page, "free_title") == "Bumi"
    assert value_of(page, "page_to") == "12"
    assert "Seru sekali" in text
    assert "240 menit" in text


@pytest.mark.parametrize(
    "nonsense",
    [
        {"client_id": "x"},
        {"shelf": "x", "free_title": ""},
        {"minutes": "-1"},
        {"minutes": "9" * 30},
        {"page_from": "5", "page_to": "1"},
        {"day": "kemarin"},
        {"read_on": "2026-02-31"},
        {"rating": "6"},
        {"quick_minutes": "16"},
        {"response": "a" * 2001},
        {"quick_minutes": ""},
        {"free_title": " "},
    ],
)
def test_nonsense_is_answered_with_the_form(client, pupil, nonsense):
    page = client.post(reverse("log_reading"), posted(pupil, free_title="Bumi") | nonsense)
    assert page.status_code == 200
    assert 'role="alert"' in page.content.decode()
    assert ReadingLog.objects.count() == 0


def test_another_readers_book_is_not_found(client, pupil):
    theirs = an_entry(a_pupil()).book
    assert client.get(reverse("log_reading"), {"buku": theirs.pk}).status_code == 404
    assert client.post(reverse("log_reading"), posted(pupil, shelf=theirs.pk)).status_code == 404


def test_a_pupil_without_a_book_in_hand_chooses_one_first(client, pupil):
    a_title("Laskar Pelangi")
    assert client.get(reverse("log_reading")).headers["Location"] == reverse("choose_book")
    page = client.get(reverse("choose_book"), {"q": "pelangi"})
    assert "Laskar Pelangi" in page.content.decode()


def test_htmx_asks_for_the_results_alone(client, pupil):
    a_title("Laskar Pelangi")
    part = client.get(reverse("choose_book"), {"q": "laskar"}, headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert "Laskar Pelangi" in part.content.decode()


def test_a_catalogue_title_is_logged_from_its_address(client, pupil):
    title = TitleFactory(title="Laskar Pelangi")
    page = client.get(reverse("log_reading"), {"judul": title.pk})
    assert value_of(page, "title") == str(title.pk)
    client.post(reverse("log_reading"), posted(pupil, title=title.pk))
    assert ReadingLog.objects.get().book.title == title


def test_a_missing_title_is_not_found(client, pupil):
    assert client.get(reverse("log_reading"), {"judul": 4711}).status_code == 404


# --- One's own reading ------------------------------------------------------------------------------


def test_what_the_teacher_returned_stands_first_with_the_note(client, pupil):
    log = an_entry(pupil)
    return_entry(log, version=1, note="Halaman berapa?", by=a_teacher(log.classroom))
    text = client.get(reverse("my_reading")).content.decode()
    assert text.index("Halaman berapa?") < text.index("Minggu ini")


def test_a_verified_entry_is_edited_back_to_waiting(client, pupil):
    log = an_entry(pupil)
    verify_entries({log.pk: 1}, by=a_teacher(log.classroom))
    form = {"day": today_of(pupil).isoformat(), "minutes": "25"}
    assert client.post(reverse("edit_entry", args=[log.pk]), form).status_code == 302
    log.refresh_from_db()
    assert (log.status, log.minutes) == (Status.WAITING, 25)


def test_the_edit_form_shows_the_entry_as_it_stands(client, pupil):
    day = today_of(pupil) - dt.timedelta(days=5)
    log = an_entry(pupil, read_on=day, minutes=25, page_to=12, response="Seru")
    page = client.get(reverse("edit_entry", args=[log.pk]))
    shown = {name: value_of(page, name) for name in ("minutes", "page_from", "page_to", "read_on")}
    assert shown == {"minutes": "25", "page_from": "1", "page_to": "12", "read_on": day.isoformat()}


def test_an_entry_is_deleted_after_a_question(client, pupil):
    log = an_entry(pupil)
    assert client.get(reverse("delete_entry", args=[log.pk])).status_code == 200
    assert ReadingLog.objects.count() == 1
    client.post(reverse("delete_entry", args=[log.pk]))
    assert ReadingLog.objects.count() == 0


def test_a_verified_entry_is_not_deleted(client, pupil):
    log = an_entry(pupil)
    verify_entries({log.pk: 1}, by=a_teacher(log.classroom))
    client.post(reverse("delete_entry", args=[log.pk]))
    assert ReadingLog.objects.count() == 1


def test_a_book_is_set_aside_and_taken_up_again(client, pupil):
    book = an_entry(pupil).book
    client.post(reverse("move_shelf_book", args=[book.pk]))
    book.refresh_from_db()
    assert book.status == ShelfStatus.SET_ASIDE
    client.post(reverse("move_shelf_book", args=[book.pk]), {"to": "reading"})
    book.refresh_from_db()
    assert book.status == ShelfStatus.READING


def test_a_book_set_aside_stays_there_until_it_is_read_on(client, pupil):
    log = an_entry(pupil)
    client.post(reverse("move_shelf_book", args=[log.book_id]))
    edit_entry(log, by=pupil.user, draft=redraft(log, minutes=21))
    assert pupil.user.shelf.get().status == ShelfStatus.SET_ASIDE
    an_entry(pupil, book=BookChoice(shelf_id=log.book_id))
    assert pupil.user.shelf.get().status == ShelfStatus.READING


def test_the_class_page_of_a_pupil_names_no_classmate(client, pupil):
    classmate = a_pupil(pupil.classroom)
    an_entry(classmate)
    assert classmate.user.name not in client.get(reverse("my_class")).content.decode()


def test_a_pupil_without_a_class_is_told_what_to_do(client, pupil):
    pupil.enrolments.all().delete()
    assert client.get(reverse("my_class")).status_code == 200
    assert an_entry(pupil).classroom is None


# --- The teacher ------------------------------------------------------------------------------------


def test_quiet_pupils_come_first(client, teacher):
    reader, quiet = (
        a_pupil(class_of(teacher), user__name="Aisyah"),
        a_pupil(class_of(teacher), user__name="Zaki"),
    )
    an_entry(reader)
    text = client.get(reverse("class_page", args=[class_of(teacher).pk])).content.decode()
    assert text.index(quiet.user.name) < text.index(reader.user.name)
    assert text.count("belum mencatat") == 1


def test_ticked_entries_are_verified_the_others_wait(client, teacher):
    ticked, other = (an_entry(a_pupil(class_of(teacher))) for _ in range(2))
    client.post(
        reverse("verify_class", args=[class_of(teacher).pk]),
        {"which": "ticked", "entry": [ticked.ticket], "page_entry": [ticked.ticket, other.ticket]},
    )
    assert dict(ReadingLog.objects.values_list("pk", "status")) == {
        ticked.pk: Status.VERIFIED,
        other.pk: Status.WAITING,
    }


def test_the_whole_page_is_verified_with_one_button(client, teacher):
    logs = [an_entry(a_pupil(class_of(teacher))) for _ in range(3)]
    client.post(reverse("verify_queue"), {"which": "all", "page_entry": [log.ticket for log in logs]})
    assert set(ReadingLog.objects.values_list("status", flat=True)) == {Status.VERIFIED}


def test_an_entry_changed_meanwhile_is_named_and_waits(client, teacher):
    pupil = a_pupil(class_of(teacher))
    log = an_entry(pupil)
    edit_entry(log, by=pupil.user, draft=redraft(log, minutes=99))
    page = client.post(reverse("verify_queue"), {"which": "ticked", "entry": [log.ticket]}, follow=True)
    assert pupil.user.name in next(str(m) for m in page.context["messages"])
    assert ReadingLog.objects.get().status == Status.WAITING


@pytest.mark.parametrize("entry", ["x", "1", "1:x", "99999:1", "9" * 30 + ":1", "9" * 5000 + ":1", "-1:1"])
def test_a_forged_ticket_is_not_found(client, teacher, entry):
    assert client.post(reverse("verify_queue"), {"which": "ticked", "entry": [entry]}).status_code == 404


def test_another_classes_entry_is_not_found_and_nothing_is_done(client, teacher):
    own, other = an_entry(a_pupil(class_of(teacher))), an_entry(a_pupil())
    answer = client.post(reverse("verify_queue"), {"which": "ticked", "entry": [own.ticket, other.ticket]})
    assert answer.status_code == 404
    assert ReadingLog.objects.waiting().count() == 2


def test_an_entry_goes_back_with_a_ready_note(client, teacher):
    log = an_entry(a_pupil(class_of(teacher)))
    queue = reverse("verify_class", args=[class_of(teacher).pk])
    answer = client.post(
        reverse("return_entry", args=[log.pk]), {"version": 1, "ready": "time", "note": "", "next": queue}
    )
    assert answer.headers["Location"] == queue
    log.refresh_from_db()
    assert (log.status, log.note) == (
        Status.RETURNED,
        "Lama membacanya sepertinya kurang tepat. Coba periksa lagi.",
    )


@pytest.mark.parametrize("fields", [{"version": 1}, {"version": 7, "ready": "time"}, {}])
def test_an_entry_without_note_or_with_an_old_version_stays(client, teacher, fields):
    log = an_entry(a_pupil(class_of(teacher)))
    assert client.post(reverse("return_entry", args=[log.pk]), fields).status_code == 302
    assert ReadingLog.objects.get().status == Status.WAITING


@pytest.mark.parametrize("address", ["https://example.org/", "//example.org/", "account_logout", ":"])
def test_the_way_back_never_leaves_the_site(client, teacher, address):
    log = an_entry(a_pupil(class_of(teacher)))
    answer = client.post(
        reverse("return_entry", args=[log.pk]),
        {"version": 1, "ready": "time", "next": address},
    )
    assert answer.headers["Location"] == reverse("verify_queue")


def test_a_school_counts_every_class_and_names_nobody(client):
    classroom = ClassroomFactory()
    pupil = a_pupil(classroom)
    an_entry(pupil, minutes=40)
    client.force_login(GrantFactory(librarian=True, school=classroom.school).user)
    page = client.get(reverse("school_reading", args=[classroom.school.npsn]))
    [line] = page.context["table"].lines
    assert (line.pupils, line.readers, line.minutes, line.share) == (1, 1, 40, 1.0)
    assert pupil.user.name not in page.content.decode()


def test_limits_are_changed_by_the_librarian_and_must_make_sense(client):
    classroom = ClassroomFactory()
    client.force_login(GrantFactory(librarian=True, school=classroom.school).user)
    url = reverse("reading_policy", args=[classroom.school.npsn])
    fields = {
        "minutes_per_entry": 60,
        "minutes_per_day": 120,
        "pages_per_entry": 100,
        "pages_per_day": 200,
        "entries_per_day": 6,
        "days_back": 3,
    }
    assert client.post(url, fields | {"minutes_per_day": 30}).status_code == 200
    assert client.post(url, fields).status_code == 302
    classroom.school.refresh_from_db()
    assert classroom.school.reading_policy.minutes_per_entry == 60


def test_a_librarian_lets_boards_show_single_readers(client):
    librarian = GrantFactory(librarian=True)
    client.force_login(librarian.user)
    url = reverse("reading_policy", args=[librarian.school.npsn])
    said = client.get(url).context["form"].initial | {"individual_boards": "on"}
    client.post(url, said)
    assert librarian.school.reading_policy.individual_boards is True
    client.post(url, {name: value for name, value in said.items() if name != "individual_boards"})
    librarian.school.refresh_from_db()
    assert librarian.school.reading_policy.individual_boards is False


# --- Queries ----------------------------------------------------------------------------------------


def queries_of(client, url):
    client.get(url)  # warm: content types, session, template caches
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize("name", ["my_reading", "my_shelf", "choose_book"])
def test_a_pupils_lists_cost_the_same_at_one_and_at_three_rows(client, pupil, name):
    an_entry(pupil)
    an_entry(pupil, book=BookChoice(name="Selesai"), finished=True)
    url = reverse(name) + "?q=bumi"
    a_title("Bumi")
    one = queries_of(client, url)
    for n in range(2):
        an_entry(pupil, book=BookChoice(name=f"Buku {n}"), finished=n == 0)
        a_title(f"Bumi {n}")
    assert queries_of(client, url) == one


@pytest.mark.parametrize("name", ["classes", "class_page", "verify_class", "verify_queue", "school_reading"])
def test_a_teachers_lists_cost_the_same_at_one_and_at_three_rows(client, teacher, name):
    classroom = class_of(teacher)
    arguments = {"class_page": [classroom.pk], "verify_class": [classroom.pk]}
    arguments["school_reading"] = [classroom.school.npsn]
    url = reverse(name, args=arguments.get(name, []))
    an_entry(a_pupil(classroom))
    a_pupil(classroom)
    one = queries_of(client, url)
    for _ in range(2):
        other = ClassroomFactory(school=classroom.school)
        GrantFactory(of_class=True, classroom=other, user=teacher)
        an_entry(a_pupil(other))
        an_entry(a_pupil(classroom), book=BookChoice(name="Bumi"))
        a_pupil(classroom)
    assert queries_of(client, url) == one


def test_one_pupils_journal_costs_the_same_at_one_and_at_three_rows(client, teacher):
    pupil = a_pupil(class_of(teacher))
    an_entry(pupil)
    url = reverse("class_reader", args=[class_of(teacher).pk, pupil.pk])
    one = queries_of(client, url)
    an_entry(pupil)
    an_entry(pupil, book=BookChoice(name="Bumi"))
    assert queries_of(client, url) == one


def test_saving_an_entry_costs_the_same_however_long_the_journal(client, pupil):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.post(reverse("log_reading"), posted(pupil, free_title="Bumi"))
        return len(queries)

    an_entry(pupil, book=BookChoice(name="Bumi"))
    client.get(reverse("my_reading"))
    first = cost()
    for back in range(1, 6):
        an_entry(pupil, book=BookChoice(name="Bumi"), read_on=today_of(pupil) - dt.timedelta(days=back))
    assert cost() == first <= 32


# --- In other apps' pages ----------------------------------------------------------------------------


def test_a_titles_page_lets_a_pupil_log_it_and_nobody_else(client, pupil):
    title = a_title("Bumi")
    way = f"{reverse('log_reading')}?judul={title.pk}"
    assert way in client.get(title.get_absolute_url()).content.decode()
    client.logout()
    assert way not in client.get(title.get_absolute_url()).content.decode()


def test_the_download_of_own_data_holds_the_journal(pupil):
    log = an_entry(pupil, response="Seru")
    [entry] = own_data_of(pupil.user)["journal"]
    assert (entry["title"], entry["minutes"], entry["response"]) == (log.book.name, 20, "Seru")
