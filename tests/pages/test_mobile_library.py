"""The mobile library: when it comes where, what is called off, and the calendar people subscribe to."""

import datetime as dt
import re

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from icalendar import Calendar

from pages import happenings
from pages.happenings import Kind
from pages.models import MobileLibraryPage
from pages.services import publish_mobile_library
from pages.visits import Repeats, Stop, coming
from tests.pages.test_views import cold

TUESDAY = dt.date(2026, 11, 24)
NOON_OF_MONDAY = dt.datetime(2026, 11, 23, 5, 0, tzinfo=dt.UTC)


def stop(**more):
    return Stop(
        **{
            "key": "a",
            "place": "Balai RW 03",
            "village": "Sukamaju",
            "repeats": Repeats.WEEKLY,
            "first": TUESDAY,
            "starts": dt.time(9),
            "ends": dt.time(11),
            **more,
        }
    )


def days(until, **more):
    return [f"{day:%d.%m}" for day in stop(**more).days(TUESDAY, until)]


def row(**more):
    """A stop as it is written down."""
    return {
        "place": "Balai RW 03",
        "village": "Sukamaju",
        "repeats": "weekly",
        "first": TUESDAY,
        "starts": "09:00",
        "ends": "11:00",
        **more,
    }


def published(*stops, **more):
    return publish_mobile_library({"slug": "keliling", "title": "Keliling", "stops": list(stops), **more})


@pytest.fixture
def monday(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON_OF_MONDAY)


# --- When -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, ["24.11", "01.12", "08.12", "15.12", "22.12", "29.12"]),
        ({"last": dt.date(2026, 12, 7)}, ["24.11", "01.12"]),
        ({"repeats": Repeats.FORTNIGHTLY}, ["24.11", "08.12", "22.12"]),
        ({"repeats": Repeats.FORTNIGHTLY, "first": dt.date(2026, 11, 17)}, ["01.12", "15.12", "29.12"]),
        ({"repeats": Repeats.MONTHLY}, ["24.11", "22.12"]),
        ({"repeats": Repeats.MONTHLY, "first": dt.date(2026, 9, 29)}, ["24.11", "29.12"]),
        ({"repeats": Repeats.DATES, "more": (dt.date(2026, 12, 3),)}, ["24.11", "03.12"]),
    ],
)
def test_a_stop_repeats_as_it_says(more, expected):
    assert days(dt.date(2026, 12, 31), **more) == expected


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "Setiap Selasa"),
        ({"repeats": Repeats.FORTNIGHTLY}, "Dua minggu sekali, Selasa"),
        ({"repeats": Repeats.MONTHLY}, "Selasa keempat setiap bulan"),
        ({"repeats": Repeats.MONTHLY, "first": dt.date(2026, 9, 29)}, "Selasa terakhir setiap bulan"),
        ({"repeats": Repeats.DATES, "more": (dt.date(2026, 12, 3),)}, "24 November 2026, 3 Desember 2026"),
    ],
)
def test_the_rule_is_said_in_words(more, words):
    assert stop(**more).rule == words


def test_a_visit_that_is_over_is_not_ahead():
    now = dt.datetime(2026, 11, 24, 11, 0)
    assert [visit.day for visit in coming([stop()], now, 7)] == [dt.date(2026, 12, 1)]
    assert coming([stop()], now - dt.timedelta(minutes=1), 0)[0].day == TUESDAY


# --- The page ---------------------------------------------------------------------------------------
def html(client, query=""):
    return re.sub(r"\s+", " ", client.get(f"/keliling/{query}").content.decode())


def test_the_next_stop_stands_first(home, client, monday):
    published(row(place="Pasar", first=dt.date(2026, 11, 26)), row())
    page = html(client)
    first = re.search(r'<li class="visit">(.*?)</li>', page)[1]
    assert re.sub(r"<[^>]+>| +(?= )", "", first).strip() == "Besok 09.00–11.00 di Balai RW 03, Sukamaju"


