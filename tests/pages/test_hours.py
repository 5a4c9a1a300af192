"""When the library is open: reading what people write, exceptions, holidays, and what it means now."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages import hours
from pages.exceptions import HoursOverlap, HoursReversed, HoursUnreadable
from pages.hours import Different, Schedule, Span
from pages.hours_in_words import range_in_words, sentence, usual_lines, week_lines

JAKARTA = ZoneInfo("Asia/Jakarta")
MORNING, AFTERNOON = Span(420, 720), Span(780, 960)
WEEK = ((MORNING, AFTERNOON),) * 4 + ((Span(420, 660),), (), ())
MONDAY = dt.date(2026, 11, 23)


def schedule(**more):
    return Schedule(WEEK, "Asia/Jakarta", **more)


def at(day, time):
    return dt.datetime.combine(day, dt.time.fromisoformat(time), JAKARTA)


def said(plan, day, time):
    moment = at(day, time)
    return sentence(plan.state(moment), plan.now(moment))


# --- What people write ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("07.00–12.00, 13.00–16.00", "07.00–12.00, 13.00–16.00"),
        ("7-12", "07.00–12.00"),
        ("08:30 - 15:00", "08.30–15.00"),
        ("pukul 8 s.d. 11.30 WIB dan 13.00 sampai 15.00", "08.00–11.30, 13.00–15.00"),
        ("13-16, 7-12", "07.00–12.00, 13.00–16.00"),
        ("7-12, 12-15", "07.00–15.00"),
        ("0-24", "00.00–24.00"),
        ("tutup", ""),
        ("", ""),
        ("-", ""),
    ],
)
def test_hours_are_read_as_people_write_them(text, kept):
    assert hours.written(hours.read(text)) == kept


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("pagi", HoursUnreadable),
        ("7", HoursUnreadable),
        ("7-12 kecuali hujan", HoursUnreadable),
        ("7-25", HoursUnreadable),
        ("7.75-9", HoursUnreadable),
        ("16-7", HoursReversed),
        ("7-7", HoursReversed),
        ("7-12, 11-15", HoursOverlap),
    ],
)
def test_hours_that_cannot_be_are_refused(text, wrong):
    with pytest.raises(wrong):
        hours.read(text)


@given(st.text(max_size=40))
def test_any_text_is_either_read_or_refused(text):
    try:
        spans = hours.read(text)
    except (HoursUnreadable, HoursReversed, HoursOverlap):
        return
    assert hours.read(hours.written(spans)) == spans


# --- Now --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "time", "sentence_of_now"),
    [
        (MONDAY, "06:59", "Tutup · buka lagi pukul 07.00"),
        (MONDAY, "07:00", "Buka sekarang · tutup pukul 12.00"),
        (MONDAY, "12:00", "Tutup · buka lagi pukul 13.00"),
        (MONDAY, "15:59", "Buka sekarang · tutup pukul 16.00"),
        (MONDAY, "16:00", "Tutup · buka lagi besok 07.00"),
        (MONDAY + dt.timedelta(days=4), "11:00", "Tutup · buka lagi Senin 07.00"),
        (MONDAY + dt.timedelta(days=6), "20:00", "Tutup · buka lagi besok 07.00"),
    ],
)
def test_the_door_says_what_holds_now(day, time, sentence_of_now):
    assert said(schedule(), day, time) == sentence_of_now


def test_the_time_is_the_librarys_own_not_the_servers():
    moment = dt.datetime(2026, 11, 23, 0, 30, tzinfo=dt.UTC)
    zones = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]
    opened = [Schedule(((Span(480, 540),),) * 7, zone).state(moment).is_open for zone in zones]
    assert opened == [False, True, False]


def test_an_exception_goes_before_the_week_and_the_shortest_of_several_holds():
    long = Different(MONDAY, MONDAY + dt.timedelta(days=6), (Span(480, 600),), "Ramadan")
    short = Different(MONDAY, MONDAY, (), "Stok opname")
    plan = schedule(different=(long, short))
    assert (plan.on(MONDAY).reason, plan.on(MONDAY).spans) == ("Stok opname", ())
    assert plan.on(MONDAY + dt.timedelta(days=6)).spans == (Span(480, 600),)
    assert said(plan, MONDAY, "09:00") == "Tutup · buka lagi besok 08.00"


def test_public_holidays_are_closed_unless_an_exception_opens_them():
    holidays = {MONDAY: "Hari Raya", MONDAY + dt.timedelta(days=1): "Cuti bersama"}
    plan = schedule(holidays=holidays, different=(Different(MONDAY, MONDAY, (MORNING,), "Buka khusus"),))
    assert (plan.on(MONDAY).spans, plan.on(MONDAY + dt.timedelta(days=1)).spans) == ((MORNING,), ())
    assert said(plan, MONDAY, "13:00") == "Tutup · buka lagi Rabu 07.00"
    assert [each.reason for each in plan.coming(MONDAY)] == ["Buka khusus", "Cuti bersama"]


def test_a_holiday_on_a_day_that_is_closed_anyway_is_not_worth_telling():
    saturday = MONDAY + dt.timedelta(days=5)
    assert schedule(holidays={saturday: "Natal"}).coming(MONDAY) == []


def test_what_is_closed_for_months_is_closed_until_further_notice():
    shut = Different(MONDAY, MONDAY + dt.timedelta(days=90), (), "Perbaikan atap")
    assert said(schedule(different=(shut,)), MONDAY, "09:00") == "Tutup sampai ada kabar lagi"


def test_opening_in_more_than_a_week_names_the_date():
    shut = Different(MONDAY, MONDAY + dt.timedelta(days=8), (), "Libur semester")
    assert said(schedule(different=(shut,)), MONDAY, "09:00") == "Tutup · buka lagi 2 Desember 07.00"


def test_equal_days_stand_together():
    lines = [(line.name, line.hours) for line in usual_lines(schedule())]
    assert lines == [
        ("Senin–Kamis", "07.00–12.00, 13.00–16.00"),
        ("Jumat", "07.00–11.00"),
        ("Sabtu–Minggu", "Tutup"),
    ]


def test_the_coming_days_begin_today():
    week = week_lines(schedule(), MONDAY + dt.timedelta(days=2))
    named = [(line.name, line.is_today) for line in week]
    assert (named[0], named[-1]) == (("Rabu, 25 November", True), ("Selasa, 1 Desember", False))


@pytest.mark.parametrize(
    ("last", "words"),
    [
        ((2026, 12, 28), "Senin, 28 Desember 2026"),
        ((2026, 12, 31), "28–31 Desember 2026"),
        ((2027, 1, 2), "28 Desember 2026 – 2 Januari 2027"),
    ],
)
def test_a_range_is_said_as_shortly_as_it_can_be(last, words):
    assert range_in_words(dt.date(2026, 12, 28), dt.date(*last)) == words
