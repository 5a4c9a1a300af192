"""An issue tells what is new since the last one, once, to those who want it."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from newsletter import contents, queries, services
from newsletter.exceptions import AlreadySent
from newsletter.models import Issue, Pace
from newsletter.models.issues import next_due
from notices.models import Delivery, Notice
from notices.registry import kinds_for
from notices.services import deliver_due
from pages import happenings
from pages.happenings import Happening, Kind
from tests.factories.accounts import GrantFactory
from tests.factories.newsletter import (
    SubscriberFactory,
    due_issue,
    published,
    refused_issues,
    sent_issue,
)
from tests.factories.pages import NewsCategoryFactory
from tests.factories.programmes import a_programme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(home):
    """News need their index."""


@pytest.fixture
def editor():
    return GrantFactory(editor=True).user


def titles(issue):
    return [news.title for news in contents.of(issue).news]


def test_an_issue_holds_what_appeared_since_the_last_one():
    SubscriberFactory()
    published(20, title="Lama")
    published(2, title="Pekan ini")
    first = sent_issue()
    assert titles(first) == ["Pekan ini"]
    published(0, title="Sesudahnya")
    assert titles(services.open_issue(Pace.WEEKLY)) == ["Sesudahnya"]
    assert titles(services.open_issue(Pace.MONTHLY)) == ["Sesudahnya", "Pekan ini", "Lama"]


def test_an_article_that_appeared_while_the_last_issue_left_is_in_the_next():
    SubscriberFactory()
    published()
    sent_issue()
    late = published(title="Terselip")
    assert late.first_published_at < Issue.objects.sent().get().sent_at
    assert titles(services.open_issue(Pace.WEEKLY)) == ["Terselip"]


def test_drafts_are_no_news():
    published(draft=True)
    assert titles(services.open_issue(Pace.WEEKLY)) == []


def test_nothing_new_is_nothing_sent():
    SubscriberFactory()
    issue = due_issue()
    assert services.send_due() == 0
    issue.refresh_from_db()
    assert (issue.sent_at, Notice.objects.count()) == (None, 0)
    assert issue.due_at > timezone.now()


def test_an_issue_goes_to_the_confirmed_of_its_pace_only():
    weekly = SubscriberFactory()
    SubscriberFactory(pace="monthly"), SubscriberFactory(waiting=True), SubscriberFactory(paused=True)
    published()
    issue = sent_issue()
    assert list(Notice.objects.values_list("address", flat=True)) == [weekly.email]
    assert issue.receivers == 1


def test_everybody_gets_the_categories_they_chose():
    sports, books = NewsCategoryFactory(), NewsCategoryFactory()
    published(title="Lomba", category=sports), published(title="Buku", category=books)
    SubscriberFactory(email="semua@example.org")
    SubscriberFactory(email="buku@example.org", categories=[books])
    SubscriberFactory(email="lain@example.org", categories=[NewsCategoryFactory()])
    sent_issue()
    deliver_due()
    bodies = {message.to[0]: message.body for message in mail.outbox}
    assert {to: ("LOMBA" in body, "BUKU" in body) for to, body in bodies.items()} == {
        "semua@example.org": (True, True),
        "buku@example.org": (False, True),
    }


def test_a_mail_has_a_text_and_a_page_with_plain_links():
    SubscriberFactory()
    article = published(title="Pojok <baca> baru")
    services.introduce(due_issue(), "Selamat pagi & selamat membaca.", by=GrantFactory(editor=True).user)
    sent_issue()
    deliver_due()
    (message,) = mail.outbox
    html, kind = message.alternatives[0]
    url = f"http://127.0.0.1:8000{article.get_url()}"
    assert kind == "text/html"
    assert "Selamat pagi & selamat membaca." in message.body
    assert "Pojok &lt;baca&gt; baru" in html
    assert (url in message.body, f'href="{url}"' in html) == (True, True)
    assert "<img" not in html


def test_running_programmes_of_the_city_stand_below_the_news():
    a_programme(name="Sekota membaca", is_public=True)
    a_programme(name="Tertutup")
    a_programme(name="Rencana", is_public=True, state="draft")
    published()
    section = contents.of(services.open_issue(Pace.WEEKLY)).sections[0]
    assert [line.title for line in section.lines] == ["Sekota membaca"]


def test_what_one_can_go_to_in_the_coming_weeks_stands_below_the_news(monkeypatch):
    today = timezone.localdate()

    def on(title, days, **more):
        day = today + dt.timedelta(days=days)
        return Happening(title=title, url="/acara/", starts=day, ends=day, uid=title, all_day=True, **more)

    found = [
        on("Bazar buku", 3, place="Alun-alun"),
        on("Tahun depan", 90),
        on("Libur", 2, kind=Kind.HOLIDAY),
        on("Batal", 4, cancelled=True),
    ]
    monkeypatch.setattr(happenings, "sources", [lambda first, last: found])
    (section,) = contents.of(services.open_issue(Pace.WEEKLY)).sections
    assert [line.title for line in section.lines] == ["Bazar buku"]
    assert section.lines[0].note.endswith("Alun-alun")


def test_a_held_issue_waits_until_it_is_released(editor):
    SubscriberFactory()
    published()
    issue = due_issue()
    services.hold(issue, by=editor)
    assert services.send_due() == 0
    services.release(issue, by=editor)
    assert services.send_due() == 1


def test_what_has_been_sent_is_neither_held_nor_introduced(editor):
    SubscriberFactory()
    published()
    issue = sent_issue()
    with pytest.raises(AlreadySent):
        services.hold(issue, by=editor)
    with pytest.raises(AlreadySent):
        services.introduce(issue, "Terlambat", by=editor)


def test_sending_twice_is_sending_once():
    SubscriberFactory()
    published()
    due_issue()
    assert [services.send_due(), services.send_due()] == [1, 0]


def test_who_leaves_before_the_mail_does_gets_none():
    subscriber = SubscriberFactory()
    published()
    sent_issue()
    services.leave(subscriber.token)
    assert (deliver_due(), mail.outbox) == (0, [])


def test_who_chose_other_categories_meanwhile_gets_none_of_the_old():
    subscriber = SubscriberFactory()
    published()
    sent_issue()
    services.change(subscriber.token, pace="weekly", categories=[NewsCategoryFactory()])
    assert deliver_due() == 0
    assert Delivery.objects.get().state == "skipped"


def test_three_refusals_in_a_row_pause_an_address():
    subscriber = SubscriberFactory()
    refused_issues(subscriber, 2)
    assert services.pause_unreachable() == 0
    refused_issues(subscriber, 1)
    assert services.pause_unreachable() == 1
    subscriber.refresh_from_db()
    assert subscriber.paused_at
    published()
    assert sent_issue().receivers == 0


def test_taken_up_again_it_has_three_tries_of_its_own():
    subscriber = SubscriberFactory()
    refused_issues(subscriber, 3)
    services.pause_unreachable()
    services.change(subscriber.token, pace="weekly")
    refused_issues(subscriber, 2)
    assert services.pause_unreachable() == 0


def test_a_mail_server_that_is_away_pauses_nobody():
    subscriber = SubscriberFactory()
    refused_issues(subscriber, 3)
    Delivery.objects.update(error="no_answer")
    assert services.pause_unreachable() == 0


@pytest.mark.parametrize(
    ("pace", "now", "due"),
    [
        ("weekly", "2026-11-19T20:00:00+07:00", "2026-11-20T07:00:00+07:00"),
        ("weekly", "2026-11-20T06:00:00+07:00", "2026-11-27T07:00:00+07:00"),
        ("monthly", "2026-11-30T23:30:00+07:00", "2026-12-01T07:00:00+07:00"),
        ("monthly", "2026-12-01T00:30:00+07:00", "2027-01-01T07:00:00+07:00"),
    ],
)
def test_issues_are_due_on_fridays_and_on_the_first(pace, now, due):
    assert next_due(pace, dt.datetime.fromisoformat(now)) == dt.datetime.fromisoformat(due)


def test_the_kinds_are_not_among_anybodys_choices():
    names = {kind.slug for pupil in (True, False) for kind in kinds_for(pupil=pupil)}
    assert {name for name in names if name.startswith("newsletter")} == set()


def test_editors_see_numbers_and_never_an_address(client, editor):
    subscriber = SubscriberFactory()
    SubscriberFactory(waiting=True)
    published()
    sent_issue()
    published(title="Besok terbit")
    client.force_login(editor)
    page = client.get(reverse("newsletter_desk")).content.decode()
    assert subscriber.email not in page
    assert "Besok terbit" in page
    assert queries.subscriber_counts() == {"active": 1, "paused": 0, "waiting": 1}


def test_the_desk_asks_as_often_for_three_issues_as_for_one(django_assert_num_queries):
    def statements():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as found:
            queries.earlier_issues(), queries.next_issues()
        return len(found)

    published()
    sent_issue()
    published(title="Lagi")
    services.open_issue(Pace.MONTHLY), services.open_issue(Pace.WEEKLY)
    once = statements()
    sent_issue()
    published(title="Dan lagi")
    sent_issue()
    published(title="Terakhir")
    services.open_issue(Pace.WEEKLY)
    assert statements() == once


def test_the_preview_shows_the_mail_within_the_content_policy(client, editor):
    published(title="Besok terbit")
    issue = services.open_issue(Pace.WEEKLY)
    client.force_login(editor)
    answer = client.get(reverse("preview_issue", args=[issue.pk]))
    page, policy = answer.content.decode(), answer.headers["Content-Security-Policy"]
    nonce = page.split('nonce="')[1].split('"')[0]
    assert "Besok terbit" in page
    assert f"'nonce-{nonce}'" in policy


def test_an_editor_introduces_and_holds_the_issue(client, editor):
    issue = services.open_issue(Pace.WEEKLY)
    client.force_login(editor)
    client.post(reverse("introduce_issue", args=[issue.pk]), {"introduction": "Halo"})
    client.post(reverse("hold_issue", args=[issue.pk]))
    issue.refresh_from_db()
    assert (issue.introduction, issue.held) == ("Halo", True)
    client.post(reverse("hold_issue", args=[issue.pk]), {"release": "1"})
    issue.refresh_from_db()
    assert not issue.held


def test_an_introduction_that_is_too_long_comes_back(client, editor):
    issue = services.open_issue(Pace.WEEKLY)
    client.force_login(editor)
    answer = client.post(reverse("introduce_issue", args=[issue.pk]), {"introduction": "a" * 1001})
    assert answer.status_code == 200
    issue.refresh_from_db()
    assert issue.introduction == ""
