"""A page of recommended books: the editor's own, or a public list as it is on the day."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from literasi.reading.models import ListedTitle, ReadingList
from pages.services import admit
from tests.factories.accounts import GrantFactory
from tests.factories.catalogue import CopyFactory, TitleFactory
from tests.factories.kinds import ReadingListPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(home):
    """A public list of the city with two titles, the second with a note."""
    keeper = GrantFactory(city=True).user
    kept = ReadingList.objects.create(name="Cerita kampung", is_public=True, made_by=keeper)
    for place, (title, note) in enumerate([("Satu", ""), ("Dua", "Lucu sekali.")]):
        ListedTitle.objects.create(reading_list=kept, title=TitleFactory(title=title), place=place, note=note)
    return kept


def rows(client, page):
    shown = client.get(page.url).context["page"].recommended
    return [(each.title.title, each.sentence, each.shown, each.available) for each in shown]


def test_an_editors_books_stand_in_their_order_with_their_sentences_and_copies(home, client):
    here, away = TitleFactory(title="Ada"), TitleFactory(title="Tiada")
    CopyFactory(title=here)
    page = ReadingListPageFactory(titles=[away, here])
    assert rows(client, page) == [("Tiada", "Karena Tiada.", 0, 0), ("Ada", "Karena Ada.", 1, 1)]


def test_a_page_that_follows_a_list_shows_it_as_it_is_today(client, kept):
    page = ReadingListPageFactory(bound_to=kept)
    assert [row[:2] for row in rows(client, page)] == [("Satu", ""), ("Dua", "Lucu sekali.")]
    ListedTitle.objects.create(reading_list=kept, title=TitleFactory(title="Tiga"), place=2)
    cache.clear()
    assert [row[0] for row in rows(client, page)] == ["Satu", "Dua", "Tiga"]


def test_the_editors_sentence_takes_the_place_of_the_lists(client, kept):
    second = kept.items.get(place=1).title
    page = ReadingListPageFactory(bound_to=kept, titles=[second])
    assert [row[:2] for row in rows(client, page)] == [("Satu", ""), ("Dua", "Karena Dua.")]


@pytest.mark.parametrize("change", [{"is_public": False}, {"retired_at": timezone.now()}])
def test_a_list_that_is_no_longer_public_is_no_longer_shown(client, kept, change):
    page = ReadingListPageFactory(bound_to=kept, titles=[TitleFactory(title="Sendiri")])
    ReadingList.objects.update(**change)
    assert [row[0] for row in rows(client, page)] == ["Sendiri"]


def test_a_title_that_left_the_catalogue_leaves_the_page(home, client):
    gone = TitleFactory()
    page = ReadingListPageFactory(titles=[gone, TitleFactory(title="Tetap")])
    gone.delete()
    assert [row[0] for row in rows(client, page)] == ["Tetap"]


def test_only_public_lists_can_be_followed(client, kept):
    ReadingList.objects.create(name="Rancangan", made_by=kept.made_by)
    admit(kept.made_by)
    client.force_login(kept.made_by)
    page = ReadingListPageFactory()
    form = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"]
    assert list(form.fields["bound_to"].queryset) == [kept]


@pytest.mark.parametrize("follows", [True, False])
def test_one_book_costs_what_three_cost(client, kept, follows):
    def cost(number):
        titles = [CopyFactory().title for _ in range(number)]
        page = ReadingListPageFactory(titles=[] if follows else titles, bound_to=kept if follows else None)
        if follows:
            kept.items.all().delete()
            for title in titles:
                ListedTitle.objects.create(reading_list=kept, title=title)
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            client.get(page.url)
        return len(queries)

    cost(1)
    assert cost(1) == cost(3) <= 13
