"""Frequent questions: found by search, opened by their address, read by machines."""

import json
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.kinds import FaqPageFactory, group, question

pytestmark = pytest.mark.django_db


def structured(client, page):
    html = client.get(page.url).content.decode()
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])


def cost(client, page):
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page.url).status_code == 200
    return len(queries)


def test_every_question_has_an_address_of_its_own_though_two_ask_the_same(home, client):
    page = FaqPageFactory(
        groups=[
            group("Meminjam", question("Berapa lama?"), question("Berapa lama?")),
            group("Berapa lama?", question("???")),
        ]
    )
    anchors = ["meminjam", "berapa-lama", "berapa-lama-2", "berapa-lama-3", "tanya"]
    assert re.findall(
        r'<(?:h2|div class="question-answer") id="(.*?)"', client.get(page.url).content.decode()
    ) == [
        anchors[0],
        *anchors[1:],
    ]


def test_a_question_opens_by_its_address_without_a_script(home, client):
    """Browsers open closed details around the place an address names, not details that are it."""
    html = client.get(FaqPageFactory().url).content.decode()
    assert re.search(r'<details class="question">.*?id="boleh-meminjam".*?</details>', html, re.S)


def test_machines_read_questions_with_their_answers_in_plain_words(home, client):
    page = FaqPageFactory(
        groups=[group("Denda", question("Ada denda?", "<p>Tidak <b>ada</b>.</p><p>Buku diganti.</p>"))]
    )
    faq, way = structured(client, page)
    assert (faq["@type"], way["@type"]) == ("FAQPage", "BreadcrumbList")
    assert faq["mainEntity"] == [
        {
            "@type": "Question",
            "name": "Ada denda?",
            "url": f"{page.full_url}#ada-denda",
            "acceptedAnswer": {"@type": "Answer", "text": "Tidak ada. Buku diganti."},
        }
    ]


def test_a_page_without_questions_says_so_and_claims_none(home, client):
    page = FaqPageFactory(groups=[])
    assert [each["@type"] for each in structured(client, page)] == ["BreadcrumbList"]
    assert 'class="empty' in client.get(page.url).content.decode()


def test_the_words_of_questions_and_answers_are_indexed(home):
    page = FaqPageFactory(groups=[group("Denda", question("Terlambat?", "<p>Ganti bukunya.</p>"))])
    assert page.text == "Denda Terlambat? Ganti bukunya."


def test_one_question_costs_what_three_cost(home, client):
    one = FaqPageFactory()
    three = FaqPageFactory(groups=[group("Meminjam", *(question(f"Boleh {n}?") for n in range(3)))])
    cost(client, one)
    assert cost(client, one) == cost(client, three) <= 12
