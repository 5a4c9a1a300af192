"""The worker's part, without a killed worker (that is test_killed)."""

import datetime as dt
import smtplib
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone

from notices import exceptions as broken
from notices import services, unsubscribing
from notices.gateways import phone
from notices.models import Delivery, Notice
from notices.models.deliveries import LEASE
from notices.services import delivering
from tests.factories.accounts import SchoolFactory, UserFactory
from tests.factories.notices import an_email, told, with_email, with_phone

pytestmark = pytest.mark.django_db
WIB = ZoneInfo("Asia/Jakarta")
NOON = dt.datetime(2026, 11, 24, 12, 0, tzinfo=WIB)


class ServerDown:
    """The world outside does not answer."""

    error: Exception = ConnectionRefusedError()

    def __init__(self, *args, **kwargs):
        pass

    def open(self):
        raise self.error

    def close(self):
        pass


@pytest.fixture
def down(monkeypatch):
    def break_it(error):
        monkeypatch.setattr(ServerDown, "error", error)
        monkeypatch.setattr("notices.gateways.mail.get_connection", ServerDown)

    return break_it


def test_a_message_is_sent_and_closed():
    delivery = an_email(link="/rak/", school=SchoolFactory(name="SMP Negeri 2 Tirtasari"))
    assert services.deliver_due() == 1
    delivery.refresh_from_db()
    message = mail.outbox[0]
    assert (delivery.state, delivery.attempts, delivery.provider_id) == (
        "sent",
        1,
        message.extra_headers["Message-ID"],
    )
    assert "buku Lebai dari SMP Negeri 2 Tirtasari harus kembali besok." in message.body
    assert f"/saya/pemberitahuan/{delivery.notice_id}/" in message.body
    assert services.deliver_due() == 0


def test_a_message_carries_the_first_name_at_most():
    user = with_email(UserFactory(name="Dra. Siti Nur Aini, M.Pd."), "rahasia@contoh.invalid")
    told(user)
    services.deliver_due()
    message = mail.outbox[0]
    everything = message.subject + message.body + str(message.alternatives[0].content)
    assert "Siti" in everything
    assert [word for word in ("Nur Aini", "rahasia@", user.username) if word in everything] == []


def test_a_name_is_text_and_no_markup_in_either_part():
    told(with_email(), data={"title": "Tom & <b>Jerry</b>"})
    services.deliver_due()
    assert "Tom & <b>Jerry</b>" in mail.outbox[0].body
    assert "Tom &amp; &lt;b&gt;Jerry&lt;/b&gt;" in mail.outbox[0].alternatives[0].content


def test_the_message_id_belongs_to_the_delivery_whoever_sends_it():
    delivery = an_email()
    from notices.gateways.mail import message_for, message_id

    again = Delivery.objects.select_related("notice__user").get()
    ids = {message_for([one], "a@contoh.invalid").extra_headers["Message-ID"] for one in (delivery, again)}
    assert ids == {message_id(delivery.pk)}


def test_the_language_is_the_receivers():
    english, indonesian = with_email(), with_email()
    services.choose(english, {}, language="en")
    told(english), told(indonesian)
    services.deliver_due()
    assert ["No more e-mails" in m.body for m in mail.outbox] == [True, False]


def test_a_failed_attempt_is_tried_again_later_and_at_last_given_up(down, at):
    down(ConnectionRefusedError())
    delivery, now, waits = an_email(), timezone.now(), []
    for _ in range(6):
        at(now)
        services.deliver_due()
        delivery.refresh_from_db()
        waits.append((delivery.next_try_at - now).total_seconds() / 60)
        now = max(delivery.next_try_at, now)
    assert [round(minutes) for minutes in waits[:5]] == [1, 5, 30, 120, 720]
    assert (delivery.state, delivery.error, delivery.attempts) == ("failed", "no_answer", 6)


@pytest.mark.parametrize(
    ("error", "state", "reason"),
    [
        (smtplib.SMTPRecipientsRefused({"x@contoh.invalid": (550, b"x")}), "failed", "refused"),
        (smtplib.SMTPAuthenticationError(535, b"no"), "waiting", "sign_in"),
        (ValueError("rahasia@contoh.invalid"), "waiting", "other"),
    ],
)
def test_the_reason_is_kept_without_the_servers_own_words(down, error, state, reason, caplog):
    down(error)
    delivery = an_email()
    services.deliver_due()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.error) == (state, reason)
    assert "contoh.invalid" not in caplog.text


def test_staff_try_again_what_failed_and_nothing_else():
    delivery = an_email()
    with pytest.raises(broken.NotFailed):
        services.try_again(delivery, by=UserFactory())
    Delivery.objects.update(state="failed", error="no_answer", attempts=6)
    services.try_again(delivery, by=UserFactory())
    assert services.deliver_due() == 1


def test_an_email_left_behind_is_sent_again_with_its_message_id_after_the_lease(at):
    delivery = an_email()
    delivering.claim()  # and the worker is gone
    assert services.deliver_due() == 0
    at(timezone.now() + LEASE + dt.timedelta(seconds=1))
    services.deliver_due()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, len(mail.outbox)) == ("sent", 2, 1)


def test_a_telephone_message_left_behind_is_not_sent_twice_blindly(at):
    at(NOON)
    told(with_phone())
    delivering.claim()
    at(NOON + LEASE + dt.timedelta(seconds=1))
    services.deliver_due()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.error, phone.outbox) == ("failed", "unclear", [])


