"""Google at belajar.id: what the adapter lets in, with sign-ins made by hand."""

import pytest
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal.flows.login import complete_login
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from accounts.models import User
from accounts.social import is_belajar_id, verified_email
from tests.accounts.people import settled
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
EMAIL = "siti@guru.smp.belajar.id"


def claims(**other):
    plain = {"sub": "1", "email": EMAIL, "email_verified": True, "hd": "guru.smp.belajar.id"}
    return {key: value for key, value in (plain | other).items() if value is not None}


def google(**other):
    data = claims(**other)
    return SocialLogin(
        user=User(email=data.get("email", "")),
        account=SocialAccount(provider="google", uid="1", extra_data=data),
        email_addresses=[EmailAddress(email=data.get("email", ""), verified=True, primary=True)],
    )


@pytest.fixture
def request_(rf):
    request = rf.get("/")
    request.session, request.user = SessionStore(), AnonymousUser()
    request._messages = FallbackStorage(request)
    with context.request_context(request):
        yield request


@pytest.mark.parametrize("domain", ["belajar.id", "guru.sd.belajar.id", "admin.smk.belajar.id"])
def test_belajar_id_and_what_lies_below_it(domain):
    assert is_belajar_id(domain)


@pytest.mark.parametrize("domain", ["", "evilbelajar.id", "belajar.id.evil.com", "belajar.id.", "gmail.com"])
def test_what_only_looks_like_belajar_id(domain):
    assert not is_belajar_id(domain)


@pytest.mark.parametrize(
    "other",
    [
        {"hd": None},  # a private Google account
        {"hd": "evilbelajar.id", "email": "siti@evilbelajar.id"},
        {"hd": "guru.smp.belajar.id", "email": "siti@gmail.com"},
        {"hd": "sekolah.sch.id", "email": "siti@guru.smp.belajar.id"},
        {"email_verified": False},
        {"email_verified": "true"},
        {"email_verified": None},
        {"email": None},
        {"email": "siti@evil.com@belajar.id.evil.com"},
    ],
)
def test_an_address_nobody_vouches_for_is_refused(request_, other):
    UserFactory(email=EMAIL)
    assert verified_email(google(**other)) == ""
    with pytest.raises(ImmediateHttpResponse) as refusal:
        get_adapter().pre_social_login(request_, google(**other))
    assert refusal.value.response.headers["Location"] == reverse("account_login")


def test_a_known_address_signs_in_and_keeps_its_own_password(request_):
    person = settled(UserFactory(email="Siti@Guru.SMP.belajar.id"))
    answer = complete_login(request_, google())
    person.refresh_from_db()
    assert (answer.status_code, request_.user) == (302, person)
    assert person.check_password("bintang-42-senja")
    assert SocialAccount.objects.count() == 0


def test_an_unknown_address_makes_no_account(request_):
    UserFactory(email="lain@guru.smp.belajar.id")
    complete_login(request_, google())
    assert (request_.user.is_authenticated, User.objects.count()) == (False, 1)


def test_a_closed_account_and_an_address_shared_by_two_are_refused(request_):
    UserFactory(email=EMAIL, is_active=False)
    complete_login(request_, google())
    UserFactory(email=EMAIL)
    UserFactory(email=EMAIL)
    complete_login(request_, google())
    assert not request_.user.is_authenticated


def test_a_google_account_is_never_tied_to_another_one(request_):
    UserFactory(email=EMAIL)
    login = google()
    login.state = {"process": "connect"}
    with pytest.raises(ImmediateHttpResponse):
        get_adapter().pre_social_login(request_, login)


def test_the_button_shows_only_where_google_is_configured(client, settings):
    button = "/akun/google/login/"
    assert button not in client.get("/masuk/").content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {"google": {"APPS": [{"client_id": "id", "secret": "rahasia"}]}}
    assert button in client.get("/masuk/").content.decode()
