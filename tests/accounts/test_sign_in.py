import datetime as dt

import pytest
from django.urls import reverse

from accounts import pins, registry
from accounts.logins import resolve
from tests.accounts.people import fresh, new_pupil, settled
from tests.factories.accounts import ClassroomFactory, GrantFactory, PupilFactory, SchoolFactory, UserFactory

pytestmark = pytest.mark.django_db


def sign_in(client, login, password, **more):
    return client.post("/masuk/", {"login": login, "password": password, **more})


def signed_in_as(client):
    return client.session.get("_auth_user_id")


@pytest.fixture
def two_schools():
    return SchoolFactory(code="smp1"), SchoolFactory(code="smp2")


@pytest.mark.parametrize(
    ("login", "code"),
    [
        ("smp1-1001", ""),
        ("SMP1-1001", ""),
        ("  smp1 - 1001 ", ""),
        ("1001", "smp1"),
        ("1001", " SMP1 "),
        ("smp1-1001", "smp1"),
        ("smp1-1001", "smp2"),
    ],
)
def test_a_pupil_signs_in_however_code_and_nis_are_typed(client, two_schools, login, code):
    pupil = new_pupil(school=two_schools[0])
    sign_in(client, login, pins.first_pin(pupil.user), school=code)
    assert signed_in_as(client) == str(pupil.user.pk)


def test_the_same_nis_at_two_schools_means_two_pupils(two_schools):
    for school in two_schools:
        new_pupil(school=school)
    assert [resolve("1001", "smp1"), resolve("1001", "smp2"), resolve("1001")] == [
        "smp1-1001",
        "smp2-1001",
        "1001",
    ]


def test_where_there_is_one_school_the_nis_is_enough(client):
    pupil = new_pupil()
    assert 'name="school"' not in client.get("/masuk/").content.decode()
    sign_in(client, "1001", pins.first_pin(pupil.user))
    assert signed_in_as(client) == str(pupil.user.pk)


def test_a_pupil_whose_username_is_not_the_usual_one_is_found_in_the_roster(two_schools):
    PupilFactory(school=two_schools[0], nis="12/7", user__username="smp1-12.7")
    assert resolve("12/7", "SMP1") == "smp1-12.7"


def test_staff_sign_in_by_username_even_with_a_school_code_on_the_form(client, two_schools):
    teacher = settled(UserFactory(username="siti.rahma"))
    sign_in(client, "Siti.Rahma", "bintang-42-senja", school="smp1")
    assert signed_in_as(client) == str(teacher.pk)


def test_nobody_learns_from_an_error_whether_an_account_exists(client, two_schools):
    new_pupil(school=two_schools[0])
    errors = [
        list(sign_in(client, login, "pin-salah", school=code).context["form"].non_field_errors())
        for login, code in [("1001", "smp1"), ("9999", "smp1"), ("1001", "smp9"), ("siapa", "")]
    ]
    assert errors[0] != []
    assert errors[1:] == errors[:1] * 3


@pytest.mark.parametrize("login", ["", "x" * 500, "🙂", "a\tb", "-", "'; --"])
def test_odd_logins_are_answered_with_a_sentence(client, two_schools, login):
    answer = sign_in(client, login, "rahasia", school="x" * 20)
    assert (answer.status_code, answer.context["form"].is_valid()) == (200, False)


def test_a_closed_account_does_not_open(client):
    pupil = new_pupil()
    pupil.user.is_active = False
    pupil.user.save()
    answer = sign_in(client, "1001", pins.first_pin(pupil.user))
    assert answer.headers["Location"] == reverse("account_inactive")
    assert signed_in_as(client) is None


def test_the_card_fills_in_the_login_and_asks_for_digits(client, two_schools):
    form = client.get("/masuk/?login=smp1-1001").context["form"]
    assert form["login"].value() == "smp1-1001"
    assert "school" not in form.fields
    assert form.fields["password"].widget.attrs["inputmode"] == "numeric"
    with_letters = client.get("/masuk/?login=smp1-1001&huruf=1").context["form"]
    assert "inputmode" not in with_letters.fields["password"].widget.attrs


def test_a_device_remembers_the_school_but_not_the_pupil(client, two_schools):
    pupil = new_pupil(school=two_schools[0])
    answer = sign_in(client, "smp1-1001", pins.first_pin(pupil.user))
    assert answer.cookies["school_code"].value == "smp1"
    client.logout()
    client.cookies["school_code"] = "smp1"
    form = client.get("/masuk/").context["form"]
    assert (form["school"].value(), form["login"].value()) == ("smp1", None)


def test_a_card_on_a_borrowed_phone_never_opens_somebody_elses_pages(client, two_schools):
    ani, budi = (new_pupil(school=two_schools[0], nis=nis).user for nis in ("1001", "1002"))
    client.force_login(settled(ani))
    card = "/masuk/?login=smp1-1002"
    page = client.get(card)
    assert page.templates[0].name == "accounts/other_card.html"
    assert client.get("/masuk/?login=SMP1-1001").status_code == 302  # the own card
    answer = client.post("/keluar/", {"next": card})
    assert answer.headers["Location"] == card
    client.post(card, {"login": "smp1-1002", "password": pins.first_pin(budi)})
    assert signed_in_as(client) == str(budi.pk)


