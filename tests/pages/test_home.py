"""The home page's live blocks and the pages of programmes."""

import datetime as dt
import importlib
import json

import pytest
from django.core.cache import cache, caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from literasi.reading.models import GroupStanding, group_of
from literasi.reading.queries.attainment import FEWEST
from pages import happenings
from pages.happenings import Happening
from pages.models import HomePage
from tests.factories.accounts import ClassroomFactory
from tests.factories.catalogue import TitleFactory
from tests.factories.kinds import ProgrammePageFactory
from tests.factories.pages import ArticleFactory, NewsCategoryFactory
from tests.factories.programmes import a_programme


def with_blocks(home, *blocks):
    page = HomePage.objects.get(pk=home.pk)
    page.body = list(blocks)
    page.save_revision().publish()


def shown(client, url="/"):
    return client.get(url).content.decode()


def read_together(programme, *, readers, amount):
    room = ClassroomFactory()
    return GroupStanding.objects.create(
        programme=programme,
        group=group_of(room.school_id, room.pk),
        school=room.school,
        classroom=room,
        period=programme.starts_on,
        readers=readers,
        amount=amount,
    )


@pytest.fixture
def programme():
    return a_programme(is_public=True, community_goal=1_000_000, name="Sejuta menit")


def test_an_editor_orders_the_blocks(home, client):
    ArticleFactory(title="Hari buku")
    news = ("latest_news", {"title": "Kabar kelas", "number": 2})
    call = ("call", {"title": "Ayo membaca", "text": "", "link": {"label": "Cari buku", "url": "/katalog/"}})
    for order in ([news, call], [call, news]):
        with_blocks(home, *order)
        html = shown(client)
        words = ["Kabar kelas", "Ayo membaca"] if order[0] is news else ["Ayo membaca", "Kabar kelas"]
        assert html.index(words[0]) < html.index(words[1])


def test_a_block_with_nothing_to_say_is_not_there(home, client):
    with_blocks(
        home,
        ("latest_news", {"title": "Kabar kelas", "number": 2}),
        ("programmes", {"title": "Dikejar bersama", "text": ""}),
        ("happenings", {"title": "Agenda terdekat", "number": 3}),
        ("partners", {"title": "Mitra kami", "text": "", "only_sponsors": False, "page": None}),
    )
    html = shown(client)
    words = ["Kabar kelas", "Dikejar bersama", "Agenda terdekat", "Mitra kami"]
    assert [word in html for word in words] == [False] * 4


def test_a_running_programme_shows_what_all_have_read(home, client, programme):
    with_blocks(home, ("programmes", {"title": "Dikejar bersama", "text": ""}))
    read_together(programme, readers=FEWEST, amount=12_345)
    html = shown(client)
    assert ("Sejuta menit" in html, "12.345" in html) == (True, True)


def test_a_sum_of_a_few_readers_is_kept_back(home, client, programme):
    with_blocks(home, ("programmes", {"title": "Dikejar bersama", "text": ""}))
    read_together(programme, readers=FEWEST - 1, amount=12_345)
    html = shown(client)
    assert ("Sejuta menit" in html, "12.345" in html) == (True, False)


@pytest.mark.parametrize(
    "changes",
    [{"is_public": False}, {"state": "draft"}, {"state": "ended"}, {"ends_on": dt.date(2020, 1, 1)}],
)
def test_only_public_programmes_of_today_are_shown(home, client, programme, changes):
    with_blocks(home, ("programmes", {"title": "Dikejar bersama", "text": ""}))
    if "ends_on" in changes:
        changes = {**changes, "starts_on": dt.date(2019, 1, 1)}
    type(programme).objects.update(**changes)
    assert "Sejuta menit" not in shown(client)


def test_a_programme_leads_to_its_editors_page_where_there_is_one(home, client, programme):
    with_blocks(home, ("programmes", {"title": "Dikejar bersama", "text": ""}))
    plain = reverse("programme", args=[programme.slug])
    before = plain in shown(client)
    page = ProgrammePageFactory(programme=programme, slug="sejuta-menit")
    cache.clear(), caches["kept"].clear()
    html = shown(client)
    assert (before, plain in html, f'href="{page.url}"' in html) == (True, False, True)


