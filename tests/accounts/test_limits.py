import re

import pytest
from django.urls import reverse

from accounts import pins
from tests.accounts.people import new_pupil, settled
from tests.factories.accounts import SchoolFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    SchoolFactory(code="smp2")
    return SchoolFactory(code="smp1")


def try_to(client, login, password, code="", **extra):
    """Whether it opened, and what was said."""
    answer = client.post("/masuk/", {"login": login, "password": password, "school": code}, **extra)
    opened = "_auth_user_id" in client.session
    client.logout()
    errors = answer.context["form"].non_field_errors() if answer.context and "form" in answer.context else []
    return opened, "".join(errors)


def test_thirty_pupils_behind_one_address_sign_in_within_a_minute(client, school):
    pupils = [new_pupil(school=school, nis=str(2000 + n)) for n in range(30)]
    for pupil in pupils:  # every one of them mistypes once
        assert not try_to(client, pupil.nis, "salah", "smp1")[0]
    opened = [try_to(client, p.nis, pins.first_pin(p.user), "smp1")[0] for p in pupils]
    assert opened == [True] * 30


def test_the_sixth_try_on_an_attacked_account_is_refused_even_with_the_right_pin(client, school):
    pupil, classmate = new_pupil(school=school), new_pupil(school=school, nis="1002")
    for _ in range(5):
        assert not try_to(client, "smp1-1001", "salah")[0]
    opened, said = try_to(client, "smp1-1001", pins.first_pin(pupil.user))
    assert not opened
    assert re.findall(r"\d+ \w+", said) == ["5 menit"]
    assert try_to(client, "smp1-1002", pins.first_pin(classmate.user))[0]


def test_all_ways_to_write_a_login_count_as_one_account(client, school):
    pupil = new_pupil(school=school)
    tries = [("smp1-1001", ""), ("SMP1-1001", ""), (" smp1 -1001", ""), ("1001", "smp1"), ("1001", "SMP1 ")]
    for login, code in tries:
        assert not try_to(client, login, "salah", code)[0]
    for login, code in tries:
        assert not try_to(client, login, pins.first_pin(pupil.user), code)[0]


def test_another_host_name_is_no_second_chance(client, school, settings):
    settings.ALLOWED_HOSTS = ["*"]
    pupil = new_pupil(school=school)
    for n in range(5):
        try_to(client, "smp1-1001", "salah", headers={"host": f"h{n}.contoh.id"})
    assert not try_to(client, "smp1-1001", pins.first_pin(pupil.user))[0]


def test_an_unknown_account_is_refused_in_the_same_words(client, school):
    new_pupil(school=school)
    said = {}
    for login in ("smp1-1001", "smp1-9999"):
        said[login] = [try_to(client, login, "salah")[1] for _ in range(6)]
    assert said["smp1-1001"] == said["smp1-9999"]


def test_signing_in_rightly_uses_up_no_tries(client, school):
    pupil = new_pupil(school=school)
    assert [try_to(client, "smp1-1001", pins.first_pin(pupil.user))[0] for _ in range(8)] == [True] * 8


def test_changing_the_own_password_counts_on_the_same_account(client, school):
    user = settled(UserFactory(username="ani"))
    client.force_login(user)
    for _ in range(5):
        client.post(reverse("account_reauthenticate"), {"password": "salah"})
    client.logout()
    assert not try_to(client, "ANI", "bintang-42-senja")[0]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "same"),
    [
        (1, ("10.0.0.1", "10.0.0.2"), False),
        (1, ("10.0.0.1", "10.0.0.1"), True),
        # What the visitor wrote stands left of what our proxy appended, and is not believed.
        (1, ("6.6.6.6, 10.0.0.1", "7.7.7.7, 10.0.0.1"), True),
        # Without a proxy of ours the header is not believed at all.
        (0, ("10.0.0.1", "10.0.0.2"), True),
    ],
)
def test_behind_nginx_the_visitors_own_address_counts(client, settings, school, proxies, forwarded, same):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    settings.ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "3/m/ip,50/300s/key"}
    for n in range(3):
        try_to(client, f"siapa{n}", "salah", headers={"x-forwarded-for": forwarded[0]})
    said = try_to(client, "lain", "salah", headers={"x-forwarded-for": forwarded[1]})[1]
    assert ("menit" in said) == same


def test_a_network_that_tries_without_end_is_asked_to_wait(client, settings, school):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    answers = [client.post("/masuk/", {"login": "x", "password": "y"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].templates[0].name == "accounts/slow_down.html"
