"""Readers ask the librarian; what helps others is published in the librarian's words."""

from __future__ import annotations

import datetime as dt
import json
import re
import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from notices.models import Notice
from pages.asking import own_questions
from pages.exceptions import NotInPublicWords, QuestionDone, QuestionTaken
from pages.models import QuestionState, ReaderQuestion
from pages.search import index
from pages.services.asking import KEEP_DONE, KEEP_WAITING, answer, ask, close, forget_questions, take
from tests.accounts.people import settled
from tests.factories.accounts import GrantFactory, PupilFactory, SchoolFactory, UserFactory
from tests.factories.asking import QuestionCategoryFactory, ReaderQuestionFactory

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


@pytest.fixture
def city():
    return settled(GrantFactory(city=True).user)


# --- Asking -------------------------------------------------------------------------------------------
def test_a_visitor_asks_and_nothing_of_it_is_public(client):
    sent = {"text": "Boleh pinjam dua?", "email": "ibu@contoh.invalid", "ticket": uuid.uuid4()}
    for _twice in range(2):
        assert client.post(reverse("ask_librarian"), sent).status_code == 302
    question = ReaderQuestion.objects.get()
    assert (question.text, question.address, question.asker) == (
        "Boleh pinjam dua?",
        "ibu@contoh.invalid",
        None,
    )
    assert "Boleh pinjam dua?" not in client.get(reverse("reader_questions")).content.decode()
    assert client.get(reverse("reader_question", args=[question.pk, "x"])).status_code == 404


def test_a_pupil_asks_the_own_school_and_finds_the_answer(client, city):
    pupil = PupilFactory()
    client.force_login(settled(pupil.user))
    form = client.get(reverse("ask_librarian")).context["form"]
    assert (form["school"].value(), "email" in form.fields) == (pupil.school_id, False)
    client.post(reverse("ask_librarian"), {"text": "Ada komik?", "school": pupil.school_id})
    question = ReaderQuestion.objects.get()
    answer(question, "Ada, di rak dua.", by=city)
    assert "Ada, di rak dua." in client.get(reverse("my_questions")).content.decode()
    assert Notice.objects.of(pupil.user).get().link == reverse("my_questions")
    assert [own["answer"] for own in own_questions(pupil.user)] == ["Ada, di rak dua."]
    client.force_login(settled())
    assert "Ada, di rak dua." not in client.get(reverse("my_questions")).content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"text": " "}, "text"),
        ({"text": "x" * 1501}, "text"),
        ({"email": "bukan surel"}, "email"),
        ({"school": "abc"}, "school"),
        ({"leave_empty": "iklan"}, "leave_empty"),
    ],
)
def test_bad_input_is_told_at_its_field(client, typed, field):
    response = client.post(reverse("ask_librarian"), {"text": "Boleh?"} | typed)
    assert (response.status_code, list(response.context["form"].errors)) == (200, [field])
    assert ReaderQuestion.objects.count() == 0


def test_one_address_asks_only_so_much_in_an_hour(client, monkeypatch):
    monkeypatch.setattr("pages.views.asking.AN_HOUR", 1)
    found = [client.post(reverse("ask_librarian"), {"text": f"Boleh {n}?"}).status_code for n in range(2)]
    assert (found, ReaderQuestion.objects.count()) == ([302, 200], 1)


# --- Answering ----------------------------------------------------------------------------------------
def test_a_private_answer_goes_by_mail_and_the_address_is_deleted(
    client, city, django_capture_on_commit_callbacks
):
    question = ReaderQuestionFactory(address="ibu@contoh.invalid")
    client.force_login(city)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            reverse("answer_question", args=[question.pk]), {"answer": "Boleh dua.", "publish": "private"}
        )
    question.refresh_from_db()
    [letter] = mail.outbox
    assert (letter.to, "Boleh dua." in letter.body, "Budi" in letter.body) == (
        ["ibu@contoh.invalid"],
        True,
        False,
    )
    assert (question.state, question.address, question.published_at) == (QuestionState.ANSWERED, "", None)
    assert Event.objects.about(question).get().details == {"published": False}


def test_the_public_reads_the_librarians_words_and_never_the_askers(client, city):
    question = ReaderQuestionFactory(asker=UserFactory(name="Budi Contoh"))
    category = QuestionCategoryFactory()
    client.force_login(city)
    sent = {
        "answer": "Boleh dua, tiga hari. Lihat https://contoh.invalid/aturan",
        "publish": "public",
        "public_question": "Berapa buku yang boleh dipinjam?",
        "category": category.pk,
    }
    client.post(reverse("answer_question", args=[question.pk]), sent)
    client.logout()
    question.refresh_from_db()
    page = client.get(question.get_absolute_url()).content.decode()
    listed = client.get(reverse("reader_questions"), {"q": "TIGA hari", "kategori": category.slug})
    assert [found.pk for found in listed.context["shown"]] == [question.pk]
    assert 'href="https://contoh.invalid/aturan"' in page
    assert "Budi" not in page + listed.content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, re.S)[1])
    assert (data["@type"], data["mainEntity"]["name"]) == ("QAPage", "Berapa buku yang boleh dipinjam?")
    wrong = reverse("reader_question", args=[question.pk, "lama"])
    assert client.get(wrong)["Location"] == question.get_absolute_url()


