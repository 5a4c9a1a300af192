"""Surveys: who may answer, when, how often, and what becomes of the answers."""

from __future__ import annotations

import csv
import datetime as dt
import io
import uuid

import openpyxl
import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from pages.exceptions import AnsweredAlready, AnswerIsFinal, FormClosed, FormNotOpen, NotAsked
from pages.forms.answering import form_of
from pages.models import AskedQuestion, Audience, FormAnswer, FormPage, FormQuestion, State
from pages.queries import form_results
from pages.services import admit
from pages.services.answering import answer_form, change_answer, forget_answers
from pages.tasks import forget_answers_to_forms
from tests.factories.accounts import GrantFactory, PupilFactory, UserFactory
from tests.factories.asking import AskedQuestionFactory, FormAnswerFactory, FormPageFactory

pytestmark = pytest.mark.django_db
FILLED = {"q_buku_apa": "Komik", "q_seberapa_sering": "4", "q_saran": "Tambah komik sains"}
VALUES = {"buku_apa": "Komik", "seberapa_sering": 4, "saran": "Tambah komik sains"}


def ticket():
    return uuid.uuid4()


def answer(page, user=None, **values):
    return answer_form(page, VALUES | values, user=user or UserFactory(), ticket=ticket())


@pytest.fixture
def city():
    user = GrantFactory(city=True).user
    admit(user)
    return user


# --- Answering ------------------------------------------------------------------------------------
def test_a_visitor_answers_and_nothing_else_of_them_is_kept(client):
    page = FormPageFactory(thanks="Terima kasih banyak!")
    answered = client.post(page.url, FILLED | {"ticket": ticket()})
    assert answered["Location"] == f"{page.url}?terkirim=1"
    [kept] = FormAnswer.objects.all()
    assert (kept.user, sorted(map(str, kept.values.values()))) == (None, ["4", "Komik", "Tambah komik sains"])
    assert "Terima kasih banyak!" in client.get(answered["Location"]).content.decode()


def test_pressing_the_button_twice_is_answering_once(client):
    page, same = FormPageFactory(), FILLED | {"ticket": ticket()}
    for _again in range(2):
        assert client.post(page.url, same).status_code == 302
    assert FormAnswer.objects.count() == 1


def test_a_machine_that_fills_in_every_field_is_refused(client):
    page = FormPageFactory()
    response = client.post(page.url, FILLED | {"leave_empty": "http://iklan.invalid"})
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["leave_empty"])
    assert FormAnswer.objects.count() == 0


def test_one_address_sends_only_so_much_in_an_hour_and_is_stored_nowhere(client, monkeypatch):
    monkeypatch.setattr("pages.views.form_page.AN_HOUR", 2)
    page = FormPageFactory()
    found = [client.post(page.url, FILLED | {"ticket": ticket()}).status_code for _n in range(3)]
    elsewhere = client.post(page.url, FILLED | {"ticket": ticket()}, REMOTE_ADDR="203.0.113.9").status_code
    assert (found, elsewhere) == ([302, 302, 429], 302)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("q_buku_apa", "Majalah"),
        ("q_seberapa_sering", "6"),
        ("q_seberapa_sering", ""),
        ("q_saran", "x" * 3001),
    ],
)
def test_an_answer_that_was_not_offered_is_told_at_its_field(client, field, value):
    response = client.post(FormPageFactory().url, FILLED | {field: value})
    assert list(response.context["form"].errors) == [field]


@pytest.mark.parametrize(
    ("question", "typed", "kept"),
    [
        ({"field_type": "number", "minimum": 0, "maximum": 50}, "51", None),
        ({"field_type": "number", "minimum": 0, "maximum": 50}, "12", 12),
        ({"field_type": "date"}, "2026-11-22", "2026-11-22"),
        ({"field_type": "email"}, "bukan surel", None),
        ({"field_type": "checkboxes", "choices": "Pagi\nSore"}, ["Pagi", "Sore"], ["Pagi", "Sore"]),
        ({"field_type": "dropdown", "choices": "Pagi, cerah\nSore"}, "Pagi, cerah", "Pagi, cerah"),
    ],
)
def test_each_kind_of_question_keeps_what_it_should(question, typed, kept):
    page = FormPageFactory(questions=[{"label": "Isi"} | question])
    form = form_of(page, {"q_isi": typed})
    assert (form.is_valid(), form.values() if form.is_valid() else None) == (
        (True, {"isi": kept}) if kept is not None else (False, None)
    )


