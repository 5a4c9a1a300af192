"""Entries written without a network come in later: each once, each with its answer."""

import datetime as dt
import json
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from literasi.reading.models import ReadingLog, ShelfBook
from literasi.reading.services import set_policy
from literasi.reading.services.trust import pause_journal
from tests.factories.accounts import ClassroomFactory, GrantFactory, UserFactory
from tests.factories.programmes import a_programme
from tests.factories.reading import ShelfBookFactory, a_pupil, a_teacher, an_entry, today_of
from ui.offline import account_key

pytestmark = pytest.mark.django_db
ADDRESS = "/catat/antrean/"


@pytest.fixture
def pupil():
    return a_pupil()


@pytest.fixture
def phone(client, pupil):
    client.force_login(pupil.user)
    return client


def written(pupil, **fields):
    """What the phone keeps of a form: texts alone."""
    said = {
        "client_id": str(uuid.uuid4()),
        "free_title": "Laskar Pelangi",
        "day": today_of(pupil).isoformat(),
        "quick_minutes": "15",
    } | fields
    return {name: value for name, value in said.items() if value is not None}


def pause(pupil):
    classroom = pupil.enrolments.get().classroom
    pause_journal(pupil.user, classroom=classroom, reason="Mari bicara dulu.", by=a_teacher(classroom))


def hand_in(phone, pupil, *entries, account=None):
    body = {"account": account or account_key(pupil.user), "entries": entries}
    return phone.post(ADDRESS, body, content_type="application/json")


def answers(phone, pupil, *entries):
    return [answer["state"] for answer in hand_in(phone, pupil, *entries).json()["entries"]]


def sentence(phone, pupil, entry):
    [answer] = hand_in(phone, pupil, entry).json()["entries"]
    assert answer["state"] == "refused"
    return answer["sentence"]


# --- Once ------------------------------------------------------------------------------------------------
def test_an_entry_comes_in_with_the_day_on_which_it_was_written(phone, pupil):
    yesterday = today_of(pupil) - dt.timedelta(days=1)
    assert answers(phone, pupil, written(pupil, day=yesterday.isoformat(), page_to="20")) == ["saved"]
    entry = ReadingLog.objects.get()
    assert (entry.reader, entry.read_on, entry.minutes, entry.pages) == (pupil.user, yesterday, 15, 20)


def test_sending_again_after_a_lost_answer_makes_no_second_entry(phone, pupil):
    entry = written(pupil)
    assert [answers(phone, pupil, entry), answers(phone, pupil, entry)] == [["saved"], ["known"]]
    assert ReadingLog.objects.count() == 1


def test_the_same_entry_twice_in_one_batch_is_one_entry(phone, pupil):
    entry = written(pupil)
    assert answers(phone, pupil, entry, entry) == ["saved", "known"]


def test_what_was_saved_is_known_even_after_the_journal_was_paused(phone, pupil):
    entry = written(pupil)
    answers(phone, pupil, entry)
    pause(pupil)
    assert answers(phone, pupil, entry) == ["known"]


def test_the_forms_own_door_and_the_queue_share_the_number(phone, pupil):
    """The network ended after the form had been sent: the phone keeps it, and the site has it already."""
    entry = written(pupil)
    phone.post(reverse("log_reading"), entry)
    assert answers(phone, pupil, entry) == ["known"]


def test_a_number_already_used_for_something_else_asks_for_a_new_one(phone, pupil):
    entry = written(pupil)
    answers(phone, pupil, entry)
    [answer] = hand_in(phone, pupil, entry | {"quick_minutes": "30"}).json()["entries"]
    assert (answer["state"], answer["again"]) == ("refused", True)
    assert ReadingLog.objects.get().minutes == 15


# --- Each stands alone -----------------------------------------------------------------------------------
def test_a_refused_entry_holds_no_other_back(phone, pupil):
    good, bad = written(pupil), written(pupil, quick_minutes="10", minutes="2000")
    assert answers(phone, pupil, bad, good) == ["refused", "saved"]


def test_a_day_that_is_full_on_arrival_refuses_the_rest(phone, pupil):
    set_policy(pupil.school, by=UserFactory(), minutes_per_entry=60, minutes_per_day=60)
    entries = [written(pupil, quick_minutes="20") for _ in range(4)]
    assert answers(phone, pupil, *entries) == ["saved", "saved", "saved", "refused"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"quick_minutes": None}, "Isi berapa menit"),
        ({"minutes": "2000"}, "2000 menit terlalu banyak"),
        ({"page_from": "20", "page_to": "10"}, "Dari halaman 20 sampai halaman 10"),
        ({"free_title": " "}, "Pilih bukunya dulu"),
        ({"shelf": "999999"}, "Pilih bukunya dulu"),
        ({"title": "999999"}, "Pilih bukunya dulu"),
        ({"shelf": "9" * 30}, "Pilih bukunya dulu"),
        ({"day": "kemarin"}, "Kapan kamu membaca?"),
        ({"client_id": "bukan-nomor"}, "UUID"),
        ({"client_id": None}, "wajib diisi"),
    ],
)
def test_a_broken_rule_is_told_in_a_sentence(phone, pupil, fields, said):
    assert said in sentence(phone, pupil, written(pupil, **fields))
    assert not ReadingLog.objects.exists()


def test_a_day_too_long_ago_or_not_yet_come_is_refused(phone, pupil):
    set_policy(pupil.school, by=UserFactory(), days_back=3)
    today = today_of(pupil)
    old, ahead = today - dt.timedelta(days=4), today + dt.timedelta(days=2)
    assert "3 hari" in sentence(phone, pupil, written(pupil, day=old.isoformat()))
    assert "belum tiba" in sentence(phone, pupil, written(pupil, day=ahead.isoformat()))


