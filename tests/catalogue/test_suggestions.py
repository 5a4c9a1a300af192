"""Readers suggest books, add their voices, and hear what the librarian decided."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Event
from literasi.catalogue.exceptions import ReasonMissing, SuggestedAlready, SuggestionDecided
from literasi.catalogue.models import BookSuggestion, Decision, SuggestionVote, Title
from literasi.catalogue.services.describing import describe_title
from literasi.catalogue.services.suggesting import Wish, add_voice, decide, in_catalogue, suggest_book
from literasi.catalogue.suggesters import own_suggestions
from notices.models import Notice
from notices.services import deliver_due, forget_addresses
from tests.accounts.people import settled
from tests.factories.accounts import GrantFactory, PupilFactory, SchoolFactory, UserFactory
from tests.factories.asking import BookSuggestionFactory, SuggestionVoteFactory

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()
RONGGENG = Wish("Ronggeng Dukuh Paruk", "Ahmad Tohari")
TYPED = {"title": "Ronggeng Dukuh Paruk", "author": "Ahmad Tohari"}


@pytest.fixture
def city():
    return settled(GrantFactory(city=True).user)


def voices(suggestion):
    return suggestion.votes.count()


# --- Suggesting ------------------------------------------------------------------------------------
def test_a_visitor_suggests_a_book_and_the_public_does_not_read_it_yet(client):
    assert client.post(reverse("suggest_a_book"), TYPED | {"why": "Untuk Budi 7A"}).status_code == 302
    suggestion = BookSuggestion.objects.get()
    assert (suggestion.title, suggestion.shown, voices(suggestion)) == (TYPED["title"], False, 1)
    assert TYPED["title"] not in client.get(reverse("book_suggestions")).content.decode()


@pytest.mark.parametrize(
    "again",
    [
        Wish("RONGGENG dukuh paruk!", "Tohari, Ahmad"),
        Wish("Ronggeng Dukuh Paruk"),
        Wish("Ronggeng", isbn="9789792201963"),
    ],
)
def test_the_same_book_once_more_is_a_voice_and_no_second_row(again):
    first = suggest_book(
        Wish(RONGGENG.title, RONGGENG.author, isbn="9789792201963"), user=UserFactory()
    ).suggestion
    outcome = suggest_book(again, user=UserFactory())
    assert (outcome.suggestion, outcome.new, outcome.counted) == (first, False, True)
    assert (BookSuggestion.objects.count(), voices(first)) == (1, 2)


def test_another_author_or_another_library_is_another_suggestion():
    school = SchoolFactory()
    for wish in (
        RONGGENG,
        Wish(RONGGENG.title, "Orang Lain"),
        Wish(RONGGENG.title, "Ahmad Tohari", school=school),
    ):
        assert suggest_book(wish, user=NOBODY).new
    assert BookSuggestion.objects.count() == 3


def test_every_account_and_every_address_counts_once_and_all_others_as_one():
    user = UserFactory()
    first = suggest_book(RONGGENG, user=user).suggestion
    counted = [
        suggest_book(RONGGENG, user=who, address=address).counted
        for who, address in (
            (user, ""),
            (NOBODY, ""),
            (NOBODY, ""),
            (NOBODY, "ibu@contoh.invalid"),
            (NOBODY, " IBU@contoh.invalid"),
            (UserFactory(), "ibu@contoh.invalid"),
        )
    ]
    assert (counted, voices(first)) == ([False, True, False, True, False, True], 4)
    for same in ({}, {"user": user}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SuggestionVoteFactory(suggestion=first, **same)


def test_a_book_of_the_catalogue_is_shown_before_it_is_suggested(client, city):
    book = describe_title(
        Title(title="Ronggeng Dukuh Paruk"), authors=["Tohari, Ahmad"], subjects=[], actor=city
    )
    response = client.post(reverse("suggest_a_book"), TYPED)
    assert response.context["form"].here == [book]
    assert book.get_absolute_url() in response.content.decode()
    assert BookSuggestion.objects.count() == 0
    client.post(reverse("suggest_a_book"), TYPED | {"all_the_same": "on"})
    assert BookSuggestion.objects.count() == 1
    assert in_catalogue(Wish("Ronggeng Dukuh Paruk", "Orang Lain")) == []


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"isbn": "9789792201960"}, "isbn"),
        ({"title": " "}, "title"),
        ({"email": "bukan surel"}, "email"),
        ({"school": "999"}, "school"),
        ({"leave_empty": "iklan"}, "leave_empty"),
    ],
)
def test_bad_input_is_told_at_its_field(client, typed, field):
    response = client.post(reverse("suggest_a_book"), TYPED | typed)
    assert (response.status_code, list(response.context["form"].errors)) == (200, [field])
    assert BookSuggestion.objects.count() == 0


def test_one_address_suggests_only_so_much_in_an_hour(client, monkeypatch):
    monkeypatch.setattr("literasi.catalogue.views.suggestions.AN_HOUR", 1)
    client.post(reverse("suggest_a_book"), TYPED)
    assert client.post(reverse("suggest_a_book"), TYPED | {"title": "Lain"}).status_code == 200
    assert BookSuggestion.objects.count() == 1


def test_a_pupil_suggests_to_the_own_school_without_leaving_an_address(client):
    pupil = PupilFactory()
    client.force_login(settled(pupil.user))
    form = client.get(reverse("suggest_a_book")).context["form"]
    assert (form["school"].value(), "email" in form.fields) == (pupil.school_id, False)
    client.post(
        reverse("suggest_a_book"), TYPED | {"school": pupil.school_id, "email": "anak@contoh.invalid"}
    )
    vote = SuggestionVote.objects.get()
    assert (vote.user, vote.address, vote.suggestion.school) == (pupil.user, "", pupil.school)
    assert [own["title"] for own in own_suggestions(pupil.user)] == [TYPED["title"]]


def test_more_people_want_a_book_that_stands_in_the_list(client):
    suggestion, hidden = BookSuggestionFactory(on_show=True), BookSuggestionFactory()
    url = reverse("back_suggestion", args=[suggestion.pk])
    client.post(url, {"email": "ibu@contoh.invalid"})
    client.force_login(settled())
    client.post(url)
    client.post(url)
    assert voices(suggestion) == 2
    assert client.get(reverse("back_suggestion", args=[hidden.pk])).status_code == 404


def test_what_is_decided_takes_no_more_voices():
    suggestion = BookSuggestionFactory(declined=True)
    with pytest.raises(SuggestionDecided):
        add_voice(suggestion, user=UserFactory())
    outcome = suggest_book(Wish(suggestion.title), user=UserFactory())
    assert (outcome.suggestion, outcome.counted) == (suggestion, False)


# --- Deciding ---------------------------------------------------------------------------------------
def test_a_decision_is_read_by_all_and_told_to_those_who_asked(
    client, city, django_capture_on_commit_callbacks
):
    user = UserFactory()
    suggestion = suggest_book(Wish("ronggeng dk paruk"), user=user).suggestion
    suggest_book(Wish("ronggeng dk paruk"), user=NOBODY, address="ibu@contoh.invalid")
    client.force_login(city)
    decision = {"title": "Ronggeng Dukuh Paruk", "author": "Ahmad Tohari", "state": "planned", "shown": "on"}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            reverse("decide_suggestion", args=[suggestion.pk]), decision | {"reason": "Masuk pengadaan."}
        )
    client.logout()
    shown = client.get(reverse("book_suggestions")).content.decode()
    assert "Ronggeng Dukuh Paruk" in shown
    assert "Masuk pengadaan." in shown
    assert Notice.objects.of(user).get().data["state"] == "planned"
    [letter] = mail.outbox
    assert (letter.to, "ronggeng dk paruk" in letter.body) == (["ibu@contoh.invalid"], False)
    assert set(SuggestionVote.objects.values_list("address", flat=True)) == {""}
    assert Event.objects.about(suggestion).get().details == {"state": "planned"}


def test_the_address_is_gone_from_the_outbox_the_night_after(city, django_capture_on_commit_callbacks):
    suggestion = suggest_book(RONGGENG, user=NOBODY, address="ibu@contoh.invalid").suggestion
    decide(suggestion, by=city, state=Decision.HELD)
    assert forget_addresses() == 0  # it has not left yet
    deliver_due()
    assert forget_addresses() == 1
    assert Notice.objects.count() == 0


def test_declining_needs_a_reason(client, city):
    suggestion = BookSuggestionFactory()
    with pytest.raises(ReasonMissing):
        decide(suggestion, by=city, state=Decision.DECLINED, reason=" ")
    client.force_login(city)
    response = client.post(
        reverse("decide_suggestion", args=[suggestion.pk]), {"title": "Buku", "state": "declined"}
    )
    assert list(response.context["form"].errors) == ["reason"]
    with pytest.raises(IntegrityError):
        BookSuggestion.objects.update(state=Decision.DECLINED)


def test_a_correction_that_makes_two_suggestions_one_is_refused(city):
    BookSuggestionFactory(title="Atheis")
    other = BookSuggestionFactory(title="Ateis")
    with pytest.raises(SuggestedAlready):
        decide(other, by=city, state=Decision.OPEN, title="Atheis")


def test_a_librarian_decides_for_the_own_school_the_city_for_all(client, city):
    librarian = settled(GrantFactory(librarian=True).user)
    own = BookSuggestionFactory(school=librarian.grants.get().school)
    BookSuggestionFactory(), BookSuggestionFactory(school=SchoolFactory())
    found = []
    for who in (librarian, city):
        client.force_login(who)
        found.append(len(client.get(reverse("suggestion_desk")).context["shown"].object_list))
    assert found == [1, 3]
    assert list(BookSuggestion.objects.kept_by(librarian)) == [own]


@pytest.mark.parametrize("name", ["book_suggestions", "suggestion_desk"])
def test_the_lists_cost_the_same_number_of_queries_for_one_and_for_three(client, city, name):
    client.force_login(city)
    counts = []
    for more in (1, 2):
        for _n in range(more):
            SuggestionVoteFactory(suggestion=BookSuggestionFactory(on_show=True, school=SchoolFactory()))
        client.get(reverse(name))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(name), {"status": "entah", "hal": "x"})
        counts.append(len(asked))
    assert counts[0] == counts[1]