def test_a_worker_that_was_thought_gone_closes_nothing(at):
    an_email()
    slow = delivering.claim()
    at(timezone.now() + LEASE + dt.timedelta(seconds=1))
    quick = delivering.claim()
    delivering._close(slow, state="failed", error="other")
    assert Delivery.objects.get().claimed_at == quick[0].claimed_at


def test_a_telephone_gets_a_short_message_by_the_way_its_owner_chose(at):
    at(NOON)
    user = with_phone(by="whatsapp")
    told(user, data={"title": "Lebai " * 80}, link="/rak/")
    services.deliver_due()
    [(channel, number, text)] = phone.outbox
    assert (channel, number) == ("whatsapp", user.notice_contact.phone)
    assert len(text) <= 300
    assert text.endswith("/")


def test_a_message_that_is_late_waits_for_the_morning(at):
    at(NOON)
    told(with_phone())
    at(NOON.replace(hour=22))
    services.deliver_due()
    delivery = Delivery.objects.get()
    assert (phone.outbox, delivery.state, delivery.attempts) == ([], "waiting", 0)
    assert delivery.next_try_at.astimezone(WIB).hour == 6


def test_a_choice_made_meanwhile_is_respected():
    delivery = an_email()
    unsubscribing.stop(unsubscribing.read(unsubscribing.token_for(delivery.notice)))
    services.deliver_due()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.error, mail.outbox) == ("skipped", "not_wanted", [])


def test_an_address_without_an_account_can_stop_too_and_is_kept_as_a_hash():
    services.tell("test-due", ["Wali@contoh.invalid"], reference="a")
    services.deliver_due()
    unsubscribing.stop(unsubscribing.read(unsubscribing.token_for(Notice.objects.get())))
    services.tell("test-due", ["wali@contoh.invalid"], reference="b")
    assert (len(mail.outbox), Delivery.objects.count()) == (1, 1)


def test_the_digest_of_a_person_is_one_message(at):
    at(NOON)
    reader, other = with_email(), with_email()
    for user in (reader, reader, other):
        told(user, kind="test-news")
    told(reader)
    assert services.deliver_due() == 1  # only what is no digest
    at(NOON + dt.timedelta(days=1))
    assert services.deliver_due() == 2
    assert Delivery.objects.filter(state="sent").count() == 4
    assert "2 pemberitahuan" in mail.outbox[1].subject


def test_a_digest_left_behind_is_sent_again_as_the_same_message(at):
    at(NOON)
    reader = with_email()
    first, second = told(reader, kind="test-news"), told(reader, kind="test-news")
    at(NOON + dt.timedelta(days=1))
    delivering.claim()
    third = told(reader, kind="test-news")
    Delivery.objects.filter(notice=third).update(next_try_at=NOON)
    at(NOON + dt.timedelta(days=1) + LEASE + dt.timedelta(seconds=1))
    services.deliver_due()
    ids = dict(Delivery.objects.values_list("notice", "provider_id"))
    assert ids[first.pk] == ids[second.pk] != ids[third.pk]
    assert len(mail.outbox) == 2


def test_committing_wakes_the_worker(django_capture_on_commit_callbacks):
    user = with_email()
    with django_capture_on_commit_callbacks(execute=True):
        services.tell("test-due", [user], reference="a")
    assert len(mail.outbox) == 1


def test_old_notices_are_forgotten_with_their_deliveries(settings):
    old, new = an_email(), an_email()
    long_ago = timezone.now() - dt.timedelta(days=settings.NOTICES_KEEP_DAYS + 1)
    Notice.objects.filter(pk=old.notice_id).update(created_at=long_ago)
    assert services.forget_old() == 1
    assert list(Delivery.objects.all()) == [new]


@pytest.mark.parametrize("written", ["0812-3456-7890", "6281234567890", "+62 812 3456 7890", "81234567890"])
def test_a_number_is_kept_in_one_form(written):
    assert phone.normalise(written) == "+6281234567890"


def test_a_number_is_used_once_its_owner_typed_the_code(django_capture_on_commit_callbacks):
    user = UserFactory()
    with django_capture_on_commit_callbacks(execute=True):
        services.ask_for_code(user, number="0812 3456 7890", by="sms")
    [(channel, number, text)] = phone.outbox
    code = next(word.strip(".") for word in text.split() if word.strip(".").isdigit())
    with pytest.raises(broken.WrongCode):
        services.confirm_phone(user, "12")
    contact = services.confirm_phone(user, code)
    assert (channel, number, bool(contact.phone_confirmed_at)) == ("sms", "+6281234567890", True)


def test_five_wrong_codes_end_the_code():
    user = UserFactory()
    contact = services.ask_for_code(user, number="0812 3456 7890", by="sms")
    for _ in range(5):
        with pytest.raises(broken.WrongCode):
            services.confirm_phone(user, "x")
    from notices.services.phones import code_of

    with pytest.raises(broken.CodeExpired):
        services.confirm_phone(user, code_of(contact))


def test_a_second_code_within_a_minute_is_refused():
    user = UserFactory()
    services.ask_for_code(user, number="0812 3456 7890", by="sms")
    with pytest.raises(broken.TooSoon):
        services.ask_for_code(user, number="0812 3456 7890", by="sms")
