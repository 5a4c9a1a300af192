"""What kind of book it is decides where its entries count, so a change counts them again."""

import pytest
from django.urls import reverse

from literasi.catalogue.models import Title
from literasi.reading import exceptions as broken
from literasi.reading.models import KindTotal, ShelfBook, Standing
from literasi.reading.services import BookChoice, rebuild_totals, verify_entries
from literasi.reading.services.describing import catch_up_with_catalogue, describe_book
from tests.factories.catalogue import TitleFactory
from tests.factories.programmes import a_programme
from tests.factories.reading import a_pupil, a_teacher, an_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def pupil():
    return a_pupil()


def kinds():
    rows = KindTotal.objects.filter(entries__gt=0)
    return list(rows.values_list("level", "genre", "language", "entries"))


def test_a_reader_tells_the_language_and_the_quota_is_met(pupil):
    quota = {"metric": "books", "interval": "whole", "value": 1, "quotas": [("regional", "", 1)]}
    a_programme(pupil.school, **quota)
    log = an_entry(pupil, finished=True)
    assert Standing.objects.get().reached is False
    describe_book(log.book, by=pupil.user, language="su", genre="folktale")
    assert Standing.objects.get().reached is True
    assert kinds() == [("", "folktale", "su", 1)]
    assert rebuild_totals(check_only=True) == []


def test_a_textbook_leaves_a_programme_without_textbooks(pupil):
    a_programme(pupil.school, non_textbooks_only=True)
    log = an_entry(pupil)
    describe_book(log.book, by=pupil.user, textbook=True)
    assert Standing.objects.get().amount == 0


def test_after_the_teacher_has_verified_only_the_teacher_describes(pupil):
    log = an_entry(pupil)
    teacher = a_teacher(log.classroom)
    verify_entries({log.pk: 1}, by=teacher)
    with pytest.raises(broken.BookAlreadyChecked):
        describe_book(log.book, by=pupil.user, language="su")
    describe_book(log.book, by=teacher, language="su")
    assert ShelfBook.objects.get().language == "su"


def test_nobody_else_describes_it(pupil):
    log = an_entry(pupil)
    with pytest.raises(ShelfBook.DoesNotExist):
        describe_book(log.book, by=a_teacher(a_pupil().classroom), language="su")


def test_a_book_of_the_catalogue_is_described_there(pupil):
    log = an_entry(pupil, book=BookChoice(title_id=TitleFactory().pk))
    with pytest.raises(broken.BookOfCatalogue):
        describe_book(log.book, by=pupil.user, language="su")


def test_shelves_catch_up_with_the_catalogue(pupil):
    title = TitleFactory(level="C", language="id", ddc="899")
    log = an_entry(pupil, book=BookChoice(title_id=title.pk))
    assert catch_up_with_catalogue() == 0
    Title.objects.filter(pk=title.pk).update(level="D", ddc="398.2")
    assert catch_up_with_catalogue() == 1
    assert kinds() == [("D", "folktale", "id", 1)]
    assert log.book.title == title
    assert rebuild_totals(check_only=True) == []


def test_the_pupils_page_saves_it_and_leads_back(client, pupil):
    log = an_entry(pupil)
    client.force_login(pupil.user)
    url = reverse("describe_book", args=[log.book_id])
    answer = client.post(url, {"language": "su", "genre": "", "level": "", "next": "//elsewhere.example"})
    assert (answer.status_code, answer["Location"]) == (302, reverse("my_shelf"))
    assert ShelfBook.objects.get().language == "su"
    assert client.post(url, {"language": "x" * 90}).status_code == 200