def test_a_heading_is_no_question_and_a_question_may_be_called_ticket():
    questions = [{"label": "Bagian satu", "field_type": "heading"}, {"label": "Ticket"}]
    form = form_of(FormPageFactory(questions=questions), {"q_ticket": "A1"})
    assert form.is_valid()
    assert form.values() == {"ticket": "A1"}
    assert [heading.label for heading, _fields in form.parts] == ["Bagian satu"]


# --- When, and who --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("trait", "state", "error"),
    [("closed", State.CLOSED, FormClosed), ("future", State.BEFORE, FormNotOpen)],
)
def test_before_it_opens_and_after_it_closed_nobody_answers(client, trait, state, error):
    page = FormPageFactory(**{trait: True})
    assert page.state() == state
    with pytest.raises(error):
        answer(page)
    shown = client.get(page.url).content.decode()
    assert 'name="q_buku_apa"' not in shown
    assert FormAnswer.objects.count() == 0


def test_a_form_for_some_roles_is_answered_by_them_alone():
    page = FormPageFactory(audience=Audience.ROLES, roles=["pupil", "librarian"])
    pupil, librarian, teacher = PupilFactory().user, GrantFactory(librarian=True).user, GrantFactory().user
    answer(page, pupil)
    answer(page, librarian)
    with pytest.raises(NotAsked):
        answer(page, teacher)


def test_visitors_are_led_to_the_sign_in(client):
    page = FormPageFactory(for_accounts=True)
    shown = client.get(page.url).content.decode()
    assert f"{reverse('account_login')}?next={page.url}" in shown
    client.post(page.url, FILLED)
    assert FormAnswer.objects.count() == 0


def test_one_answer_counts_for_each_account(client):
    page, user = FormPageFactory(for_accounts=True), UserFactory()
    answer(page, user)
    with pytest.raises(AnsweredAlready):
        answer(page, user)
    with pytest.raises(IntegrityError):
        FormAnswerFactory(page=page, user=user, only_one=True)


def test_people_change_their_own_answer_until_it_closes(client):
    page, user = FormPageFactory(for_accounts=True), UserFactory()
    answer(page, user)
    client.force_login(user)
    shown = client.get(page.url + "?ubah=1")
    assert shown.context["form"]["q_buku_apa"].value() == "Komik"
    client.post(page.url + "?ubah=1", FILLED | {"q_buku_apa": "Sains", "q_saran": ""})
    [kept] = FormAnswer.objects.all()
    assert sorted(map(str, kept.values.values())) == ["4", "Sains"]
    with pytest.raises(AnswerIsFinal):
        change_answer(kept, VALUES, user=UserFactory())
    FormPage.objects.update(closes_at=timezone.now())
    kept = FormAnswer.objects.get()
    with pytest.raises(FormClosed):
        change_answer(kept, VALUES, user=user)


def test_a_page_with_a_form_is_kept_by_no_cache(client):
    client.get("/masuk/")  # a visitor who has a form's cookie already
    response = client.get(FormPageFactory().url)
    assert "no-store" in response["Cache-Control"]
    assert "public" not in response["Cache-Control"]


# --- What editors may set --------------------------------------------------------------------------
@pytest.mark.parametrize(
    "wrong",
    [
        {"once": True},
        {"named": True},
        {"may_edit": True},
        {"opens_at": timezone.now(), "closes_at": timezone.now() - dt.timedelta(days=1)},
    ],
)
def test_settings_that_contradict_each_other_are_refused_by_the_database(wrong):
    with pytest.raises(IntegrityError):
        FormPageFactory(**wrong)


# --- Results ----------------------------------------------------------------------------------------
def test_answers_to_a_changed_question_stay_readable_in_their_own_words():
    page = FormPageFactory()
    answer(page)
    question = FormQuestion.objects.get(label="Buku apa?")
    question.label = "Buku apa yang paling dicari?"
    question.save()
    FormQuestion.objects.get(label="Saran").delete()
    page = FormPage.objects.get()
    answer(page, buku_apa="Sains")
    columns = form_results.counted(page)
    assert [(c.question.label, c.current, c.answered) for c in columns] == [
        ("Buku apa yang paling dicari?", True, 1),
        ("Seberapa sering?", True, 2),
        ("Buku apa?", False, 1),
        ("Saran", False, 1),
    ]


def test_a_choice_that_is_no_longer_offered_is_still_counted():
    page = FormPageFactory()
    answer(page)
    FormQuestion.objects.filter(label="Buku apa?").update(choices="Cerita\nSains")
    page = FormPage.objects.get()
    answer(page, buku_apa="Cerita")
    assert form_results.counted(page)[0].rows == [("Cerita", 1), ("Sains", 0), ("Komik", 1)]


