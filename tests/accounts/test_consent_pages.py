"""The pages about consent: the class's forms, one pupil, the guardian on a phone, the pupil at home."""

import datetime as dt
import subprocess

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.consents import sheets
from accounts.models import Consent, GuardianLink
from tests.accounts.people import settled
from tests.factories.accounts import (
    ClassroomFactory,
    ConsentFactory,
    GrantFactory,
    GuardianLinkFactory,
    PupilFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def classroom():
    return ClassroomFactory(name="VII A")


@pytest.fixture
def pupil(classroom):
    return PupilFactory(
        school=classroom.school, in_class=classroom, user__name="Ani Rahayu Wijaya", nisn="0012345678"
    )


@pytest.fixture
def teacher(client, classroom):
    user = settled(GrantFactory(of_class=True, classroom=classroom).user)
    client.force_login(user)
    return user


def text_of(answer):
    return answer.content.decode()


def row(pupil, *purposes, name="Ibu Contoh"):
    start = f"murid{pupil.pk}"
    return {f"{start}-purposes": purposes, f"{start}-name": name, f"{start}-relation": "mother"}


def given():
    return sorted(Consent.objects.open().values_list("pupil", "purpose"))


# --- The class ------------------------------------------------------------------------------------
def test_signed_forms_of_a_class_are_recorded_at_once(client, teacher, pupil, classroom):
    mate = PupilFactory(school=classroom.school, in_class=classroom)
    form = row(pupil, "photo", "public_name") | row(mate, name="")
    answer = client.post(reverse("class_consents", args=[classroom.pk]), form, follow=True)
    assert given() == [(pupil.pk, "photo"), (pupil.pk, "public_name")]
    assert [count for _, count in answer.context["sums"]] == [0, 1, 1]


@pytest.mark.parametrize("wrong", [{"name": " "}, {"purpose": "fame"}])
def test_a_form_that_cannot_be_is_shown_again_and_nothing_is_recorded(
    client, teacher, pupil, classroom, wrong
):
    mate = PupilFactory(school=classroom.school, in_class=classroom)
    bad = row(pupil, wrong.get("purpose", "photo"), name=wrong.get("name", "Ibu Contoh"))
    answer = client.post(reverse("class_consents", args=[classroom.pk]), bad | row(mate, "photo"))
    assert [bool(line.form.errors) for line in answer.context["lines"]] == [True, False]
    assert not given()


def test_a_pupil_who_came_while_the_page_was_open_does_not_stop_the_others(client, teacher, pupil, classroom):
    PupilFactory(school=classroom.school, in_class=classroom)
    client.post(reverse("class_consents", args=[classroom.pk]), row(pupil, "photo"))
    assert given() == [(pupil.pk, "photo")]


def test_the_class_page_asks_as_many_questions_for_three_pupils_as_for_one(client, teacher, classroom, pupil):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert client.get(reverse("class_consents", args=[classroom.pk])).status_code == 200
        return len(caught)

    ConsentFactory(pupil=pupil)
    queries()
    one = queries()
    for _ in range(2):
        ConsentFactory(pupil=PupilFactory(school=classroom.school, in_class=classroom))
    assert queries() == one


def test_an_empty_class_says_what_to_do(client, teacher, classroom):
    assert 'class="empty"' in text_of(client.get(reverse("class_consents", args=[classroom.pk])))


def test_a_slip_for_each_pupil_carries_a_link_of_their_own(client, teacher, classroom, pupil):
    PupilFactory(school=classroom.school, in_class=classroom, user__name="Budi Contoh")
    answer = client.post(reverse("consent_slips", args=[classroom.pk]))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert GuardianLink.objects.working().count() == 2
    text = subprocess.run(["pdftotext", "-", "-"], input=answer.content, capture_output=True, check=True)
    assert all(name in text.stdout.decode() for name in ("Ani Rahayu Wijaya", "Budi Contoh"))
    assert "0012345678" not in text.stdout.decode()
    client.post(reverse("consent_slips", args=[classroom.pk]))
    assert GuardianLink.objects.count() == 2


# --- One pupil ------------------------------------------------------------------------------------
def test_a_teacher_records_withdraws_and_sees_the_history(client, teacher, classroom, pupil):
    url = reverse("pupil_consents", args=[classroom.pk, pupil.pk])
    client.post(url, {"purposes": ["photo"], "name": "Ibu Contoh", "relation": "mother"})
    consent = Consent.objects.get()
    withdraw = reverse("withdraw_consent", args=[classroom.pk, pupil.pk, consent.pk])
    answer = client.post(withdraw, {"name": " "}, follow=True)
    assert [message.level_tag for message in answer.context["messages"]][-1] == "error"
    assert given() == [(pupil.pk, "photo")]
    answer = client.post(withdraw, {"name": "Bapak Contoh"}, follow=True)
    assert given() == []
    assert [past.withdrawn_by for _, past in answer.context["past"]] == ["Bapak Contoh"]


def test_a_teacher_makes_a_link_shows_it_and_revokes_it(client, teacher, classroom, pupil):
    page = client.post(reverse("make_guardian_link", args=[classroom.pk, pupil.pk]), follow=True)
    link = GuardianLink.objects.get()
    assert f"http://testserver/izin/{link.token}/" in text_of(page)
    client.post(reverse("revoke_guardian_link", args=[classroom.pk, pupil.pk, link.pk]))
    assert client.get(reverse("guardian_consent", args=[link.token])).status_code == 410


def test_consents_and_links_of_another_pupil_are_not_found(client, teacher, classroom, pupil):
    consent, link = ConsentFactory(), GuardianLinkFactory()
    for name, pk in (("withdraw_consent", consent.pk), ("revoke_guardian_link", link.pk)):
        url = reverse(name, args=[classroom.pk, pupil.pk, pk])
        assert client.post(url, {"name": "Ibu"}).status_code == 404
    elsewhere = reverse("pupil_consents", args=[classroom.pk, consent.pupil_id])
    assert client.get(elsewhere).status_code == 404


# --- The guardian ---------------------------------------------------------------------------------
ALL_NO = {"individual_board": "no", "public_name": "no", "photo": "no"}


def test_the_guardian_reads_the_first_name_and_the_class_and_nothing_else(client, pupil):
    link = GuardianLinkFactory(pupil=pupil)
    answer = client.get(reverse("guardian_consent", args=[link.token]))
    page = text_of(answer)
    assert ("Ani" in page, "VII A" in page) == (True, True)
    for secret in ("Rahayu", "Wijaya", pupil.nis, pupil.nisn, pupil.user.username, pupil.school.name):
        assert secret not in page
    assert "no-store" in answer.headers["Cache-Control"]
    assert "noindex" in page


def test_every_question_starts_with_no(client, pupil):
    form = client.get(reverse("guardian_consent", args=[GuardianLinkFactory(pupil=pupil).token])).context[
        "form"
    ]
    assert {name: form[name].initial for name in ALL_NO} == ALL_NO


def test_the_guardian_answers_and_changes_the_answer_later(client, pupil):
    url = reverse("guardian_consent", args=[GuardianLinkFactory(pupil=pupil).token])
    who = {"name": "Ibu Contoh", "relation": "mother"}
    answer = client.post(
        url, ALL_NO | who | {"photo": "yes"}, headers={"user-agent": "Ponsel/1"}, follow=True
    )
    assert [message.level_tag for message in answer.context["messages"]] == ["success"]
    assert (given(), Consent.objects.get().browser) == ([(pupil.pk, "photo")], "Ponsel/1")
    assert answer.context["form"]["photo"].initial == "yes"
    client.post(url, ALL_NO | who)
    assert given() == []


@pytest.mark.parametrize("wrong", [{"name": ""}, {"photo": "maybe"}, {"relation": "x"}, {"name": "a" * 121}])
def test_an_answer_that_cannot_be_is_refused_in_words(client, pupil, wrong):
    url = reverse("guardian_consent", args=[GuardianLinkFactory(pupil=pupil).token])
    right = ALL_NO | {"photo": "yes", "name": "Ibu Contoh", "relation": "mother"}
    answer = client.post(url, right | wrong)
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, list(wrong))
    assert not Consent.objects.exists()


def test_a_link_that_is_over_or_invented_says_so_kindly(client, pupil):
    old = GuardianLinkFactory(pupil=pupil, expires_at=timezone.now() - dt.timedelta(days=1))
    for token in (old.token, "karangan"):
        for answer in (client.get(f"/izin/{token}/"), client.post(f"/izin/{token}/", ALL_NO)):
            assert answer.status_code == 410
            assert "Ani" not in text_of(answer)


# --- The pupil ------------------------------------------------------------------------------------
def test_a_pupil_makes_the_code_to_show_at_home(client, pupil):
    client.force_login(settled(pupil.user))
    ConsentFactory(pupil=pupil)
    page = client.get(reverse("own_consents"))
    assert [bool(consent) for _, consent in page.context["answers"]] == [False, False, True]
    answer = client.post(reverse("own_consents"), follow=True)
    link = GuardianLink.objects.get()
    assert (link.pupil, link.made_by) == (pupil, pupil.user)
    assert answer.context["link_url"] == sheets.link_url(link, "http://testserver/")
    assert reverse("own_consents") in text_of(client.get(reverse("profile")))
