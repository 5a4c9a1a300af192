"""`/kalender/` and its file: everything that is coming, in every calendar app."""

import datetime as dt

import pytest
from django.utils import timezone
from icalendar import Calendar

from pages import happenings
from pages.happenings import Happening, Kind
from tests.factories.programmes import a_programme
from tests.pages.schemas import mistakes
from tests.pages.test_structured import head

WITA = dt.timezone(dt.timedelta(hours=8))
TODAY = timezone.localdate()
SOON = TODAY + dt.timedelta(days=3)


def moment(hour):
    return dt.datetime.combine(SOON, dt.time(hour), WITA)


def a_happening(**fields):
    given = {
        "title": "Bedah buku",
        "url": "/acara/bedah-buku/",
        "starts": SOON,
        "ends": SOON,
        "uid": "acara-1",
        "all_day": True,
        "place": "Perpustakaan kota",
    }
    return Happening(**given | fields)


@pytest.fixture
def only(monkeypatch):
    def given(*found):
        monkeypatch.setattr(
            happenings,
            "sources",
            [
                lambda first, last: [
                    each for each in found if first <= each.last_day and each.first_day <= last
                ]
            ],
        )

    return given


def entries(client, query=""):
    answer = client.get(f"/kalender.ics{query}")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(answer.content)
    assert (calendar["version"], bool(calendar["prodid"]), answer.content.count(b"\r\n") > 5) == (
        "2.0",
        True,
        True,
    )
    return calendar, calendar.walk("VEVENT")


def test_a_whole_day_ends_with_the_day_after_it(db, client, only):
    only(a_happening(ends=SOON + dt.timedelta(days=1)))
    _, [entry] = entries(client)
    assert (entry.decoded("dtstart"), entry.decoded("dtend")) == (SOON, SOON + dt.timedelta(days=2))
    assert (entry["uid"], entry["url"]) == (
        "acara-1@127.0.0.1",
        "http://127.0.0.1:8000/acara/bedah-buku/",
    )


def test_an_hour_stands_in_a_zone_that_the_file_explains(db, client, only):
    only(a_happening(starts=moment(9), ends=moment(11), all_day=False))
    calendar, [entry] = entries(client)
    assert entry["dtstart"].params["TZID"] == "Asia/Jakarta"
    assert entry.decoded("dtstart") == moment(9)
    assert [zone["tzid"] for zone in calendar.walk("VTIMEZONE")] == ["Asia/Jakarta"]


def test_what_is_cancelled_stays_in_the_file_and_says_so(db, client, only):
    only(a_happening(cancelled=True, sequence=3))
    _, [entry] = entries(client)
    assert (entry["status"], entry["sequence"]) == ("CANCELLED", 3)
    assert "badge-alarm" in client.get("/kalender/").content.decode()


def test_words_with_commas_and_lines_survive(db, client, only):
    only(a_happening(title="Buku; anak, dan\\kota", summary="Satu\nDua" * 40))
    _, [entry] = entries(client)
    assert (entry["summary"], entry["description"]) == ("Buku; anak, dan\\kota", "Satu\nDua" * 40)


def test_every_entry_has_one_name_of_its_own_and_keeps_it(db, client):
    a_programme(is_public=True)
    first, second = ([entry["uid"] for entry in entries(client)[1]] for _ in range(2))
    assert first == second
    assert len(first) == len(set(first))
    assert any(uid.startswith("program-") for uid in first)


def test_an_unchanged_calendar_is_not_sent_again(db, client, only):
    only(a_happening())
    tag = client.get("/kalender.ics").headers["ETag"]
    assert client.get("/kalender.ics", HTTP_IF_NONE_MATCH=tag).status_code == 304


def test_one_kind_can_be_read_alone(db, client, only):
    only(a_happening(), a_happening(title="Libur", uid="libur", kind=Kind.HOLIDAY, place=""))
    assert [entry["summary"] for entry in entries(client, "?jenis=event")[1]] == ["Bedah buku"]
    assert len(entries(client, "?jenis=entah")[1]) == 2
    html = client.get("/kalender/?jenis=holiday").content.decode()
    assert ("Libur" in html, "Bedah buku" in html) == (True, False)


def test_the_page_shows_months_and_the_way_to_subscribe(db, client, only):
    only(a_happening(), a_happening(starts=TODAY - dt.timedelta(days=40), title="Sudah mulai", uid="b"))
    html = client.get("/kalender/").content.decode()
    assert "webcal://127.0.0.1:8000/kalender.ics" in html
    assert html.index("Sudah mulai") < html.index("Bedah buku")


def test_machines_read_the_events_but_not_the_holidays(db, client, only):
    only(a_happening(), a_happening(title="Libur", uid="libur", kind=Kind.HOLIDAY, place=""))
    found = head(client, "/kalender/")
    assert mistakes(found.blocks) == []
    assert [event["name"] for event in found.blocks[0]] == ["Bedah buku"]


def test_an_empty_calendar_says_where_else_to_go(db, client, only):
    only()
    assert "/katalog/" in client.get("/kalender/").content.decode()
    assert entries(client)[1] == []


def test_one_programme_costs_as_much_as_three(db, client, django_assert_num_queries):
    from django.core.cache import cache
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost():
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            client.get("/kalender.ics")
        return len(queries)

    a_programme(is_public=True)
    one = cost()
    a_programme(is_public=True), a_programme(is_public=True)
    assert cost() <= one <= 8
