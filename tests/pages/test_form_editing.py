"""A survey as an editor makes it in the CMS."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from pages.models import FormPage, HomePage
from pages.services import admit
from tests.factories.accounts import GrantFactory

QUESTIONS = [
    {"label": "Tentang kamu", "field_type": "heading"},
    {"label": "Buku apa?", "field_type": "radio", "choices": "Cerita\nKomik", "required": "on"},
]


@pytest.fixture
def city(home, client):
    user = GrantFactory(city=True).user
    admit(user)
    client.force_login(user)
    return user


def survey(**fields):
    data = {
        "title": "Survei baca",
        "slug": "survei-baca",
        "intro": "Lima menit saja.",
        "pattern": "kawung",
        "purpose": "Untuk menyusun rencana.",
        "keep_until": "2030-01-01",
        "audience": "everyone",
        "body": streamfield([]),
        "form_fields": inline_formset(fields.pop("questions", QUESTIONS)),
        "comments": inline_formset([]),
        "action-publish": "1",
    }
    return nested_form_data(data | fields)


def publish(client, **fields):
    url = reverse("wagtailadmin_pages:add", args=["pages", "formpage", HomePage.objects.get().pk])
    assert client.get(url).status_code == 200
    return client.post(url, survey(**fields))


def test_a_survey_is_made_and_answered(client, city):
    assert publish(client).status_code == 302
    page = FormPage.objects.get()
    assert [question.label for question in page.questions()] == ["Buku apa?"]
    assert 'name="q_buku_apa"' in client.get(page.url).content.decode()
    listed = client.get(reverse("wagtailforms:list_submissions", args=[page.pk]))
    assert listed["Location"] == reverse("form_results", args=[page.pk])


@pytest.mark.parametrize(
    "wrong",
    [
        {"audience": "roles"},
        {"once": "on"},
        {"keep_until": "2026-01-01", "closes_at": "2026-06-01 08:00"},
        {"questions": [{"label": "Buku apa?", "field_type": "radio", "choices": "Cerita"}]},
        {"purpose": ""},
    ],
    ids=["roles without one", "once without sign-in", "kept too short", "one choice", "no purpose"],
)
def test_what_does_not_hold_together_is_not_published(client, city, wrong):
    assert publish(client, **wrong).status_code == 200
    assert FormPage.objects.count() == 0
