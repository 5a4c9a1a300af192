"""Paper journals: printed once, typed in seconds, typed again without doubling."""

import datetime as dt
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from literasi.reading import exceptions as broken
from literasi.reading.models import Evidence, JournalSheet, ReadingLog, Source, Status
from literasi.reading.services import rebuild_totals
from literasi.reading.services.sheets import PaperTotals, enter_sheet, prepare_sheets, school_days, share
from tests.factories.accounts import ClassroomFactory
from tests.factories.reading import a_pupil, a_teacher, an_entry
from ui import codes

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    """A class, its teacher signed in, and the sheet of one pupil for the seven days up to yesterday."""
    classroom = ClassroomFactory(school__week_days="1234567")
    pupil, teacher = a_pupil(classroom), a_teacher(classroom)
    client.force_login(teacher)
    last = classroom.school.today() - dt.timedelta(days=1)
    [sheet] = prepare_sheets(classroom, [pupil], first=last - dt.timedelta(days=6), last=last, by=teacher)
    return sheet, pupil, teacher


def days_of(sheet):
    return tuple(school_days(sheet.classroom, sheet.first_day, sheet.last_day))


def test_totals_become_one_verified_entry_a_day(desk):
    sheet, _, teacher = desk
    days = days_of(sheet)[:3]
    said = PaperTotals(days, minutes=50, pages=10, book="Bumi", signed=True)
    logs = enter_sheet(sheet, by=teacher, said=said)
    assert [(log.read_on, log.minutes, log.pages) for log in logs] == list(
        zip(days, (17, 17, 16), (4, 3, 3), strict=True)
    )
    assert {(log.source, log.status, log.evidence, log.checked_by) for log in ReadingLog.objects.all()} == {
        (Source.PAPER, Status.VERIFIED, Evidence.PARENT, teacher)
    }
    assert rebuild_totals(check_only=True) == []


def test_typed_again_it_replaces(desk):
    sheet, _, teacher = desk
    days = days_of(sheet)
    enter_sheet(sheet, by=teacher, said=PaperTotals(days, minutes=70, book="Bumi", finished=True))
    enter_sheet(sheet, by=teacher, said=PaperTotals(days[:2], minutes=40, book="Bulan", finished=True))
    assert (
        list(ReadingLog.objects.values_list("book__name", "minutes", "evidence"))
        == [("Bulan", 20, Evidence.SELF)] * 2
    )
    assert ReadingLog.objects.filter(finished=True).count() == 1
    assert rebuild_totals(check_only=True) == []


def test_without_a_title_it_is_the_book_in_hand(desk):
    sheet, pupil, teacher = desk
    book = an_entry(pupil).book
    [log] = enter_sheet(sheet, by=teacher, said=PaperTotals(days_of(sheet)[:1], minutes=15))
    assert log.book == book


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"days": ()}, broken.NoDays),
        ({"minutes": 2}, broken.TooLittleForDays),
        ({"minutes": 9000}, broken.TooManyMinutes),
        ({"pages": 9000}, broken.TooManyPages),
        ({"days": (dt.date(2001, 1, 1),)}, broken.NoDays),
    ],
)
def test_impossible_totals_are_refused(desk, said, error):
    sheet, _, teacher = desk
    with pytest.raises(error):
        enter_sheet(sheet, by=teacher, said=PaperTotals(**{"days": days_of(sheet), "minutes": 70} | said))
    assert not ReadingLog.objects.exists()


def test_shares_add_up():
    assert [share(50, 3, n) for n in range(3)] == [17, 17, 16]


def test_printed_again_it_is_the_same_sheet(desk):
    sheet, pupil, teacher = desk
    again = prepare_sheets(sheet.classroom, [pupil], first=sheet.first_day, last=sheet.last_day, by=teacher)
    assert (again, JournalSheet.objects.count()) == ([sheet], 1)


def test_a_class_is_printed_as_pdf_with_a_page_each(client, desk):
    sheet, _, _ = desk
    a_pupil(sheet.classroom)
    form = {"first": sheet.first_day.isoformat(), "last": sheet.last_day.isoformat()}
    answer = client.post(reverse("class_journal", args=[sheet.classroom.pk]), form)
    assert answer.content.startswith(b"%PDF")
    assert JournalSheet.objects.count() == 2


@pytest.mark.parametrize("last", [-1, 14, 4000])
def test_more_than_two_weeks_or_none_are_no_sheet(client, desk, last):
    sheet, _, _ = desk
    form = {"first": sheet.first_day, "last": sheet.first_day + dt.timedelta(days=last)}
    answer = client.post(reverse("class_journal", args=[sheet.classroom.pk]), form)
    assert (answer.status_code, JournalSheet.objects.count()) == (200, 1)


def test_scan_type_and_the_next(client, desk):
    sheet, _, _ = desk
    found = client.post(reverse("find_sheet"), {"number": str(sheet.pk)})
    url = reverse("enter_sheet", args=[sheet.token])
    assert found.headers["Location"] == url
    days = [day.isoformat() for day in days_of(sheet)]
    saved = client.post(url, {"days": days, "minutes": "70", "signed": "on"})
    assert saved.headers["Location"] == reverse("find_sheet")
    assert ReadingLog.objects.count() == len(days)
    assert "70" in client.get(url).content.decode()


def test_a_photograph_of_the_code_opens_the_sheet(client, desk):
    sheet, _, _ = desk
    url = reverse("enter_sheet", args=[sheet.token])
    picture = SimpleUploadedFile("foto.png", BytesIO(codes.qr_png(f"https://contoh.invalid{url}")).read())
    assert client.post(reverse("find_sheet"), {"photo": picture}).headers["Location"] == url


@pytest.mark.parametrize("number", ["", "0", "abc", "9" * 40, "²", "../..", "lembar/"])
def test_what_is_no_sheet_says_so(client, desk, number):
    answer = client.post(reverse("find_sheet"), {"number": number})
    assert (answer.status_code, bool(answer.context["form"].errors)) == (200, True)


def test_other_teachers_and_pupils_do_not_see_a_sheet(client, desk):
    sheet, pupil, _ = desk
    stranger = a_teacher(ClassroomFactory(school=sheet.classroom.school))
    for user in (stranger, pupil.user):
        client.force_login(user)
        assert client.get(reverse("enter_sheet", args=[sheet.token])).status_code == 404
    client.force_login(stranger)
    assert client.post(reverse("find_sheet"), {"number": str(sheet.pk)}).status_code == 200


def test_a_parent_who_scans_the_sheet_comes_to_sign(client, desk):
    sheet, pupil, _ = desk
    log = an_entry(pupil, read_on=sheet.last_day)
    client.logout()
    answer = client.get(reverse("enter_sheet", args=[sheet.token]), follow=True)
    assert (answer.status_code, answer.context["entries"]) == (200, [log])
