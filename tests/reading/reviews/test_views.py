"""Pages of reviews, as readers, moderators and visitors use them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.own_data import own_data_of
from literasi.reading.models import Review, ReviewState
from literasi.reading.queries.reviews import signs_of
from literasi.reading.services import BookChoice
from literasi.reading.services.reviews import publish_reviews, return_review
from tests.factories.accounts import ClassroomFactory
from tests.factories.catalogue import TitleFactory
from tests.factories.reading import a_pupil, a_teacher, an_entry
from tests.reading.reviews.written import TEXT, a_review, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def pupil(client):
    pupil = a_pupil(ClassroomFactory(grade=8), user__name="Bunga Ayu Lestari")
    client.force_login(pupil.user)
    return pupil


@pytest.fixture
def teacher(pupil):
    return a_teacher(pupil.classroom)


def queries(client, url):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


# --- Writing ----------------------------------------------------------------------------------------
def test_a_finished_entry_becomes_a_review(client, pupil):
    title = TitleFactory(title="Bumi Langit")
    log = an_entry(
        pupil, book=BookChoice(title_id=title.pk), finished=True, response="Aku suka lautnya.", rating=4
    )
    link = f"{reverse('write_review', args=[title.pk])}?catatan={log.pk}"
    assert link in client.get(reverse("my_reading")).content.decode()
    form = client.get(link).context["form"]
    assert (form["text"].value(), form["rating"].value()) == ("Aku suka lautnya.", 4)


def test_writing_one_sends_it_in(client, pupil):
    title = TitleFactory()
    an_entry(pupil, book=BookChoice(title_id=title.pk))
    answer = client.post(reverse("write_review", args=[title.pk]), {"rating": "4", "text": TEXT})
    assert answer.url == reverse("my_reviews")
    assert Review.objects.get().state == ReviewState.WAITING
    assert "my_reading" not in client.get(reverse("my_reading")).content.decode()


@pytest.mark.parametrize("said", [{}, {"rating": "9", "text": TEXT}, {"rating": "3", "text": "Ya"}])
def test_what_is_missing_is_said_in_the_form(client, pupil, said):
    title = TitleFactory()
    an_entry(pupil, book=BookChoice(title_id=title.pk))
    page = client.post(reverse("write_review", args=[title.pk]), said)
    assert (page.status_code, Review.objects.count()) == (200, 0)
    assert page.context["form"].errors


def test_a_book_nobody_logged_leads_back_to_its_page(client, pupil):
    title = TitleFactory()
    assert client.get(reverse("write_review", args=[title.pk])).url == title.get_absolute_url()


def test_an_entry_of_somebody_else_is_not_copied(client, pupil):
    title = TitleFactory()
    an_entry(pupil, book=BookChoice(title_id=title.pk))
    other = an_entry(a_pupil(), book=BookChoice(title_id=title.pk), response="Rahasia temanku.")
    page = client.get(reverse("write_review", args=[title.pk]) + f"?catatan={other.pk}")
    assert "Rahasia" not in page.content.decode()


def test_a_returned_review_shows_its_note(client, pupil, teacher):
    review = a_review(pupil)
    return_review(review, version=1, note="Jangan bocorkan akhirnya.", by=teacher)
    for url in (reverse("my_reviews"), reverse("write_review", args=[review.title_id])):
        assert "Jangan bocorkan akhirnya." in client.get(url).content.decode()
    assert reverse("my_reviews") in client.get(reverse("my_reading")).content.decode()


def test_withdrawing_asks_first(client, pupil):
    review = a_review(pupil)
    url = reverse("withdraw_review", args=[review.pk])
    assert client.get(url).status_code == 200
    assert Review.objects.exists()
    client.post(url)
    assert not Review.objects.exists()


def test_my_reviews_cost_the_same_queries_for_one_and_three(client, pupil):
    a_review(pupil)
    client.get(reverse("my_reviews"))
    one = queries(client, reverse("my_reviews"))
    a_review(pupil), a_review(pupil)
    assert queries(client, reverse("my_reviews")) == one


def test_reviews_are_part_of_ones_own_data(pupil):
    a_review(pupil, rating=3)
    assert [(r["rating"], r["text"]) for r in own_data_of(pupil.user)["reviews"]] == [(3, TEXT)]


# --- The public page --------------------------------------------------------------------------------
def test_visitors_read_published_reviews_by_initials_and_grade(client, pupil):
    review = published(pupil)
    client.logout()
    page = client.get(review.title.get_absolute_url()).content.decode()
    assert TEXT in page
    assert "B. A. L." in page
    assert "kelas 8" in page
    for secret in (
        "Bunga",
        "Lestari",
        pupil.nis,
        pupil.user.username,
        pupil.school.name,
        pupil.classroom.name,
    ):
        assert secret not in page


def test_nobody_else_sees_what_is_not_published(client, pupil, teacher):
    review = a_review(pupil)
    client.logout()
    assert TEXT not in client.get(review.title.get_absolute_url()).content.decode()
    return_review(review, version=1, note="Ulangi.", by=teacher)
    client.force_login(a_pupil(pupil.classroom).user)
    assert TEXT not in client.get(review.title.get_absolute_url()).content.decode()


def test_an_average_comes_with_the_third_review(client, pupil):
    title = TitleFactory()
    for n, stars in enumerate((5, 4, 4), 1):
        published(a_pupil(pupil.classroom), title=title, rating=stars)
        page = client.get(title.get_absolute_url()).content.decode()
        assert ("4,3" in page) == (n == 3)


def test_five_reviews_a_page(client, pupil):
    title = TitleFactory()
    for n in range(6):
        published(a_pupil(pupil.classroom), title=title, text=f"{TEXT} Nomor {n}.")
    first = client.get(title.get_absolute_url()).content.decode()
    second = client.get(title.get_absolute_url() + "?resensi=2").content.decode()
    assert (first.count(TEXT), second.count(TEXT)) == (5, 1)
    assert client.get(title.get_absolute_url() + "?resensi=x").status_code == 200


def test_a_title_page_costs_the_same_queries_for_one_and_three_reviews(client, pupil):
    title = TitleFactory()
    published(pupil, title=title)
    client.get(title.get_absolute_url())
    one = queries(client, title.get_absolute_url())
    for _ in range(2):
        published(a_pupil(pupil.classroom), title=title)
    assert queries(client, title.get_absolute_url()) == one


# --- Moderation -------------------------------------------------------------------------------------
def test_a_teacher_publishes_the_ticked_ones(client, pupil, teacher):
    first, second = a_review(pupil), a_review(pupil)
    client.force_login(teacher)
    assert client.get(reverse("review_queue")).content.decode().count(TEXT) == 2
    client.post(reverse("review_queue"), {"which": "ticked", "review": first.ticket})
    assert set(Review.objects.published()) == {first}
    client.post(reverse("review_queue"), {"which": "all", "page_review": [first.ticket, second.ticket]})
    assert set(Review.objects.published()) == {first, second}


def test_a_changed_review_is_named_and_left_waiting(client, pupil, teacher):
    review = a_review(pupil)
    Review.objects.update(version=2)
    client.force_login(teacher)
    answer = client.post(reverse("review_queue"), {"review": review.ticket}, follow=True)
    assert pupil.user.name in answer.content.decode()
    assert not Review.objects.published().exists()


@pytest.mark.parametrize("ticket", ["x", "1", "1:1:1", "9" * 30 + ":1", "999999:1"])
def test_a_strange_ticket_is_not_found(client, teacher, ticket):
    client.force_login(teacher)
    assert client.post(reverse("review_queue"), {"review": ticket}).status_code == 404


def test_a_published_review_can_be_taken_down(client, pupil, teacher):
    review = published(pupil)
    client.force_login(teacher)
    page = client.get(reverse("review_queue") + "?status=terbit")
    assert TEXT in page.content.decode()
    client.post(reverse("return_review", args=[review.pk]), {"version": 1, "ready": "kind"})
    review.refresh_from_db()
    assert (review.state, bool(review.note)) == (ReviewState.RETURNED, True)


def test_a_return_without_a_note_is_refused(client, pupil, teacher):
    review = a_review(pupil)
    client.force_login(teacher)
    client.post(reverse("return_review", args=[review.pk]), {"version": 1})
    review.refresh_from_db()
    assert review.state == ReviewState.WAITING


def test_the_queue_costs_the_same_queries_for_one_and_three(client, pupil, teacher):
    a_review(pupil)
    client.force_login(teacher)
    client.get(reverse("review_queue"))
    one = queries(client, reverse("review_queue"))
    a_review(a_pupil(pupil.classroom)), a_review(pupil)
    assert queries(client, reverse("review_queue")) == one


def test_a_librarian_sees_the_staffs_reviews_but_not_their_own(client, pupil, teacher):
    review = a_review(pupil)
    publish_reviews({review.pk: 1}, by=teacher)
    assert list(Review.objects.moderated_by(teacher)) == [review]
    assert list(Review.objects.moderated_by(pupil.user)) == []


def test_the_queue_points_at_what_looks_copied_or_senseless(client, pupil, teacher):
    text = "Aku suka sekali petualangan mereka mencari harta karun di pulau yang jauh."
    summary = "Empat anak mencari jejak kakek mereka yang hilang di hutan larangan."
    first = a_review(pupil, text=text)
    copy = a_review(a_pupil(pupil.classroom), title=first.title, text=f"{text}!!")
    blurb = a_review(pupil, title=TitleFactory(summary=summary), text=summary)
    plain = a_review(pupil, title=TitleFactory(summary=summary), text=TEXT)
    found = signs_of([first, copy, blurb, plain])
    assert [len(found[review.pk]) for review in (first, copy, blurb, plain)] == [1, 1, 1, 0]
    client.force_login(teacher)
    assert found[blurb.pk][0] in client.get(reverse("review_queue")).content.decode()
