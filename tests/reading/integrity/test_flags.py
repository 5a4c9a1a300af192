"""A flag asks for a look and refuses nothing."""

import pytest
from django.urls import reverse

from literasi.reading.models import ReadingLog, Status
from literasi.reading.services import BookChoice, edit_entry, verify_entries
from literasi.reading.services.draft import Draft
from literasi.reading.services.flags import key_of
from tests.factories.accounts import ClassroomFactory
from tests.factories.catalogue import TitleFactory
from tests.factories.programmes import a_programme
from tests.factories.reading import a_pupil, a_teacher, an_entry

pytestmark = pytest.mark.django_db

OWN = "Aku suka waktu Zarah mencari ayahnya sendirian sampai ke puncak bukit itu."
SUMMARY = (
    "Raib, Seli, dan Ali, tiga remaja dari sekolah yang sama, menemukan bahwa mereka punya kekuatan dari"
    " dunia paralel. Petualangan besar membawa mereka ke Klan Bulan yang belum pernah mereka bayangkan."
)


@pytest.fixture
def classroom():
    return ClassroomFactory()


def flags(pupil, response, **fields):
    return an_entry(pupil, response=response, **fields).flags


def test_the_same_words_are_seen_whatever_capitals_and_signs(classroom):
    assert flags(a_pupil(classroom), OWN) == []
    assert flags(a_pupil(classroom), OWN.upper().replace(" ", "  ") + "!!") == ["copied"]


def test_another_school_is_another_world(classroom):
    flags(a_pupil(classroom), OWN)
    assert flags(a_pupil(), OWN) == []


def test_a_reader_may_say_it_again_of_the_same_book_but_not_of_another(classroom):
    pupil = a_pupil(classroom)
    flags(pupil, OWN)
    assert flags(pupil, OWN) == []
    assert flags(pupil, OWN, book=BookChoice(name="Bumi")) == ["copied"]


@pytest.mark.parametrize("few", ["Bagus sekali bukunya.", "Ceritanya seru dan lucu.", "Aku suka."])
def test_a_few_words_are_nobodys_own(classroom, few):
    assert key_of(few) == ""
    flags(a_pupil(classroom), few)
    assert flags(a_pupil(classroom), few) == []


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        (OWN.replace("puncak", "atas"), True),
        (OWN.replace("Aku", "Saya"), True),
        (OWN + " Bagus!", True),
        ("Aku suka waktu Zarah bertemu lagi dengan ayahnya, aku jadi ingat Bapak di rumah.", False),
        ("Zarah berani sekali. Kalau aku pasti takut naik bukit sendirian malam-malam.", False),
    ],
)
def test_nearly_the_same_words_on_the_same_title_are_seen(classroom, text, copied):
    title = BookChoice(title_id=TitleFactory(summary="").pk)
    flags(a_pupil(classroom), OWN, book=title)
    assert flags(a_pupil(classroom), text, book=title) == (["copied"] if copied else [])


@pytest.mark.parametrize(
    ("text", "blurb"),
    [
        (SUMMARY, True),
        ("raib seli dan ali tiga remaja dari sekolah yang sama menemukan bahwa mereka punya kekuatan", True),
        (SUMMARY.split(". ")[1].replace("besar", "seru"), True),
        ("Raib punya kekuatan menghilang. Aku paling suka Ali karena otaknya encer dan lucu.", False),
        ("Tiga remaja itu ke dunia paralel dan aku ikut deg-degan sampai halaman terakhir.", False),
    ],
)
def test_the_books_own_summary_is_seen(classroom, text, blurb):
    title = TitleFactory(summary=SUMMARY)
    pupil = a_pupil(classroom)
    assert flags(pupil, text, book=BookChoice(title_id=title.pk)) == (["blurb"] if blurb else [])


def test_keys_struck_at_random_are_seen(classroom):
    assert flags(a_pupil(classroom), "asdfghjkl asdfgh") == ["gibberish"]


def test_short_is_what_a_running_programme_finds_short(classroom):
    pupil = a_pupil(classroom)
    a_programme(pupil.school, response_least=50)
    assert flags(pupil, "Bagus.") == ["short"]
    assert flags(pupil, "") == ["short"]
    assert flags(pupil, OWN) == []


def test_a_programme_of_finished_books_asks_for_words_at_the_end_only(classroom):
    pupil = a_pupil(classroom)
    a_programme(pupil.school, metric="books", interval="whole", response_least=50)
    assert flags(pupil, "") == []
    assert flags(pupil, "", finished=True) == ["short"]


def test_mending_the_text_takes_the_flag_away(classroom):
    pupil = a_pupil(classroom)
    log = an_entry(pupil, response="asdfghjkl asdfgh")
    assert (
        edit_entry(log, by=pupil.user, draft=Draft(read_on=log.read_on, minutes=20, response=OWN)).flags == []
    )


def test_length_and_key_follow_the_text(classroom):
    log = an_entry(a_pupil(classroom), response="  Seru   sekali ")
    assert (log.response_length, log.response_key) == (11, "")
    assert len(an_entry(a_pupil(classroom), response=OWN).response_key) == 32


# --- The checker ----------------------------------------------------------------------------------------


@pytest.fixture
def teacher(client, classroom):
    teacher = a_teacher(classroom)
    client.force_login(teacher)
    return teacher


def test_a_flagged_entry_is_never_in_verify_all(client, classroom, teacher):
    plain = an_entry(a_pupil(classroom))
    odd = an_entry(a_pupil(classroom), response="asdfghjkl asdfgh")
    page = client.post(
        reverse("verify_queue"), {"which": "all", "page_entry": [plain.ticket, odd.ticket]}, follow=True
    )
    assert list(ReadingLog.objects.waiting()) == [odd]
    assert "1 catatan bertanda masih menunggu" in page.content.decode()
    client.post(reverse("verify_queue"), {"which": "ticked", "entry": [odd.ticket]})
    assert not ReadingLog.objects.waiting().exists()


def test_the_queue_shows_the_reason_and_can_show_flagged_ones_alone(client, classroom, teacher):
    plain, odd = a_pupil(classroom), a_pupil(classroom)
    an_entry(plain)
    an_entry(odd, response="asdfghjkl asdfgh")
    url = reverse("verify_class", args=[classroom.pk])
    assert "bukan kalimat yang terbaca" in client.get(url).content.decode()
    assert [log.reader for log in client.get(url, {"tanda": "1"}).context["page"]] == [odd.user]
    assert len(client.get(url, {"tanda": "x"}).context["page"].object_list) == 2


def test_a_returned_entry_is_not_verified_from_an_old_screen(classroom, teacher):
    log = an_entry(a_pupil(classroom))
    ReadingLog.objects.filter(pk=log.pk).update(
        status=Status.RETURNED, checked_by=teacher, checked_at=log.created_at, note="Periksa."
    )
    assert verify_entries({log.pk: log.version}, by=teacher).changed == [log]


def test_the_pupil_is_told_only_what_they_can_mend(client, classroom):
    pupil = a_pupil(classroom)
    a_programme(pupil.school, response_least=50)
    short = an_entry(pupil, response="Bagus.")
    odd = an_entry(a_pupil(classroom), response="asdfghjkl asdfgh " * 4)
    client.force_login(pupil.user)
    assert "Mau menambahkan sesuatu?" in client.get(reverse("entry_saved", args=[short.pk])).content.decode()
    client.force_login(odd.reader)
    page = client.get(reverse("entry_saved", args=[odd.pk])).content.decode()
    assert "Mau menambahkan sesuatu?" not in page