def test_numbers_are_described_and_fall_into_classes():
    page = FormPageFactory(questions=[{"label": "Umur", "field_type": "number"}])
    for age in (7, 8, 8, 12, 30):
        answer_form(page, {"umur": age}, user=UserFactory(), ticket=ticket())
    [column] = form_results.counted(page)
    assert (column.mean, column.median, column.span) == (13.0, 8, ("7", "30"))
    assert column.bins == [("5–9", 3), ("10–14", 1), ("15–19", 0), ("20–24", 0), ("25–29", 0), ("30–34", 1)]


def test_small_numbers_are_not_published_nor_found_by_subtraction():
    column = form_results.Column(AskedQuestion(kind="radio", choices=["a", "b", "c", "d"]))
    for choice in "aaaaabbbbccccd":
        column.add(choice)
    assert form_results.suppressed(column) == [("a", 5), ("b", None), ("c", 4), ("d", None)]


def test_published_totals_hold_no_text_and_nothing_of_fewer_than_three(client):
    page = FormPageFactory(publish_totals=True)
    for saying in ("rahasia satu", "rahasia dua"):
        answer(page, saran=saying)
    url = reverse("form_totals", args=[page.pk])
    assert client.get(url).context["questions"] == []
    for _n in range(3):
        answer(page, buku_apa="Cerita")
    shown = client.get(url)
    assert [q.label for q in shown.context["questions"]] == ["Buku apa?", "Seberapa sering?"]
    assert "rahasia" not in shown.content.decode()


def test_files_hold_every_answer_and_run_nothing(client, city):
    page = FormPageFactory()
    answer(page, saran="=HYPERLINK(1)")
    client.force_login(city)
    text = b"".join(client.get(reverse("export_form", args=[page.pk, "csv"])).streaming_content).decode(
        "utf-8-sig"
    )
    [_head, row] = csv.reader(io.StringIO(text))
    assert row[1:] == ["Komik", "4", "'=HYPERLINK(1)"]
    sheet = openpyxl.load_workbook(
        io.BytesIO(client.get(reverse("export_form", args=[page.pk, "xlsx"])).content)
    ).active
    assert [(cell.value, cell.data_type) for cell in sheet[2]][1:] == [
        ("Komik", "s"),
        (4, "n"),
        ("=HYPERLINK(1)", "s"),
    ]


def test_answers_are_paged_and_searched(client, city):
    page = FormPageFactory()
    for n in range(30):
        answer(page, saran=f"Saran Nomor {n}")
    client.force_login(city)
    url = reverse("form_answers", args=[page.pk])
    assert (len(client.get(url).context["rows"]), len(client.get(url, {"hal": 2}).context["rows"])) == (25, 5)
    assert len(client.get(url, {"q": "nomor 29"}).context["rows"]) == 1
    assert len(client.get(url, {"dari": "2030-01-01"}).context["rows"]) == 0
    assert client.get(url, {"dari": "besok", "hal": "x"}).status_code == 200


def test_results_cost_the_same_number_of_queries_for_one_answer_and_three(client, city):
    page = FormPageFactory(for_accounts=True, named=True)
    client.force_login(city)
    counts = []
    for more in (1, 2):
        for _n in range(more):
            answer(page)
        for name in ("form_results", "form_answers"):
            client.get(reverse(name, args=[page.pk]))
            with CaptureQueriesContext(connection) as asked:
                client.get(reverse(name, args=[page.pk]))
            counts.append(len(asked))
    assert counts[:2] == counts[2:]


def test_names_are_shown_only_where_the_form_says_so(client, city):
    client.force_login(city)
    found = []
    for named in (True, False):
        page = FormPageFactory(audience=Audience.SIGNED_IN, once=True, named=named)
        answer(page, UserFactory(name="Sari Contoh"))
        found.append("Sari Contoh" in client.get(reverse("form_answers", args=[page.pk])).content.decode())
    assert found == [True, False]


# --- The end of it ----------------------------------------------------------------------------------
def test_in_the_night_after_the_promised_day_answers_are_gone():
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    old, kept = FormPageFactory(keep_until=yesterday), FormPageFactory(keep_until=timezone.localdate())
    for page in (old, kept):
        FormAnswerFactory(page=page)
    forget_answers_to_forms.call_local()
    assert list(FormAnswer.objects.values_list("page", flat=True)) == [kept.pk]
    assert Event.objects.about(old).get().details == {"count": 1}
    assert forget_answers() == 0


def test_the_same_question_in_the_same_words_is_written_down_once():
    first = AskedQuestionFactory()
    with pytest.raises(IntegrityError):
        AskedQuestionFactory(page=first.page, name=first.name, label=first.label)
