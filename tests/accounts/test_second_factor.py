import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.urls import reverse

from accounts import pins, services
from accounts.exceptions import OutOfScope
from accounts.landing import landing_url
from audit.models import Event
from tests.accounts.people import settled
from tests.factories.accounts import GrantFactory, SchoolFactory, UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "bintang-42-senja"


def code_now(secret):
    return totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))


def with_totp(user):
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    return secret


def sign_in(client, user):
    return client.post("/masuk/", {"login": user.username, "password": PASSWORD})


def confirm_password(client):
    """allauth asks for the password once more before it touches the second factor."""
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))
    answer = client.post(answer.headers["Location"], {"password": PASSWORD})
    return client.get(answer.headers["Location"])


@pytest.fixture
def librarian():
    return settled(GrantFactory(librarian=True).user)


def test_a_librarian_in_production_sets_up_a_second_factor_before_anything_else(client, settings, librarian):
    settings.STAFF_MUST_USE_SECOND_FACTOR = True
    sign_in(client, librarian)
    for url in ("/profil/", "/sekolah/", "/cms/"):
        assert client.get(url).headers["Location"].startswith(reverse("mfa_activate_totp"))
    form = confirm_password(client).context["form"]
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_now(form.secret)})
    assert answer.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get("/profil/").status_code == 200


def test_without_the_requirement_it_is_an_offer(client, librarian):
    sign_in(client, librarian)
    assert client.get("/profil/").status_code == 200


def test_teachers_and_pupils_may_but_need_not(client, settings):
    settings.STAFF_MUST_USE_SECOND_FACTOR = True
    teacher = settled(GrantFactory().user)
    sign_in(client, teacher)
    assert client.get("/profil/").status_code == 200
    assert confirm_password(client).status_code == 200


def test_the_password_alone_no_longer_opens_the_account(client, librarian):
    secret = with_totp(librarian)
    answer = sign_in(client, librarian)
    assert answer.headers["Location"].startswith(reverse("mfa_authenticate"))
    assert "_auth_user_id" not in client.session
    client.post(reverse("mfa_authenticate"), {"code": code_now(secret)})
    assert client.session["_auth_user_id"] == str(librarian.pk)


def test_a_recovery_code_opens_once(client, librarian):
    with_totp(librarian)
    code = RecoveryCodes.activate(librarian).get_unused_codes()[0]
    opened = []
    for _ in range(2):
        sign_in(client, librarian)
        client.post(reverse("mfa_authenticate"), {"code": code})
        opened.append("_auth_user_id" in client.session)
        client.logout()
    assert opened == [True, False]


def test_a_first_pin_and_a_second_factor_are_asked_one_after_the_other(client, settings):
    settings.STAFF_MUST_USE_SECOND_FACTOR = True
    user = GrantFactory(school_admin=True, school=SchoolFactory()).user
    user.must_change_password, user.pin_serial = True, 1
    user.save()
    client.force_login(user)
    answer = client.post(
        reverse("choose_pin") + "?next=/profil/", {"password1": PASSWORD, "password2": PASSWORD}
    )
    assert answer.headers["Location"] == "/profil/"
    assert client.get("/profil/").headers["Location"].startswith(reverse("mfa_activate_totp"))


@pytest.mark.parametrize("address", ["https://example.org/", "account_logout", "x"])
def test_the_first_pin_leads_to_no_address_but_ours(client, address):
    user = GrantFactory(school_admin=True, school=SchoolFactory()).user
    user.must_change_password, user.pin_serial = True, 1
    user.save()
    client.force_login(user)
    choose = f"{reverse('choose_pin')}?next={address}"
    answer = client.post(choose, {"password1": PASSWORD, "password2": PASSWORD})
    assert answer.headers["Location"] == landing_url(user)


def test_the_secret_is_not_kept_in_plain_sight(librarian):
    """allauth leaves encryption to the adapter; see accounts.second_factor."""
    secret = with_totp(librarian)
    stored = Authenticator.objects.get(user=librarian).data["secret"]
    assert stored != secret
    assert get_adapter().decrypt(stored) == secret


def test_passkeys_are_not_offered(client):
    client.force_login(settled(UserFactory()))
    assert "webauthn" not in client.get(reverse("mfa_index")).content.decode()


def test_an_operator_helps_a_librarian_who_lost_the_phone(client, librarian):
    with_totp(librarian)
    school = librarian.grants.get().school
    client.force_login(GrantFactory(school_admin=True, school=school).user)
    assert client.get(reverse("person", args=[school.npsn, librarian.pk])).context["second_factor"]
    answer = client.post(reverse("remove_second_factor", args=[school.npsn, librarian.pk]), follow=True)
    librarian.refresh_from_db()
    assert answer.context["pin"] == pins.first_pin(librarian)
    assert not Authenticator.objects.filter(user=librarian).exists()
    assert sorted(Event.objects.about(librarian).values_list("verb", flat=True)) == [
        "pin_reset",
        "second_factor_removed",
    ]


def test_nobody_removes_the_second_factor_of_somebody_above(librarian):
    operator = GrantFactory(school_admin=True, school=librarian.grants.get().school).user
    with_totp(operator)
    with pytest.raises(OutOfScope):
        services.remove_second_factor(operator, actor=librarian)
    assert Authenticator.objects.filter(user=operator).exists()
