"""What readers hear of: what came back, what was published, what was issued. Once each."""

import pytest

from letters.models import Letter
from literasi.reading.models import CertificateLevel
from literasi.reading.services import BookChoice, issue_certificates, return_entry
from literasi.reading.services.reviews import publish_reviews, return_review, write_review
from notices.models import Notice
from tests.factories.catalogue import TitleFactory
from tests.factories.programmes import a_programme
from tests.factories.reading import a_pupil, a_teacher, an_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def pupil():
    return a_pupil()


def heard(pupil):
    return list(Notice.objects.filter(user=pupil.user).order_by("pk").values_list("kind", "link"))


def test_an_entry_that_came_back_leads_to_its_form(pupil):
    log = an_entry(pupil)
    return_entry(log, version=1, note="Periksa halamannya.", by=a_teacher(log.classroom))
    assert heard(pupil) == [("entry-returned", f"/catatan/{log.pk}/ubah/")]


def test_a_review_is_heard_of_when_it_is_published_and_when_it_comes_back(pupil):
    title = TitleFactory()
    an_entry(pupil, book=BookChoice(title_id=title.pk))
    review = write_review(pupil.user, title, rating=5, text="Ceritanya membuatku ingin menulis surat.")
    teacher = a_teacher(pupil.classroom)
    publish_reviews({review.pk: review.version}, by=teacher)
    publish_reviews({review.pk: review.version}, by=teacher)
    return_review(review, version=review.version, note="Tambah satu kalimat.", by=teacher)
    assert [kind for kind, _ in heard(pupil)] == ["review-published", "review-returned"]


def test_a_certificate_is_told_once_however_often_it_is_asked_for(pupil):
    programme = a_programme(pupil.school, interval="whole")
    CertificateLevel.objects.create(programme=programme, name="Perunggu", least=20)
    an_entry(pupil)
    teacher = a_teacher(pupil.classroom)
    for _ in range(2):
        issue_certificates(programme, by=teacher)
    assert heard(pupil) == [("certificate-issued", "/saya/surat/")]
    assert Letter.objects.count() == 1
