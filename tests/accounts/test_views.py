"""The people pages as their visitors use them."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import pins, registry
from accounts.models import Grant, School, User
from tests.accounts.people import new_pupil, settled
from tests.factories.accounts import ClassroomFactory, GrantFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def classroom():
    return ClassroomFactory()


@pytest.fixture
def school(classroom):
    return classroom.school


@pytest.fixture
def operator(client, school):
    user = settled(GrantFactory(school_admin=True, school=school).user)
    client.force_login(user)
    return user


@pytest.fixture
def teacher(client, classroom):
    user = settled(GrantFactory(of_class=True, classroom=classroom).user)
    client.force_login(user)
    return user


def text_of(answer):
    return answer.content.decode()


def test_a_teacher_resets_a_pin_in_two_taps(client, teacher, classroom):
    pupil = new_pupil(school=classroom.school, in_class=classroom)
    page = text_of(client.get(reverse("class_pupils", args=[classroom.pk])))
    url = reverse("pupil_pin", args=[classroom.pk, pupil.pk])
    assert f'action="{url}"' in page
    answer = client.post(url, follow=True)
    pupil.user.refresh_from_db()
    assert pupil.user.pin_serial == 2
    assert pins.first_pin(pupil.user) in text_of(answer)
    assert f"{reverse('pin_cards', args=[classroom.pk])}?murid={pupil.pk}" in text_of(answer)
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_pin_that_a_pupil_chose_is_shown_to_nobody(client, teacher, classroom):
    pupil = new_pupil(school=classroom.school, in_class=classroom)
    first = pins.first_pin(pupil.user)
    settled(pupil.user, "502913")
    answer = client.get(reverse("pupil_pin", args=[classroom.pk, pupil.pk]))
    assert (answer.context["pin"], first in text_of(answer)) == ("", False)


def test_a_class_list_says_who_still_uses_the_card(client, teacher, classroom):
    new_pupil(school=classroom.school, in_class=classroom)
    settled(new_pupil(school=classroom.school, nis="1002", in_class=classroom).user)
    assert client.get(reverse("class_pupils", args=[classroom.pk])).context["waiting"] == 1


def test_an_empty_class_says_what_to_do(client, teacher, classroom):
    assert 'class="empty"' in text_of(client.get(reverse("class_pupils", args=[classroom.pk])))


@pytest.mark.parametrize("page", ["class_pupils", "school", "schools"])
def test_a_list_asks_as_many_questions_for_three_rows_as_for_one(client, page):
    client.force_login(settled(GrantFactory(city=True).user))
    classroom = ClassroomFactory()

    def more(nis):
        new_pupil(school=classroom.school, nis=nis, in_class=classroom)
        GrantFactory(of_class=True, classroom=classroom)
        ClassroomFactory(school=classroom.school)
        ClassroomFactory()

    def queries():
        arguments = {"class_pupils": [classroom.pk], "school": [classroom.school.npsn]}.get(page, [])
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert client.get(reverse(page, args=arguments)).status_code == 200
        return len(caught)

    more("1")
    queries()
    one = queries()
    more("2")
    more("3")
    assert queries() == one


def test_an_operator_makes_a_teacher_and_sees_the_first_pin_once_made(client, operator, school, classroom):
    form = {"name": "Siti Rahma", "username": "siti", "role": "teacher", "classroom": classroom.pk}
    answer = client.post(reverse("create_staff", args=[school.npsn]), form, follow=True)
    made = User.objects.get(username="siti")
    assert answer.context["pin"] == pins.first_pin(made)
    assert pins.first_pin(made) in text_of(answer)
    assert made.grants.get().classroom == classroom


def test_the_forms_of_roles_refuse_in_words(client, operator, school, classroom):
    url = reverse("create_staff", args=[school.npsn])
    plain = {"name": "Siti", "username": "siti", "role": "teacher"}
    for wrong, field in [
        ({"role": "city_admin"}, "role"),
        ({"role": "librarian", "classroom": classroom.pk}, "classroom"),
        ({"classroom": ClassroomFactory().pk}, "classroom"),
        ({"username": "siti rahma"}, "username"),
        ({"username": operator.username.upper()}, "__all__"),
    ]:
        answer = client.post(url, plain | wrong)
        assert list(answer.context["form"].errors) == [field]
    assert not User.objects.filter(name="Siti").exists()


def test_a_role_is_given_and_taken_on_a_persons_page(client, operator, school):
    member = GrantFactory(school=school).user
    client.post(reverse("grant_role", args=[school.npsn, member.pk]), {"role": "editor"})
    assert sorted(member.grants.values_list("role", flat=True)) == ["editor", "teacher"]
    grant = member.grants.get(role="editor")
    client.post(reverse("revoke_role", args=[school.npsn, grant.pk]))
    assert list(member.grants.values_list("role", flat=True)) == ["teacher"]


def test_the_last_operator_reads_why_not(client, operator, school):
    answer = client.post(reverse("revoke_role", args=[school.npsn, operator.grants.get().pk]), follow=True)
    assert Grant.objects.filter(user=operator).count() == 1
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]


def test_an_operator_resets_a_colleague_who_lost_the_password(client, operator, school):
    member = settled(GrantFactory(school=school).user)
    answer = client.post(reverse("person_pin", args=[school.npsn, member.pk]), follow=True)
    member.refresh_from_db()
    assert (answer.context["pin"], pins.is_waiting(member)) == (pins.first_pin(member), True)


def test_the_city_adds_a_school(client):
    client.force_login(settled(GrantFactory(city=True).user))
    fields = {
        "npsn": "20219999",
        "name": "SMP Baru",
        "code": "SMPBaru",
        "kind": "smp",
        "time_zone": "Asia/Jakarta",
    }
    answer = client.post(reverse("add_school"), fields)
    assert answer.headers["Location"] == reverse("school", args=["20219999"])
    assert School.objects.get(npsn="20219999").code == "smpbaru"
    answer = client.post(reverse("add_school"), fields | {"npsn": "123"})
    assert sorted(answer.context["form"].errors) == ["code", "npsn"]


def test_my_data_is_mine_as_a_file(client, monkeypatch):
    monkeypatch.setattr(registry, "own_data", {"reading": lambda user: [user.username]})
    classroom = ClassroomFactory(name="VII A")
    pupil = new_pupil(school=classroom.school, nisn="0012345678", in_class=classroom)
    client.force_login(settled(pupil.user))
    answer = client.get(reverse("own_data"))
    data = json.loads(answer.content)
    assert sorted(data) == ["account", "pupil", "reading", "roles"]
    assert (data["account"]["username"], data["reading"]) == (pupil.user.username, [pupil.user.username])
    assert (data["pupil"]["nisn"], data["pupil"]["classes"][0]["class"]) == ("0012345678", "VII A")
    assert "password" not in text_of(answer)
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_my_page_names_my_roles(client, teacher, classroom):
    page = text_of(client.get(reverse("profile")))
    assert classroom.name in page
    assert classroom.school.name in page


def test_a_password_is_changed_only_with_the_old_one_and_by_the_same_rules(client):
    user = settled(UserFactory())
    client.force_login(user)
    url, new = reverse("account_change_password"), "sawah-hijau-9"
    for old, wanted in [("salah", new), ("bintang-42-senja", "123456")]:
        client.post(url, {"oldpassword": old, "password1": wanted, "password2": wanted})
    user.refresh_from_db()
    assert user.check_password("bintang-42-senja")
    answer = client.post(url, {"oldpassword": "bintang-42-senja", "password1": new, "password2": new})
    user.refresh_from_db()
    assert (user.check_password(new), answer.headers["Location"]) == (True, reverse("profile"))
    assert client.get(reverse("profile")).status_code == 200


def test_a_forgotten_password_goes_by_mail_to_those_who_have_an_address(client, mailoutbox):
    settled(UserFactory(email="ani@contoh.id"))
    url = reverse("account_reset_password")
    answers = [client.post(url, {"email": email}) for email in ("ani@contoh.id", "siapa@contoh.id")]
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert [mail.to for mail in mailoutbox] == [["ani@contoh.id"]]


def test_a_password_set_by_mail_ends_the_first_pin(client, mailoutbox):
    user = UserFactory(email="ani@contoh.id")
    user.must_change_password, user.pin_serial = True, 1
    user.save()
    client.post(reverse("account_reset_password"), {"email": user.email})
    link = next(word for word in mailoutbox[0].body.split() if "/akun/sandi/baru/" in word)
    form_url = client.get(link, follow=True).request["PATH_INFO"]
    client.post(form_url, {"password1": "sawah-hijau-9", "password2": "sawah-hijau-9"})
    user.refresh_from_db()
    assert (user.check_password("sawah-hijau-9"), user.must_change_password) == (True, False)


def test_no_name_login_or_number_of_a_child_reaches_the_logs(client, caplog, settings):
    classroom = ClassroomFactory()
    pupil = new_pupil(
        school=classroom.school, in_class=classroom, nisn="0012345678", user__name="Ani Wijaya", nis="7731"
    )
    caplog.set_level("DEBUG")
    settings.ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "2/300s/key"}
    for _ in range(4):
        client.post("/masuk/", {"login": pupil.user.username, "password": "salah"})
    client.get("/masuk/", {"login": pupil.user.username})
    client.force_login(settled(GrantFactory(of_class=True, classroom=classroom).user))
    client.post(reverse("pupil_pin", args=[classroom.pk, pupil.pk]), follow=True)
    client.get(reverse("pin_cards", args=[classroom.pk]))
    client.get(reverse("pupil_pin", args=[classroom.pk, 999_999]))
    ours = "\n".join(r.getMessage() for r in caplog.records if not r.name.startswith("django.db"))
    for secret in (pupil.user.username, "7731", "Ani", "Wijaya", "0012345678"):
        assert secret not in ours


def test_a_schools_page_shows_the_links_of_later_apps_that_are_there(client, operator, school, monkeypatch):
    links = [("Bacaan", "create_staff"), ("Tidak ada", "no_such_page")]
    monkeypatch.setattr(registry, "school_links", links)
    monkeypatch.setattr(registry, "report_links", [])
    answer = client.get(reverse("school", args=[school.npsn]))
    assert answer.context["links"] == [("Bacaan", reverse("create_staff", args=[school.npsn]))]