def test_coming_events_come_from_every_calendar(home, client, monkeypatch):
    def festival(first, last):
        start = timezone.now() + dt.timedelta(days=3)
        end = start + dt.timedelta(hours=2)
        yield Happening(title="Festival", url="/acara/", starts=start, ends=end, uid="f", place="Alun-alun")

    monkeypatch.setattr(happenings, "sources", [festival])
    with_blocks(home, ("happenings", {"title": "Agenda terdekat", "number": 3}))
    html = shown(client)
    assert ("Festival" in html, "Alun-alun" in html) == (True, True)


def test_the_book_of_the_week_has_a_reason(home, client):
    book = TitleFactory(title="Laskar Pelangi")
    value = {
        "title": "Buku minggu ini",
        "book": book,
        "why": "Bikin ingin sekolah.",
        "attribution": "A. B., VIII A",
    }
    with_blocks(home, ("book_of_the_week", value))
    html = shown(client)
    assert (book.get_absolute_url() in html, "Bikin ingin sekolah." in html) == (True, True)


def full_home(home, number):
    for _ in range(number):
        ArticleFactory(byline="Tim")
        read_together(a_programme(is_public=True, community_goal=1000), readers=FEWEST, amount=10)
    book = {"title": "Buku", "book": TitleFactory(), "why": "Bagus.", "attribution": ""}
    with_blocks(
        home,
        ("counters", {}),
        ("latest_news", {"title": "Kabar", "number": 5}),
        ("programmes", {"title": "Program", "text": ""}),
        ("happenings", {"title": "Agenda", "number": 3}),
        ("book_of_the_week", book),
        ("quote", {"text": "Lagi!", "attribution": ""}),
        ("partners", {"title": "Mitra", "text": "", "only_sponsors": False, "page": None}),
        ("call", {"title": "Ayo", "text": "", "link": {"label": "Cari buku", "url": "/katalog/"}}),
    )


def test_the_home_page_costs_the_same_for_one_of_each_and_for_three(home, client):
    costs = []
    for number in (1, 2):
        full_home(home, number)
        cache.clear(), caches["kept"].clear()
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        costs.append(len(queries))
    assert costs[0] == costs[1], queries.captured_queries
    assert costs[0] <= 22  # the first page of an edition asks for menus, name, hours and notice as well
    with CaptureQueriesContext(connection) as queries:
        client.get("/?baru=1")
    assert len(queries) <= 12  # the site and the figures remembered, the page itself not kept


def test_homes_from_before_keep_what_they_showed():
    migration = importlib.import_module("pages.migrations.0007_home_blocks")
    body = [
        {"type": "highlight", "value": {"title": "15 menit"}},
        {"type": "quote", "value": {"text": "Lagi!"}},
    ]
    there = migration.with_live_blocks(body)
    kinds = [block["type"] for block in there]
    assert kinds == ["counters", "latest_news", "highlight", "quote", "call"]
    assert migration.with_live_blocks(there) == there
    assert json.dumps(migration.without_live_blocks(there)) == json.dumps(body)


# --- Programme pages ---------------------------------------------------------------------------------
def test_a_programme_page_shows_the_words_the_sum_and_its_news(home, client, programme):
    news = NewsCategoryFactory()
    ArticleFactory(title="Menit ke seribu", category=news), ArticleFactory(title="Kabar lain")
    read_together(programme, readers=30, amount=12_345)
    page = ProgrammePageFactory(
        programme=programme, category=news, joining="<ol><li>Catat bacaanmu.</li></ol>", intro="Ayo ikut."
    )
    html = shown(client, page.url)
    words = ["Ayo ikut.", "Catat bacaanmu.", "Menit ke seribu", "Kabar lain"]
    assert [word in html for word in words] == [True, True, True, False]
    assert reverse("programme", args=[programme.slug]) in html


def test_the_figures_leave_with_the_programmes_public_page(home, client, programme):
    page = ProgrammePageFactory(programme=programme)
    type(programme).objects.update(is_public=False)
    html = shown(client, page.url)
    assert reverse("programme", args=[programme.slug]) not in html
    assert page.title in html
