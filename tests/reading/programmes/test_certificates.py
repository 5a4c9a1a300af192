"""Certificates: each level once for each reader."""

import pytest
from django.urls import reverse

from letters.models import Letter
from literasi.reading import exceptions as broken
from literasi.reading.models import CertificateLevel, Programme
from literasi.reading.services import BookChoice, issue_certificates
from tests.factories.accounts import ClassroomFactory, GrantFactory
from tests.factories.catalogue import TitleFactory
from tests.factories.programmes import a_programme
from tests.factories.reading import a_pupil, an_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def pupil():
    return a_pupil(ClassroomFactory(name="VII A"))


@pytest.fixture
def librarian(client, pupil):
    user = GrantFactory(librarian=True, school=pupil.school).user
    client.force_login(user)
    return user


def books(pupil, *, value=2, quotas=(), levels=((1, "bronze"), (2, "gold"))):
    programme = a_programme(pupil.school, metric="books", interval="whole", value=value, quotas=quotas)
    for least, medal in levels:
        CertificateLevel.objects.create(programme=programme, name=f"{least} buku", least=least, medal=medal)
    return programme


def finish(pupil, count, **title):
    for _ in range(count):
        an_entry(pupil, book=BookChoice(title_id=TitleFactory(**title).pk), finished=True)


def test_every_level_reached_is_issued_once(pupil, librarian):
    programme = books(pupil)
    finish(pupil, 1)
    assert issue_certificates(programme, by=librarian) == 1
    assert issue_certificates(programme, by=librarian) == 0
    finish(pupil, 1)
    assert issue_certificates(programme, by=librarian) == 1
    letters = Letter.objects.order_by("serial")
    assert [(one.subject, one.data["level"]) for one in letters] == [
        (pupil.user, "1 buku"),
        (pupil.user, "2 buku"),
    ]
    assert [one.number.split("/")[:2] for one in letters] == [["001", "BACA"], ["002", "BACA"]]


def test_the_level_of_the_goal_waits_for_the_quotas(pupil, librarian):
    programme = books(pupil, quotas=[("regional", "", 1)])
    finish(pupil, 2, language="id")
    assert issue_certificates(programme, by=librarian) == 1
    finish(pupil, 1, language="su")
    assert issue_certificates(programme, by=librarian) == 1


def test_a_goal_that_comes_again_is_measured_in_periods(pupil, librarian):
    programme = a_programme(pupil.school, interval="day")
    CertificateLevel.objects.create(programme=programme, name="Satu Hari", least=1)
    CertificateLevel.objects.create(programme=programme, name="Dua Hari", least=2)
    an_entry(pupil, minutes=60)
    assert issue_certificates(programme, by=librarian) == 1
    assert "1 hari sekolah" in Letter.objects.get().data["sentence"]


def test_nothing_is_issued_while_standings_are_counted(pupil, librarian):
    programme = books(pupil)
    Programme.objects.update(count_due_at="2026-11-22T00:00Z")
    with pytest.raises(broken.StillCounting):
        issue_certificates(programme, by=librarian)


def test_the_desk_issues_and_prints_and_the_reader_finds_theirs(client, pupil, librarian):
    programme = books(pupil)
    finish(pupil, 1)
    desk = client.get(reverse("programme_desk", args=[programme.pk])).content.decode()
    assert "1 tanpa sertifikat" in desk
    answer = client.post(reverse("issue_certificates", args=[programme.pk]), follow=True)
    assert "1 sertifikat diterbitkan" in answer.content.decode()
    pdf = client.get(reverse("programme_certificates", args=[programme.pk]))
    assert pdf.content.startswith(b"%PDF")
    client.force_login(pupil.user)
    own = client.get(reverse("my_programme", args=[programme.slug])).content.decode()
    address = reverse("letter_pdf", args=[Letter.objects.get().token])
    assert address in own
    assert client.get(address).status_code == 200


def test_the_verify_page_says_programme_and_level_but_no_name(client, pupil, librarian):
    programme = books(pupil)
    finish(pupil, 1)
    issue_certificates(programme, by=librarian)
    client.logout()
    text = client.get(Letter.objects.get().get_absolute_url()).content.decode()
    assert "Ayo Membaca: 1 buku" in text
    assert pupil.user.name not in text