def test_somebody_elses_shelf_is_no_book_of_mine(phone, pupil):
    other = ShelfBookFactory()
    assert "Pilih bukunya dulu" in sentence(phone, pupil, written(pupil, shelf=str(other.pk)))


def test_a_paused_journal_says_whom_to_talk_to(phone, pupil):
    pause(pupil)
    assert "guru" in sentence(phone, pupil, written(pupil))


def test_an_unusual_amount_is_asked_about_and_the_answer_saves_it(phone, pupil):
    a_programme(pupil.school, minutes_per_entry_warning=30)
    entry = written(pupil, quick_minutes="60")
    [answer] = hand_in(phone, pupil, entry).json()["entries"]
    assert (answer["state"], "60" in answer["sentence"]) == ("ask", True)
    assert answers(phone, pupil, entry | {"confirmed": answer["confirm"]}) == ["saved"]


# --- Whose it is -----------------------------------------------------------------------------------------
def test_another_account_on_the_same_phone_does_not_send_what_is_not_theirs(client, pupil):
    other = a_pupil()
    client.force_login(other.user)
    assert hand_in(client, pupil, written(pupil)).status_code == 409
    assert not ReadingLog.objects.exists()


def test_after_the_session_has_ended_the_phone_is_asked_to_sign_in(client, pupil):
    answer = hand_in(client, pupil, written(pupil))
    assert (answer.status_code, answer.json()) == (401, {"state": "sign_in"})
    assert client.get(ADDRESS).json() == {"state": "sign_in"}


def test_who_keeps_no_journal_hands_nothing_in(client):
    city = GrantFactory(city=True).user
    client.force_login(city)
    body = {"account": account_key(city), "entries": []}
    assert client.post(ADDRESS, body, content_type="application/json").status_code == 403


def test_a_librarian_who_reads_along_hands_in_too(client):
    reader = GrantFactory(role=Role.LIBRARIAN, school=ClassroomFactory().school).user
    client.force_login(reader)
    entry = {"client_id": str(uuid.uuid4()), "free_title": "Bumi", "quick_minutes": "15"}
    body = {"account": account_key(reader), "entries": [entry]}
    answer = client.post(ADDRESS, body, content_type="application/json")
    assert [said["state"] for said in answer.json()["entries"]] == ["saved"]


def test_a_batch_needs_a_fresh_token_and_gets_one(pupil):
    phone = Client(enforce_csrf_checks=True)
    phone.force_login(pupil.user)
    assert hand_in(phone, pupil, written(pupil)).status_code == 403
    token = phone.get(ADDRESS).json()["token"]
    body = {"account": account_key(pupil.user), "entries": [written(pupil)]}
    answer = phone.post(ADDRESS, body, content_type="application/json", headers={"x-csrftoken": token})
    assert answer.json()["entries"][0]["state"] == "saved"


def test_the_phone_learns_the_books_in_hand_and_nothing_else_of_the_person(phone, pupil):
    an_entry(pupil, page_to=12)
    book = ShelfBook.objects.get()
    said = phone.get(ADDRESS).json()
    assert said["shelf"] == [{"id": book.pk, "name": "Laskar Pelangi", "page": 13}]
    assert set(said) == {"account", "token", "shelf"}
    assert pupil.user.name not in json.dumps(said)


def test_an_account_has_one_name_on_every_phone_and_it_is_not_its_number(pupil):
    name = account_key(pupil.user)
    assert (name == account_key(pupil.user), name == account_key(a_pupil().user)) == (True, False)
    assert len(name) == 20


# --- What no phone of ours sends -------------------------------------------------------------------------
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"teks"',
        b'{"account": "x"}',
        b'{"account": "x", "entries": {}}',
        b'{"account": "x", "entries": [1]}',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_a_body_that_cannot_be_read_gets_a_sentence(phone, body):
    answer = phone.post(ADDRESS, body, content_type="application/json")
    assert (answer.status_code, answer.json()["sentence"][:7]) == (400, "Kiriman")


def test_more_than_a_batch_holds_is_refused_whole(phone, pupil):
    assert hand_in(phone, pupil, *[written(pupil) for _ in range(21)]).status_code == 400
    assert not ReadingLog.objects.exists()


@pytest.mark.parametrize("odd", ["\x00", "\ud800", {"a": 1}, ["x"], None, True, 10**40])
def test_odd_values_are_no_error_of_ours(phone, pupil, odd):
    entry = written(pupil) | {"response": odd, "page_to": odd, "free_author": odd}
    assert hand_in(phone, pupil, entry).status_code == 200


def test_an_empty_batch_is_answered_empty(phone, pupil):
    assert answers(phone, pupil) == []


# --- The form without a network --------------------------------------------------------------------------
def test_the_form_a_phone_keeps_holds_nobodys_name_and_no_token(client):
    html = client.get(reverse("offline_log")).content.decode()
    assert ("data-account" in html, "csrfmiddlewaretoken" in html) == (False, False)
    assert "csrftoken" not in client.cookies


def test_script_and_routes_agree_on_their_addresses(settings):
    script = (settings.SITE_DIR / "static" / "js" / "queue.js").read_text()
    assert f'"{reverse("log_queue")}"' in script
    worker = (settings.SITE_DIR / "static" / "js" / "worker.js").read_text()
    assert f'"{reverse("log_reading")}"' in worker