def test_publishing_needs_public_words(client, city):
    question = ReaderQuestionFactory()
    with pytest.raises(NotInPublicWords):
        answer(question, "Boleh.", by=city, publish=True, public_question=" ")
    client.force_login(city)
    response = client.post(
        reverse("answer_question", args=[question.pk]), {"answer": "Boleh.", "publish": "public"}
    )
    assert list(response.context["form"].errors) == ["public_question"]
    for wrong in ({"published_at": timezone.now()}, {"state": "answered"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ReaderQuestion.objects.update(**wrong)


def test_an_answer_can_be_mended_and_taken_back_and_is_told_once(city):
    asker = UserFactory()
    question = ReaderQuestionFactory(asker=asker)
    for publish in (True, False):
        answer(question, "Boleh.", by=city, publish=publish, public_question="Bolehkah?")
    assert ReaderQuestion.objects.published().count() == 0
    assert Notice.objects.of(asker).count() == 1


def test_one_librarian_at_a_time_has_a_question_in_hand(client, city):
    question, colleague = ReaderQuestionFactory(), UserFactory()
    client.force_login(city)
    client.post(reverse("take_question", args=[question.pk]))
    assert ReaderQuestion.objects.get().assigned_to == city
    with pytest.raises(QuestionTaken):
        take(question, by=colleague)
    client.post(reverse("take_question", args=[question.pk]))
    assert ReaderQuestion.objects.get().assigned_to is None


def test_what_is_no_question_is_closed_and_its_address_deleted(client, city):
    question = ReaderQuestionFactory(address="iklan@contoh.invalid")
    client.force_login(city)
    client.post(reverse("close_question", args=[question.pk]))
    question.refresh_from_db()
    assert (question.state, question.address, mail.outbox) == (QuestionState.CLOSED, "", [])
    for verb in (close, take):
        with pytest.raises(QuestionDone):
            verb(question, by=city)


def test_a_librarian_answers_for_the_own_school_the_city_for_all(client, city):
    librarian = settled(GrantFactory(librarian=True).user)
    own = ReaderQuestionFactory(school=librarian.grants.get().school)
    other = ReaderQuestionFactory(school=SchoolFactory())
    ReaderQuestionFactory()
    found = []
    for who in (librarian, city):
        client.force_login(who)
        found.append(len(client.get(reverse("question_desk")).context["shown"].object_list))
    assert found == [1, 3]
    client.force_login(librarian)
    for name, ask_for in (("answer_question", client.get), ("take_question", client.post)):
        assert ask_for(reverse(name, args=[other.pk])).status_code == 404
    assert list(ReaderQuestion.objects.answerable_by(librarian)) == [own]


@pytest.mark.parametrize("name", ["reader_questions", "question_desk"])
def test_the_lists_cost_the_same_number_of_queries_for_one_and_for_three(client, city, name):
    client.force_login(city)
    counts = []
    for more in (1, 2):
        for _n in range(more):
            ReaderQuestionFactory(published=True, school=SchoolFactory(), category=QuestionCategoryFactory())
        client.get(reverse(name), {"status": "dijawab"})
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(name), {"status": "dijawab", "hal": "x", "kategori": "entah"})
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_sites_search_finds_published_questions_only(client):
    found = ReaderQuestionFactory(published=True, public_question="Di mana rak komik?", answer="Lantai dua.")
    ReaderQuestionFactory(text="Di mana rak komik lama?")
    index.sweep()
    shown = client.get(reverse("search"), {"q": "rak komik"}).content.decode()
    assert found.get_absolute_url() in shown
    assert "komik lama" not in shown


# --- The end of it ------------------------------------------------------------------------------------
def test_what_nobody_needs_any_more_is_forgotten():
    now, day = timezone.now(), dt.timedelta(days=1)
    done = {"answered_at": now - KEEP_DONE - day}
    ReaderQuestionFactory(answered=True, **done)
    ReaderQuestionFactory(created_at=now - KEEP_WAITING - day)
    fresh = ReaderQuestionFactory(answered=True)
    waiting = ReaderQuestionFactory()
    public = ReaderQuestionFactory(published=True, asker=UserFactory(), **done)
    assert forget_questions() == 3
    assert set(ReaderQuestion.objects.all()) == {fresh, waiting, public}
    public.refresh_from_db()
    assert (public.text, public.asker, public.answer) == ("", None, "Boleh.")
    assert forget_questions() == 0


def test_the_same_ticket_is_the_same_question():
    ticket = uuid.uuid4()
    asked = [ask("Boleh?", user=NOBODY, ticket=ticket) for _n in range(2)]
    assert asked[0] == asked[1]