def test_a_visit_called_off_says_so_and_why(home, client, monday):
    published(row(cancelled=[{"date": TUESDAY, "reason": "Mobil diservis"}]))
    page = html(client)
    assert ('class="visit visit-off"' in page, "Mobil diservis" in page) == (True, True)


def test_stops_can_be_chosen_by_village(home, client, monday):
    published(row(), row(place="Pasar", village="Kota Baru"))
    assert ("Balai RW 03" in html(client, "?kelurahan=kota-baru"), "Pasar" in html(client)) == (False, True)
    assert "Balai RW 03" in html(client, "?kelurahan=entah")


def test_a_schedule_without_stops_says_what_to_do(home, client):
    published()
    assert "/katalog/" in html(client)


def test_the_page_costs_the_same_for_one_stop_and_for_three(home, client):
    page = published(row())
    one = cold(client, "/keliling/")
    page.stops = [("stop", block.value) for block in page.stops] * 3
    page.save_revision().publish()
    assert cold(client, "/keliling/") == one


# --- What is refused --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "more",
    [
        {"ends": "09:00"},
        {"last": dt.date(2026, 11, 1)},
        {"more": [dt.date(2026, 12, 1)]},
        {"cancelled": [{"date": dt.date(2026, 11, 25), "reason": "Hujan"}]},
        {"place": ""},
    ],
    ids=[
        "ends as it begins",
        "last before first",
        "single days of a rule",
        "called off for nothing",
        "nowhere",
    ],
)
def test_a_stop_that_cannot_be_is_refused(home, more):
    with pytest.raises(ValidationError):
        published(row(**more))
    assert MobileLibraryPage.objects.count() == 0


# --- The calendar -----------------------------------------------------------------------------------
def events(client):
    answer = client.get("/keliling/jadwal.ics")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return {str(each["UID"]): each for each in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_the_calendar_has_every_visit_in_the_librarys_own_time(home, client, monday):
    published(row(repeats="dates", more=[dt.date(2026, 12, 1)]))
    found = sorted(events(client).values(), key=lambda each: each["DTSTART"].dt)
    assert [each["DTSTART"].dt.isoformat() for each in found] == [
        "2026-11-24T09:00:00+07:00",
        "2026-12-01T09:00:00+07:00",
    ]
    assert found[0]["DTSTART"].params["TZID"] == "Asia/Jakarta"
    assert found[0]["LOCATION"] == "Balai RW 03, Sukamaju"


def test_a_change_keeps_the_entry_and_raises_its_sequence(home, client, monday, monkeypatch):
    page = published(row(repeats="dates"))
    before = events(client)
    monkeypatch.setattr(timezone, "now", lambda: NOON_OF_MONDAY + dt.timedelta(hours=1))
    block = page.stops[0]
    block.value["cancelled"] = [{"date": TUESDAY, "reason": "Banjir"}]
    page.save_revision().publish()
    after = events(client)
    (uid,) = before
    assert list(after) == [uid]
    assert (str(before[uid]["STATUS"]), str(after[uid]["STATUS"])) == ("CONFIRMED", "CANCELLED")
    assert after[uid]["SEQUENCE"] > before[uid]["SEQUENCE"]
    assert after[uid]["LAST-MODIFIED"].dt > before[uid]["LAST-MODIFIED"].dt
    assert "Banjir" in after[uid]["DESCRIPTION"]


@pytest.mark.parametrize("url", ["/lain/jadwal.ics", "/keliling/lain/jadwal.ics", "/berita/jadwal.ics"])
def test_there_is_no_calendar_of_another_page(home, client, url):
    published(row())
    assert client.get(url).status_code == 404


def test_near_visits_are_among_the_public_dates(home, monday):
    published(row())
    found = happenings.between(TUESDAY, TUESDAY + dt.timedelta(days=365))
    near = [each for each in found if each.kind == Kind.MOBILE_LIBRARY]
    assert [each.first_day.day for each in near] == [24, 1, 8, 15]
