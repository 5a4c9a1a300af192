"""An address gets one link until its owner says yes, and leaves without a trace."""

import datetime as dt
import json
import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from newsletter import services
from newsletter.exceptions import LinkOver
from newsletter.models import Subscriber
from notices.models import Delivery, Notice
from notices.services import deliver_due
from tests.accounts.people import settled
from tests.factories.newsletter import SubscriberFactory, published, sent_issue
from tests.factories.notices import with_email
from tests.factories.pages import NewsCategoryFactory

pytestmark = pytest.mark.django_db


def asks(client, email="ibu.sari@example.org", **more):
    return client.post(reverse("subscribe"), {"email": email, "pace": "weekly", **more})


def delivered():
    deliver_due()
    return mail.outbox


def aged(subscriber, days):
    when = timezone.now() - dt.timedelta(days=days)
    Subscriber.objects.filter(pk=subscriber.pk).update(asked_at=when)


def test_asking_sends_a_link_to_a_page_with_a_button(client):
    category = NewsCategoryFactory()
    asks(client, " Ibu.Sari@Example.org ", categories=[category.pk])
    (message,) = delivered()
    subscriber = Subscriber.objects.get()
    assert (message.to, subscriber.is_confirmed) == (["ibu.sari@example.org"], False)
    assert list(subscriber.categories.all()) == [category]
    path = re.search(r"http://[^/]+(/langganan/\S+)", message.body)[1]
    assert path == subscriber.get_absolute_url()
    page = client.get(path)
    assert reverse("confirm_newsletter", args=[subscriber.token]) in page.content.decode()


def test_opening_the_link_is_not_yet_confirming(client):
    asks(client)
    subscriber = Subscriber.objects.get()
    client.get(subscriber.get_absolute_url())
    assert not Subscriber.objects.confirmed().exists()
    assert client.get(reverse("confirm_newsletter", args=[subscriber.token])).status_code == 405
    client.post(reverse("confirm_newsletter", args=[subscriber.token]))
    client.post(reverse("confirm_newsletter", args=[subscriber.token]))
    assert Subscriber.objects.confirmed().count() == 1


def test_a_known_address_gets_the_same_answer_as_a_new_one(client):
    def answer(email):
        return re.sub(r'nonce="[^"]*"', "", asks(client, email).content.decode())

    known, waiting = SubscriberFactory(), SubscriberFactory(waiting=True)
    new = answer("baru@example.org")
    assert answer(known.email) == new
    assert answer(waiting.email) == new


def test_asking_for_a_confirmed_address_changes_nothing_of_it(client):
    category = NewsCategoryFactory()
    known = SubscriberFactory()
    asks(client, known.email, pace="monthly", categories=[category.pk])
    known.refresh_from_db()
    assert (known.pace, list(known.categories.all())) == ("weekly", [])
    (message,) = delivered()
    assert known.get_absolute_url() in message.body


def test_asking_too_often_for_an_address_sends_no_more_but_says_the_same(client):
    answers = [asks(client) for _ in range(4)]
    assert {answer.status_code for answer in answers} == {200}
    assert len(delivered()) == 2


def test_one_network_asks_forty_times_an_hour(client):
    codes = [asks(client, f"pembaca{n}@example.org").status_code for n in range(41)]
    assert codes == [200] * 40 + [429]
    assert Subscriber.objects.count() == 40


def test_what_is_no_address_is_said_so(client):
    answer = asks(client, "bukan alamat")
    assert (answer.status_code, Subscriber.objects.count()) == (200, 0)
    assert answer.context["form"].errors.keys() == {"email"}


def test_a_link_is_over_after_seven_days(client):
    subscriber = SubscriberFactory(waiting=True)
    aged(subscriber, 8)
    assert client.get(subscriber.get_absolute_url()).status_code == 404
    with pytest.raises(LinkOver):
        services.confirm(subscriber.token)


def test_at_night_those_who_never_confirmed_are_deleted_with_their_mails(client):
    asks(client, "lupa@example.org")
    asks(client, "kemarin@example.org")
    confirmed = SubscriberFactory()
    aged(Subscriber.objects.get(email="lupa@example.org"), 8)
    aged(confirmed, 300)
    assert services.forget_unconfirmed() == 1
    assert set(Subscriber.objects.values_list("email", flat=True)) == {"kemarin@example.org", confirmed.email}
    assert set(Notice.objects.values_list("address", flat=True)) == {"kemarin@example.org"}


def test_one_click_of_a_mail_program_deletes_everything(client, home):
    subscriber = SubscriberFactory()
    published()
    sent_issue()
    (message,) = delivered()
    header = message.extra_headers["List-Unsubscribe"]
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    url = re.fullmatch(r"<http://[^/]+(/\S+)>", header)[1]
    client.handler.enforce_csrf_checks = True
    answer = client.post(url, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert (Subscriber.objects.count(), Notice.objects.count(), Delivery.objects.count()) == (0, 0, 0)
    assert subscriber.email not in answer.content.decode()


def test_leaving_twice_is_leaving_once(client):
    url = reverse("unsubscribe_newsletter", args=[SubscriberFactory().token])
    assert [client.post(url).status_code for _ in range(2)] == [200, 200]
    assert client.get(url).status_code == 404


def test_opening_the_link_to_leave_only_asks(client):
    url = reverse("unsubscribe_newsletter", args=[SubscriberFactory().token])
    assert client.get(url).status_code == 200
    assert Subscriber.objects.count() == 1


def test_on_their_page_subscribers_change_pace_and_categories(client):
    subscriber, category = SubscriberFactory(), NewsCategoryFactory()
    client.post(subscriber.get_absolute_url(), {"pace": "monthly", "categories": [category.pk]})
    subscriber.refresh_from_db()
    assert (subscriber.pace, list(subscriber.categories.all())) == ("monthly", [category])


def test_saving_their_choice_takes_a_paused_subscription_up_again(client):
    subscriber = SubscriberFactory(paused=True)
    client.post(subscriber.get_absolute_url(), {"pace": "weekly"})
    subscriber.refresh_from_db()
    assert subscriber.paused_at is None


def test_a_subscriber_reads_what_is_kept_of_them(client):
    subscriber = SubscriberFactory()
    data = json.loads(client.get(reverse("newsletter_data", args=[subscriber.token])).content)
    assert (data["email"], data["pace"], data["messages"]) == (subscriber.email, "weekly", [])


def test_an_account_finds_the_subscription_among_its_own_data(client):
    person = settled(with_email(address="Ibu.Sari@example.org"))
    subscriber = SubscriberFactory(email="ibu.sari@example.org")
    client.force_login(person)
    data = json.loads(client.get(reverse("own_data")).content)
    assert [one["email"] for one in data["newsletter"]] == [subscriber.email]


def test_pages_behind_a_link_are_unlisted_and_kept_nowhere(client):
    answer = client.get(SubscriberFactory().get_absolute_url())
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_every_page_leads_to_the_form(client, home):
    assert reverse("subscribe") in client.get("/").content.decode()
