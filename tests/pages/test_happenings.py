"""The one list of what happens when."""

import datetime as dt

import pytest
from django.utils import timezone

from pages import happenings
from pages.happenings import Happening, Kind
from pages.public_dates import holidays, programme_days
from tests.factories.programmes import a_programme

DAY = dt.date(2027, 1, 4)
WIB = dt.timezone(dt.timedelta(hours=7))


def a_happening(**fields):
    given = {"title": "Bedah buku", "url": "/", "starts": DAY, "ends": DAY, "uid": "x", "all_day": True}
    return Happening(**given | fields)


def at(hour):
    return dt.datetime(2027, 1, 4, hour, tzinfo=WIB)


@pytest.fixture
def only(monkeypatch):
    def given(*found):
        monkeypatch.setattr(happenings, "sources", [lambda first, last: found])

    return given


def test_what_lasts_all_day_comes_before_what_has_an_hour(only):
    late = a_happening(title="Sore", starts=at(15), ends=at(16), all_day=False)
    early = a_happening(title="Pagi", starts=at(8), ends=at(9), all_day=False)
    only(late, early, a_happening(title="Seharian"))
    assert [each.title for each in happenings.between(DAY, DAY)] == ["Seharian", "Pagi", "Sore"]


def test_an_hour_belongs_to_the_day_on_our_walls():
    night = dt.datetime(2027, 1, 3, 20, tzinfo=dt.UTC)
    assert a_happening(starts=night, ends=night, all_day=False).first_day == DAY


def test_an_hour_is_no_day():
    with pytest.raises(TypeError):
        a_happening(all_day=False)


def test_what_is_cancelled_or_a_holiday_is_not_announced(only):
    only(a_happening(cancelled=True), a_happening(kind=Kind.HOLIDAY), a_happening(title="Tetap"))
    assert [each.title for each in happenings.coming(today=DAY)] == ["Tetap"]


def test_a_source_counts_once(monkeypatch):
    monkeypatch.setattr(happenings, "sources", [])
    happenings.add_source(holidays)
    happenings.add_source(holidays)
    assert happenings.sources == [holidays]


def test_programmes_with_a_public_page_begin_and_end(db):
    public = a_programme(name="Sekota", is_public=True, days=3)
    a_programme(name="Rahasia", days=3)
    a_programme(name="Rancangan", is_public=True, state="draft", days=3)
    today = timezone.localdate()
    found = list(programme_days(today - dt.timedelta(days=30), today + dt.timedelta(days=30)))
    assert [(each.uid, each.starts) for each in found] == [
        (f"program-{public.pk}-mulai", public.starts_on),
        (f"program-{public.pk}-selesai", public.ends_on),
    ]


def test_only_the_day_that_was_asked_for_is_told(db):
    public = a_programme(is_public=True, days=3)
    found = list(programme_days(public.ends_on, public.ends_on))
    assert [each.starts for each in found] == [public.ends_on]


def test_independence_day_is_a_holiday():
    day = dt.date(2027, 8, 17)
    assert [(each.starts, each.kind) for each in holidays(day, day)] == [(day, Kind.HOLIDAY)]
