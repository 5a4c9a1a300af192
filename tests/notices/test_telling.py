"""Telling people: once per reference, on the ways that fit the person."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from notices import exceptions as broken
from notices import hours, services
from notices.models import Delivery, Notice, Preference
from notices.ways import To
from tests.factories.accounts import ClassroomFactory, PupilFactory, SchoolFactory, UserFactory
from tests.factories.notices import told, with_email, with_phone

pytestmark = pytest.mark.django_db
WIB = ZoneInfo("Asia/Jakarta")
NOON = dt.datetime(2026, 11, 24, 12, 0, tzinfo=WIB)


def ways_of(user):
    return sorted(Delivery.objects.filter(notice__user=user).values_list("channel", flat=True))


def test_telling_twice_with_the_same_reference_is_telling_once():
    user = with_email()
    counts = [services.tell("test-due", [user], reference="pinjaman-1") for _ in range(2)]
    assert (counts, Notice.objects.count(), ways_of(user)) == ([1, 0], 1, ["email"])


def test_a_receiver_named_twice_in_one_call_is_told_once():
    user = UserFactory()
    assert services.tell("test-due", [user, user, To(user=user)], reference="a") == 1


def test_each_receiver_may_have_a_reference_data_and_link_of_their_own():
    one, two = UserFactory(), UserFactory()
    rows = [To(user=one, reference="p-1", data={"title": "Lebai"}, link="/rak/"), To(user=two)]
    services.tell("test-due", rows, reference="umum", data={"title": "Umum"})
    assert list(Notice.objects.order_by("pk").values_list("reference", "data", "link")) == [
        ("p-1", {"title": "Lebai"}, "/rak/"),
        ("umum", {"title": "Umum"}, ""),
    ]


def test_a_rolled_back_verb_tells_nobody():
    with transaction.atomic():
        services.tell("test-due", [UserFactory()], reference="a")
        transaction.set_rollback(True)
    assert Notice.objects.count() == 0


def test_telling_many_costs_as_many_queries_as_telling_few():
    few, many = [UserFactory() for _ in range(2)], [with_email() for _ in range(40)]
    services.tell("test-due", [with_email()], reference="warm")
    with CaptureQueriesContext(
        connection,
    ) as first:
        services.tell("test-due", [with_email(u) for u in few[:0]] + many[:2], reference="a")
    with CaptureQueriesContext(connection) as second:
        services.tell("test-due", many, reference="b")
    assert len(first) == len(second)
    assert len(second) <= 10


def test_a_pupil_is_told_on_the_site_and_on_paper_whatever_the_account_holds():
    pupil = PupilFactory(in_class=ClassroomFactory())
    with_phone(with_email(pupil.user))
    services.tell("test-due", [pupil.user], reference="a")
    assert (ways_of(pupil.user), Notice.objects.get().in_app) == (["slip"], True)


def test_a_pupils_own_school_is_noted_where_nobody_says_another():
    pupil = PupilFactory()
    services.tell("test-due", [pupil.user], reference="a")
    assert Notice.objects.get().school == pupil.school


def test_an_adult_is_told_where_addresses_are_confirmed():
    plain, mailed = UserFactory(), with_email()
    both = with_phone(with_email(), by="whatsapp")
    services.tell("test-due", [plain, mailed, both], reference="a")
    assert [ways_of(u) for u in (plain, mailed, both)] == [[], ["email"], ["email", "whatsapp"]]


def test_what_is_not_wanted_or_not_on_by_default_stays_on_the_site():
    no, yes = with_email(), with_email()
    services.choose(no, {("test-due", "email"): False})
    services.choose(yes, {("test-quiet", "email"): True})
    services.tell("test-due", [no], reference="a")
    services.tell("test-quiet", [no, yes], reference="a")
    assert (ways_of(no), ways_of(yes)) == ([], ["email"])
    assert Notice.objects.filter(in_app=True).count() == 3


def test_choosing_again_changes_the_row_that_is_there():
    user = UserFactory()
    for wanted in (False, False, True):
        services.choose(user, {("test-due", "email"): wanted}, language="en")
    assert [row.wanted for row in Preference.objects.of(user)] == [True]
    assert user.notice_contact.language == "en"


def test_addresses_without_an_account_are_told_by_mail_or_telephone():
    services.tell("test-due", ["wali@contoh.invalid", "+628123456789"], reference="a")
    found = Delivery.objects.values_list("notice__address", "channel", "notice__in_app")
    assert sorted(found) == [("+628123456789", "sms", False), ("wali@contoh.invalid", "email", False)]


def test_without_a_gateway_telephones_are_left_alone(settings):
    settings.NOTICES_GATEWAYS = {"sms": "", "whatsapp": ""}
    user = with_phone()
    services.tell("test-due", [user, "+628123456789"], reference="a")
    assert Delivery.objects.count() == 0


@pytest.mark.parametrize(
    ("hour", "expected"),
    [(12, (24, 12, 0)), (19, (24, 19, 0)), (20, (25, 6, 0)), (23, (25, 6, 0)), (3, (24, 6, 0))],
)
def test_no_telephone_rings_between_eight_and_six(hour, expected):
    moment = hours.after_quiet_hours(NOON.replace(hour=hour), "Asia/Jakarta")
    assert (moment.day, moment.hour, moment.minute) == expected


def test_quiet_hours_follow_the_clock_of_the_school(at):
    at(NOON.replace(hour=19))  # 21:00 in Jayapura
    east, west = SchoolFactory(time_zone="Asia/Jayapura"), SchoolFactory()
    for n, school in enumerate((east, west)):
        services.tell("test-due", [with_phone()], reference=str(n), school=school)
    due = Delivery.objects.order_by("pk").values_list("next_try_at", flat=True)
    assert [d.astimezone(WIB).strftime("%d %H:%M") for d in due] == ["25 04:00", "24 19:00"]


def test_a_digest_waits_for_the_morning(at):
    at(NOON)
    told(with_email(), kind="test-news")
    assert Delivery.objects.get().next_try_at == dt.datetime(2026, 11, 25, 6, 30, tzinfo=WIB)


@pytest.mark.parametrize(
    ("error", "recipient", "more"),
    [
        (broken.KindUnknown, None, {"kind": "tak-ada"}),
        (broken.ReferenceMissing, None, {"reference": ""}),
        (broken.NobodyToTell, To(), {}),
        (broken.ForeignLink, None, {"link": "https://contoh.invalid/"}),
        (broken.ForeignLink, None, {"link": "//contoh.invalid/"}),
        (broken.ForeignLink, None, {"link": "/\\contoh.invalid/"}),
        (broken.TooPersonal, None, {"data": {"nisn": "0012345678"}}),
    ],
)
def test_what_may_not_be_told_is_refused_with_nothing_written(error, recipient, more):
    arguments = {"kind": "test-due", "reference": "a", **more}
    with pytest.raises(error):
        services.tell(arguments.pop("kind"), [UserFactory(), recipient or UserFactory()], **arguments)
    assert Notice.objects.count() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"link": "https://contoh.invalid"},
        {"link": "//contoh.invalid"},
        {"reference": ""},
        {"user": None},
        {"address": "a@contoh.invalid"},
    ],
)
def test_the_database_refuses_what_a_notice_can_never_be(wrong):
    fields = {"kind": "x", "user": UserFactory(), "reference": "a"} | wrong
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(**fields)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "sending"},
        {"state": "sent"},
        {"state": "failed"},
        {"state": "printed", "sent_at": NOON},
        {"sent_at": NOON},
    ],
)
def test_the_database_refuses_a_delivery_that_contradicts_itself(wrong):
    notice = told()
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(notice=notice, channel="email", **wrong)