def test_there_is_no_sign_up(client):
    page = client.get(reverse("account_signup"))
    assert page.templates[0].name == "account/signup_closed.html"
    client.post(reverse("account_signup"), {"username": "baru", "password1": "bintang-42-senja"})
    assert signed_in_as(client) is None


# --- After signing in -----------------------------------------------------------------------------
def test_whatever_page_is_asked_for_a_new_pin_comes_first(client):
    pupil = new_pupil()
    sign_in(client, "1001", pins.first_pin(pupil.user))
    answer = client.get("/profil/?a=1")
    assert answer.headers["Location"] == "/akun/pin-baru/?next=%2Fprofil%2F%3Fa%3D1"
    assert client.get("/akun/sandi/").status_code == 302
    assert client.get("/akun/pin-baru/").status_code == 200
    assert client.post("/bahasa/", {"language": "en"}).headers["Location"] == "/"
    assert (
        client.get("/", headers={"HX-Request": "true"}).headers["HX-Redirect"].startswith("/akun/pin-baru/")
    )
    client.post("/keluar/")
    assert signed_in_as(client) is None


def test_a_pupil_chooses_a_pin_stays_signed_in_and_uses_it_from_then_on(client):
    pupil = new_pupil()
    first = pins.first_pin(pupil.user)
    sign_in(client, "1001", first)
    answer = client.post("/akun/pin-baru/?next=/profil/", {"password1": "502913", "password2": "502913"})
    assert answer.headers["Location"] == "/profil/"
    assert client.get("/profil/").status_code == 200
    client.logout()
    sign_in(client, "1001", first)
    assert signed_in_as(client) is None
    sign_in(client, "1001", "502913")
    assert signed_in_as(client) == str(pupil.user.pk)


@pytest.mark.parametrize(
    "choice",
    [
        "12345",
        "123456",
        "111111",
        "1001",
        "001001",
        "03052014",
        "030514",
        "2014-05-03",
        "0012345678",
        "qwerty",
    ],
)
def test_a_pupils_pin_is_nothing_a_classmate_knows(client, choice):
    pupil = new_pupil(birth_date=dt.date(2014, 5, 3), nisn="0012345678")
    client.force_login(pupil.user)
    answer = client.post("/akun/pin-baru/", {"password1": choice, "password2": choice})
    assert list(answer.context["form"].errors) == ["password1"]


def test_the_pin_on_the_card_is_not_a_pin_of_ones_own(client):
    pupil = new_pupil()
    client.force_login(pupil.user)
    pin = pins.first_pin(pupil.user)
    answer = client.post("/akun/pin-baru/", {"password1": pin, "password2": pin})
    assert answer.context["form"].errors.as_data()["password1"][0].code == "first_pin"


def test_the_two_pins_must_match(client):
    client.force_login(new_pupil().user)
    answer = client.post("/akun/pin-baru/", {"password1": "502913", "password2": "502914"})
    assert list(answer.context["form"].errors) == ["password2"]


@pytest.mark.parametrize(
    ("choice", "passes"), [("502913", False), ("basketball", False), ("sawah-hijau-9", True)]
)
def test_staff_choose_ten_characters_that_are_not_common(client, choice, passes):
    client.force_login(fresh(GrantFactory().user))
    answer = client.post("/akun/pin-baru/", {"password1": choice, "password2": choice})
    assert (answer.status_code == 302) == passes


def test_a_pupil_with_a_role_needs_a_staff_password(client):
    pupil = new_pupil()
    GrantFactory(editor=True, user=pupil.user, school=pupil.school)
    client.force_login(pupil.user)
    answer = client.post("/akun/pin-baru/", {"password1": "502913", "password2": "502913"})
    assert list(answer.context["form"].errors) == ["password1"]


@pytest.mark.parametrize(
    ("target", "leads_to"),
    [("/profil/", "/profil/"), ("//jahat.invalid/", "/"), ("https://jahat.invalid/", "/")],
)
def test_next_never_leads_to_another_site(client, target, leads_to):
    settled(UserFactory(username="ani"))
    answer = client.post(f"/masuk/?next={target}", {"login": "ani", "password": "bintang-42-senja"})
    assert answer.headers["Location"] == leads_to
    answer = sign_in(client, "ani", "bintang-42-senja", next=target)
    assert answer.headers["Location"] == leads_to


@pytest.mark.parametrize(("audience", "page"), [("pupil", "profile"), ("teacher", "own_data")])
def test_people_land_on_the_page_of_their_work(client, monkeypatch, audience, page):
    monkeypatch.setitem(registry.landing_pages, audience, page)
    classroom = ClassroomFactory()
    person = settled(
        new_pupil(school=classroom.school, in_class=classroom).user
        if audience == "pupil"
        else GrantFactory(of_class=True, classroom=classroom).user
    )
    answer = sign_in(client, person.username, "bintang-42-senja")
    assert answer.headers["Location"] == reverse(page)


def test_a_landing_page_this_installation_lacks_is_the_home_page(client, monkeypatch):
    monkeypatch.setitem(registry.landing_pages, "pupil", "no_such_page")
    settled(new_pupil().user)
    assert sign_in(client, "1001", "bintang-42-senja").headers["Location"] == "/"


def test_the_schools_npsn_does_for_its_code(client, two_schools):
    pupil = new_pupil(school=two_schools[1])
    assert resolve(pupil.nis, two_schools[1].npsn) == pupil.user.username
