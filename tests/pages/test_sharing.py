"""Every page has a picture for links to it; drafts and pictures without consent never show through."""

import pytest

from pages.models import NewsIndexPage, StandardPage
from pages.sharing import cards_of, live_pages, share_image_url, share_picture
from tests.factories.pages import ArticleFactory, NewsCategoryFactory, PictureFactory, StandardPageFactory
from ui import sharing
from ui.sharing import Card


@pytest.fixture
def jobs(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def kept(page):
    return sharing.stored().get(("halaman", page.pk), set())


def test_an_article_says_its_title_and_category(home):
    article = ArticleFactory(title="Hari buku", category=NewsCategoryFactory(name="Pesta"))
    assert cards_of([article.pk]) == {article.pk: Card("Hari buku", "Pesta", "kawung")}


def test_the_address_fits_what_the_worker_draws(home):
    article = ArticleFactory()
    assert cards_of([article.pk])[article.pk].digest in share_image_url(article)
    assert share_image_url(article).startswith("http://127.0.0.1:8000/bagikan/halaman-")


def test_the_home_page_says_its_headline(home):
    assert cards_of([home.pk])[home.pk].title == home.headline


def test_publishing_draws_and_a_new_title_draws_anew(home, jobs):
    with jobs():
        page = StandardPageFactory(title="Tentang kami")
    first = kept(page)
    page.title = "Tentang lumbung"
    with jobs():
        page.save_revision().publish()
    assert (len(first), len(kept(page)), first & kept(page)) == (1, 1, set())


def test_a_draft_has_no_picture_until_it_is_published(home, jobs):
    with jobs():
        page = ArticleFactory(draft=True)
    assert (kept(page), cards_of([page.pk]), page.pk in live_pages()) == (set(), {}, False)


def test_the_picture_goes_when_the_page_is_withdrawn(home, jobs):
    with jobs():
        page = StandardPageFactory()
    with jobs():
        page.unpublish()
    assert kept(page) == set()


def test_a_page_that_is_not_saved_yet_has_the_sites_picture(home):
    assert share_image_url(StandardPage(title="Baru")) == "http://127.0.0.1:8000/static/img/share.png"


def with_made(cover):
    from pages.models.pictures import with_renditions
    from pages.renditions import make

    make(cover)
    with_renditions([cover])
    return cover


def test_a_cover_with_renditions_is_shown_instead(home):
    article = ArticleFactory(cover=with_made(PictureFactory()))
    article.cover = with_made(article.cover)
    shown = share_picture(article)
    assert (shown.url.endswith(".jpg"), shown.alt) == (True, "Rak buku di sudut kelas")


def test_a_picture_of_children_without_consent_is_never_shared(home):
    article = ArticleFactory()
    article.cover = with_made(PictureFactory(of_children=True))
    assert "/bagikan/" in share_image_url(article)


def test_all_live_pages_are_drawn_beforehand_but_the_root(home):
    article = ArticleFactory()
    assert set(live_pages()) == {home.pk, NewsIndexPage.objects.get().pk, article.pk}


def test_cards_cost_one_query_a_kind(home, django_assert_max_num_queries):
    pages = [ArticleFactory() for _ in range(3)]
    with django_assert_max_num_queries(4):
        assert len(cards_of([page.pk for page in pages])) == 3
